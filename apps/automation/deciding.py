"""What to do about an order. Pure: the same reading and the same history give the same decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from apps.orders import tax_ids
from apps.orders.data import OrderData, Problem, Status
from apps.orders.reading import Reading


@dataclass(frozen=True, slots=True)
class Policy:
    """What the merchant wants: of orders that cost nothing, of wrong tax numbers of buyers, of orders paid long ago."""

    free_orders: Literal["skip", "invoice"] = "skip"
    wrong_tax_id: Literal["warn", "hold"] = "warn"
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """Issue the invoice for `order`; `warnings` are what a person should know of it all the same."""

    order: OrderData
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """Credit the order's open invoice in full."""

    reason: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Issue nothing until a person has looked: something is not as it should be."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing is to be issued, and that is as it should be."""

    problem: Problem


Decision = Issue | Credit | Hold | Skip

_NOT_PAID = {
    Status.PENDING: Problem("not_paid", "The order is not paid yet."),
    Status.ABANDONED: Problem("abandoned", "The order was abandoned before it was paid."),
}
_CREDITED_BY_HAND = Problem("credited_by_hand", "The invoice was credited by hand; the order is still paid.")


def decide(
    reading: Reading,
    *,
    has_open_invoice: bool,
    credited_while_paid: bool = False,
    policy: Policy = Policy(),
) -> Decision:
    """Returns what to do about an order that reads as READING and has an uncredited invoice or not.

    CREDITED_WHILE_PAID: its invoice was credited although it was paid, and it has not been known as anything else
    since. A person did that, and no reading undoes it; an order that is paid again later is a new sale.
    """
    if credited_while_paid and not has_open_invoice and reading.status in (Status.PAID, Status.UNKNOWN):
        return Skip(_CREDITED_BY_HAND)
    if reading.status is Status.CANCELED:
        if has_open_invoice:
            return Credit(reason="order_canceled")
        return Skip(Problem("canceled_before_invoice", "The order was cancelled before it had an invoice."))
    if reading.status is Status.UNKNOWN:
        return Hold(reading.problems or (Problem("unknown_status", "The order's status is none that Folio knows."),))
    if reading.status is not Status.PAID:
        return Skip(_NOT_PAID[reading.status])
    if has_open_invoice:
        return Skip(Problem("already_invoiced", "The order has its invoice."))
    return _for_paid(reading, policy)


def _for_paid(reading: Reading, policy: Policy) -> Decision:
    if reading.is_free and policy.free_orders == "skip":
        return Skip(Problem("nothing_charged", "The order's total is zero: nothing was charged."))
    if reading.data is None:
        return Hold(reading.problems)
    paid_at = reading.data.completed_at or reading.data.created_at
    if policy.since and paid_at and paid_at < policy.since:
        return Skip(Problem("paid_before_start", "The order was paid before Folio began to issue documents."))
    wrong = tax_ids.check(reading.data.buyer.tax_id, reading.data.buyer.country)
    if wrong and policy.wrong_tax_id == "hold":
        return Hold((wrong,))
    return Issue(reading.data, (wrong,) if wrong else ())
