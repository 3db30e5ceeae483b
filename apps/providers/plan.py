"""What would be declared for a document, or why nothing can be. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from apps.formats.document import Totals
from apps.providers.account import Idempotency
from apps.providers.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredLine:
    """The amounts of one line of the document, in its order, in the provider's own arithmetic."""

    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be declared: the kind of document, the body of the request, and the amounts that it comes to.

    `body` is JSON, the keys in their order; its numbers are made by `exact_json.json_number`. `lines` are as many as
    those of the document. The gross total is what was charged. `issue_date` is the date that the body states. The
    ledger keeps the plan as text before it is sent, and sends the same body again when it repeats. `idempotency` is how
    a repeat of this plan is recognised where the account's choices decide it; None leaves it to the abilities.
    """

    type: str
    issue_date: date
    body: Mapping[str, Any]
    lines: tuple[DeclaredLine, ...]
    totals: Totals
    receiver: str = ""
    """The tax number of the receiver as it is declared, also a generic one; empty if none is."""
    remarks: tuple[Problem, ...] = ()
    idempotency: Idempotency | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the plan as a row keeps it."""
        return {
            "type": self.type,
            "issue_date": self.issue_date.isoformat(),
            "body": self.body,
            "lines": [[f"{each.net:f}", f"{each.tax:f}", f"{each.gross:f}"] for each in self.lines],
            "totals": totals_as_json(self.totals),
            "receiver": self.receiver,
            "remarks": [each.as_json() for each in self.remarks],
            "idempotency": self.idempotency,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Plan":
        """Return the plan that `as_json` made."""
        return cls(
            type=kept["type"],
            issue_date=date.fromisoformat(kept["issue_date"]),
            body=kept["body"],
            lines=tuple(
                DeclaredLine(net=Decimal(net), tax=Decimal(tax), gross=Decimal(gross))
                for net, tax, gross in kept["lines"]
            ),
            totals=totals_from_json(kept["totals"]),
            receiver=kept["receiver"],
            remarks=tuple(map(Problem.from_json, kept["remarks"])),
            idempotency=kept.get("idempotency"),
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """The document cannot be declared as it is; nothing was sent. A person mends what the `problems` name."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document is due: the payment's voucher is the document, say."""

    problem: Problem


def totals_as_json(totals: Totals) -> dict[str, str]:
    """Return `totals` with decimal texts."""
    names = ("net_total", "tax_total", "gross_total", "gift_card_amount", "amount_paid")
    return {name: f"{getattr(totals, name):f}" for name in names}


def totals_from_json(kept: Mapping[str, str]) -> Totals:
    """Return the totals that `totals_as_json` made."""
    return Totals(**{name: Decimal(each) for name, each in kept.items()})
