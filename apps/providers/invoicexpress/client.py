"""InvoiceXpress's API: addresses, the key in the query, and documents, clients and settings as they are read there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from apps.providers.account import Values
from apps.providers.http import Answer, Http, NoAnswer
from apps.providers.invoicexpress.answers import Seen, document_in, listed_in, object_in
from apps.providers.invoicexpress.fields import LIVE_HOST, TEST_HOST
from apps.providers.invoicexpress.kinds import KINDS, Kind
from apps.providers.invoicexpress.texts import written_date
from apps.providers.outcomes import Ambiguous, Blocked, CallFailed, Unclear
from apps.providers.problems import Problem

_PER_PAGE, _MOST_PAGES = "30", 100
_MOST_FOUND = 5
"""Pages of a search. A reference that has more hits is no reference of Folio's."""
_STATUSES = ("draft", "sent", "settled", "canceled", "second_copy")

State = Literal["finalized", "deleted"]


@dataclass(frozen=True, slots=True)
class Client:
    """The API of one account. Looks raise CallFailed; writes return their answer, or raise NoAnswer."""

    http: Http
    credentials: Values

    @property
    def account(self) -> str:
        """Return the name of the account. Raise CallFailed where it cannot be one."""
        name = self.credentials.get("account", "").strip().lower()
        if not re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", name):
            raise CallFailed("The name of the account is wrong.", Blocked(Problem("provider_account_name")))
        return name

    @property
    def is_test(self) -> bool:
        """Whether the account is in the provider's sandbox."""
        return self.credentials.get("environment") == "test"

    def call(
        self,
        method: Literal["GET", "POST", "PUT"],
        path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str | Sequence[str]] | None = None,
    ) -> Answer:
        """Send a request and return its answer. Raise NoAnswer, CallFailed."""
        host = TEST_HOST if self.is_test else LIVE_HOST
        key = {"api_key": self.credentials.get("api_key", "")}
        return self.http.call(
            method, f"https://{self.account}.{host}/{path}", query={**key, **(query or {})}, body=body
        )

    def look(self, path: str, query: Mapping[str, str | Sequence[str]] | None = None) -> Answer:
        """Return the answer to a GET. Raise CallFailed where none comes."""
        try:
            return self.call("GET", path, query=query)
        except NoAnswer as error:
            raise CallFailed(str(error), Unclear(str(error))) from None

    def document(self, document_id: str, kinds: Sequence[Kind]) -> Seen | None:
        """Return the document, which is one of `kinds`; None if there is none such. Raise CallFailed."""
        for kind in kinds:
            answer = self.look(f"{kind.path}/{document_id}.json")
            if answer.status == 404:
                continue
            found = document_in(object_in(answer))
            if found is None or found.id != document_id:
                raise CallFailed("The answer is no document.", Unclear("The answer is not the document."))
            return found
        return None

    def documents(self, query: Mapping[str, str | Sequence[str]], most_pages: int = _MOST_PAGES) -> Iterator[Seen]:
        """Yield the account's documents, page after page. Raise CallFailed, also for more than `most_pages`."""
        types = [kind.listed_as for kind in KINDS.values()]
        filters = {"type[]": types, "status[]": _STATUSES, "per_page": _PER_PAGE, **query}
        for page in range(1, most_pages + 1):
            found = object_in(self.look("invoices.json", {**filters, "page": str(page)}))
            yield from listed_in(found)
            if page >= _pages(found.get("pagination")):
                return
        raise CallFailed("The list is too long.", Unclear("The list has too many pages."))

    def issued_between(self, first: date, last: date) -> Iterator[Seen]:
        """Yield the documents of the days `first` to `last`."""
        return self.documents({"date[from]": written_date(first), "date[to]": written_date(last)})

    def with_reference(self, reference: str) -> Seen | None:
        """Return the document with exactly `reference`: one that counts, else a draft, else a cancelled one.

        None after an answer that says it is absent. Raise CallFailed; Ambiguous where several may be it.
        """
        found = [each for each in self.documents({"text": reference}, _MOST_FOUND) if each.reference == reference]
        for counts in ([each for each in found if each.is_final], [each for each in found if each.is_draft]):
            if len(counts) > 1:
                raise Ambiguous(f"{len(counts)} documents have the reference {reference}.")
            if counts:
                return counts[0]
        return next((each for each in found if each.is_canceled), None)

    def customer(self, code: str) -> Mapping[str, Any] | None:
        """Return the account's client with `code`, None if there is none. Raise CallFailed."""
        answer = self.look("clients/find-by-code.json", {"client_code": code})
        if answer.status == 404:
            return None
        found = object_in(answer).get("client")
        if not isinstance(found, Mapping):
            raise CallFailed("The answer is no client.", Unclear("The answer is no client."))
        return found

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """Return the account's settings called `name`: taxes, sequences. Raise CallFailed."""
        found = object_in(self.look(f"{name}.json")).get(name)
        if not isinstance(found, list):
            raise CallFailed(f"The answer holds no {name}.", Unclear(f"The answer holds no {name}."))
        single = name.removesuffix("s") if name != "taxes" else "tax"
        unwrapped = [row.get(single, row) if isinstance(row, Mapping) else None for row in found]
        return [row for row in unwrapped if isinstance(row, Mapping) and "id" in row]

    def change_state(self, document: Seen, state: State) -> Answer:
        """Ask for `state`. Raise NoAnswer."""
        return self.call(
            "PUT", f"{document.kind.path}/{document.id}/change-state.json", {document.kind.root: {"state": state}}
        )


def _pages(pagination: Any) -> int:
    """Return the number of pages that a list has. Raise CallFailed where it is not readable."""
    stated = pagination.get("total_pages", 1) if isinstance(pagination, Mapping) else 1
    if not str(stated).isdecimal():
        raise CallFailed("The list's number of pages is not readable.", Unclear("The number of pages is not readable."))
    return int(stated)
