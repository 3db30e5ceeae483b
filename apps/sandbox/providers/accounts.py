"""Accounts of merchants at the stand-ins, in memory. Every reader and writer holds `state.lock`."""

from dataclasses import dataclass, field
from typing import Any

from apps.sandbox.answers import HttpError, Payload

_LONGEST_LOG = 5000


@dataclass
class Account:
    """An account at one service: what opens it, whose it is, and what it holds.

    `details` and `memory` are in the service's own terms: company, series, keys of repeated calls. `documents` are what
    the service keeps, oldest first. `folios` are the numbers that are left by kind of document, without limit where a
    kind is missing.
    """

    key: str
    details: Payload = field(default_factory=dict)
    documents: list[Payload] = field(default_factory=list)
    folios: dict[str, int] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)
    calls: list[Payload] = field(default_factory=list)

    def document(self, name: str, value: Any) -> Payload | None:
        """Return the document whose `name` is `value`, None if there is none."""
        return next((each for each in self.documents if each.get(name) == value), None)

    def take_folio(self, kind: str) -> int | None:
        """Return the next number of `kind`, None if none is left."""
        left = self.folios.get(kind)
        if left == 0:
            return None
        if left is not None:
            self.folios[kind] = left - 1
        taken = int(self.memory.setdefault("numbers", {}).get(kind, 0)) + 1
        self.memory["numbers"][kind] = taken
        return taken

    def note_call(self, call: Payload) -> None:
        """Keep `call` in the log."""
        self.calls.append(call)
        del self.calls[:-_LONGEST_LOG]


_accounts: dict[tuple[str, str], Account] = {}


def add(service: str, account: Account) -> None:
    """Keep `account`. Raise HttpError 409 where its key is taken."""
    if (service, account.key) in _accounts:
        raise HttpError(409, "There is an account with this key already")
    _accounts[service, account.key] = account


def find(service: str, key: str) -> Account | None:
    """Return the account that `key` opens, None if there is none."""
    return _accounts.get((service, key))


def account(service: str, key: str) -> Account:
    """Return the account that `key` opens. Raise HttpError 404."""
    found = find(service, key)
    if found is None:
        raise HttpError(404, f"No account of {service} has this key")
    return found
