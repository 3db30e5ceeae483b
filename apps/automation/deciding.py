"""What to do about an order. Pure: the same reading and the same history give the same decision."""

from dataclasses import dataclass

from apps.orders.data import OrderData, Problem, Status
from apps.orders.reading import Reading


@dataclass(frozen=True, slots=True)
class Issue:
    """Issue the invoice for `order`."""

    order: OrderData


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


def decide(reading: Reading, *, has_open_invoice: bool) -> Decision:
    """Returns what to do about an order that reads as READING and has an uncredited invoice or not."""
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
    return _for_paid(reading)


def _for_paid(reading: Reading) -> Decision:
    if reading.is_free:
        return Skip(Problem("nothing_charged", "The order's total is zero: nothing was charged."))
    if reading.data is None:
        return Hold(reading.problems)
    return Issue(reading.data)
