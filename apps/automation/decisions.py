"""The decision about an order. Pure: the same reading, history and policy give the same decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from apps.orders import tax_ids
from apps.orders.data import OrderData, Problem, Reading, Status
from apps.orders.messages import Sentence
from apps.orders.texts import folded


@dataclass(frozen=True, slots=True)
class Policy:
    """The merchant's rules: when documents are issued, and for which orders; `left_out_*` are folded (`texts.folded`).

    `since`: start date chosen by the merchant; orders paid earlier are skipped. `began`: installation time; orders with
    an earlier date wait for a person, as the platform does not tell whether the date is that of payment. `started`: the
    merchant has enabled automatic issuing; before, all orders wait for a person. `review`: an order waits until a
    person releases it. `testing`: a test document replaces the invoice.
    """

    free_orders: Literal["skip", "invoice"] = "skip"
    wrong_tax_id: Literal["warn", "hold"] = "warn"
    since: datetime | None = None
    began: datetime | None = None
    started: bool = True
    issue_when: Literal["paid", "shipped", "by_hand"] = "paid"
    left_out_payment_methods: frozenset[str] = frozenset()
    left_out_sources: frozenset[str] = frozenset()
    review: bool = False
    testing: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """Issue the invoice for `order`; `warnings` are remarks for a person."""

    order: OrderData
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Try:
    """Issue a test document for `order`: it would get its invoice if test mode were off."""

    order: OrderData


@dataclass(frozen=True, slots=True)
class Credit:
    """Credit the order's open invoice in full."""

    reason: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Withdraw the order's document before it is sent to the provider: the order is cancelled."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Issue nothing until a person has reviewed the `problems`."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Skip:
    """Issue nothing, for a reason that is no fault."""

    problem: Problem


Decision = Issue | Try | Credit | Withdraw | Hold | Skip
OnItsWay = Literal["", "invoice", "sent", "asked", "credit_note"]
"""What of an order is on its way to a provider: a credit note, or an invoice, which is withdrawn unless it is `sent`.

`asked` is an invoice about which a person is asked.
"""

_NOT_PAID = {
    Status.PENDING: Problem("not_paid"),
    Status.ABANDONED: Problem("abandoned"),
}
# Only a person's request ends this.
LEFT = Problem("by_hand")
TEST_MODE = Problem("test_mode")
_UNCLEAR_WISH = Problem("unclear_wish")
_CREDITED_BY_HAND = Problem("credited_by_hand")


def decide(
    reading: Reading,
    *,
    has_open_invoice: bool,
    credited_while_paid: bool = False,
    released: bool = False,
    invoiced_elsewhere: str = "",
    on_its_way: OnItsWay = "",
    rejected: Problem | None = None,
    policy: Policy = Policy(),
) -> Decision:
    """Return the decision about the order of `reading`; `has_open_invoice` if it has an uncredited invoice.

    `credited_while_paid`: its invoice was credited while the order was paid, and no other known status was read since.
    A person did that, and no reading reverses it. An order that is paid again after another status is a new sale.

    `released`: a person requested this order's document. It overrides the rules of `policy` and `invoiced_elsewhere`,
    not the order's status and problems.

    `invoiced_elsewhere`: the number of an invoice that another App has put into the order, empty if there is none or
    none was looked for.

    `on_its_way`: what of the order a provider is about to issue. Nothing else is done until it has answered.

    `rejected`: the tax authority rejected the order's latest invoice, which would be rejected again as it is. A person
    mends the cause and asks for the document.
    """
    if on_its_way:
        return _for_submitted(reading, on_its_way)
    if credited_while_paid and not (released or has_open_invoice) and reading.status in (Status.PAID, Status.UNKNOWN):
        return Skip(_CREDITED_BY_HAND)
    if reading.status is Status.CANCELED:
        if has_open_invoice:
            return Credit(reason="order_canceled")
        return Skip(Problem("canceled_before_invoice"))
    if reading.status is Status.UNKNOWN:
        return Hold(reading.problems or (Problem("unknown_status"),))
    if reading.status is not Status.PAID:
        return Skip(_NOT_PAID[reading.status])
    if has_open_invoice:
        return Skip(Problem("already_invoiced"))
    if released:
        return _for_released(reading, policy)
    return Hold((rejected,)) if rejected else _for_paid(reading, policy, invoiced_elsewhere)


def _for_submitted(reading: Reading, on_its_way: OnItsWay) -> Decision:
    if on_its_way == "asked":
        return Hold((Problem("submission_unclear"),))
    if on_its_way == "invoice" and reading.status is Status.CANCELED:
        return Withdraw()
    return Skip(Problem("credit_submitted") if on_its_way == "credit_note" else Problem("submitted"))


def _for_released(reading: Reading, policy: Policy) -> Decision:
    if reading.data is None:
        return Hold(reading.problems)
    return _issue(reading.data, _wrong_tax_id(reading.data), policy)


def _issue(order: OrderData, wrong: tuple[Problem, ...], policy: Policy) -> Issue | Try:
    return Try(order) if policy.testing else Issue(order, (*wrong, *unclear_wish(order)))


def _wrong_tax_id(order: OrderData) -> tuple[Problem, ...]:
    wrong = tax_ids.check_tax_id(order.buyer.tax_id, order.buyer.country)
    return (wrong,) if wrong else ()


def unclear_wish(order: OrderData) -> tuple[Problem, ...]:
    """Return the problem of a buyer's answer to the question for a factura that is both yes and no; else nothing."""
    return (_UNCLEAR_WISH,) if order.buyer.wish_is_unclear else ()


def _for_paid(reading: Reading, policy: Policy, invoiced_elsewhere: str) -> Decision:
    if invoiced_elsewhere:
        return Skip(Problem.told("invoiced_elsewhere", Sentence("named", {"name": invoiced_elsewhere})))
    if reading.is_free and policy.free_orders == "skip":
        return Skip(Problem("nothing_charged"))
    if reading.data is None:
        return Hold(reading.problems)
    left_out = _left_out(reading.data, policy)
    if left_out:
        return Skip(left_out)
    wrong = _wrong_tax_id(reading.data)
    if wrong and policy.wrong_tax_id == "hold":
        return Hold(wrong)
    if policy.review:
        review = Problem("review")
        return Hold((review, *wrong, *unclear_wish(reading.data)))
    return _issue(reading.data, wrong, policy)


def _left_out(order: OrderData, policy: Policy) -> Problem | None:
    """Return the problem of the first of the merchant's rules against a document, the permanent ones first."""
    paid_at = order.completed_at or order.created_at
    if policy.since and paid_at and paid_at < policy.since:
        return Problem("paid_before_start")
    # An order without this date may be old or new: it is not skipped, so that no sale is missed.
    if policy.began and order.completed_at and order.completed_at < policy.began:
        return Problem("from_before")
    if folded(order.payment_method) in policy.left_out_payment_methods:
        return Problem.told("payment_method_left_out", Sentence("named", {"name": order.payment_method}))
    if folded(order.source) in policy.left_out_sources:
        return Problem.told("source_left_out", Sentence("named", {"name": order.source}))
    if not (policy.started or policy.testing):
        return Problem("not_started")
    if policy.issue_when == "by_hand":
        return LEFT
    if policy.issue_when == "shipped" and not order.is_shipped:
        return Problem("not_shipped")
    return None
