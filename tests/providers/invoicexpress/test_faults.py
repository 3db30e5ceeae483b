"""Every fault at every step: whatever happens on the way, one document counts in the end, and no draft is left."""

import pytest

from apps.providers import http
from apps.providers.outcomes import (
    CallFailed,
    Failed,
    Issued,
    Limited,
    Outcome,
    Pending,
    Refused,
    Unauthorised,
    Unclear,
)
from apps.providers.plan import Plan

from .shop import Shop, order_1042, refund_77

_STEPS = {
    "search": {"method": "GET", "path": "*/invoices.json"},
    "client": {"path": "*/clients/*"},
    "create": {"method": "POST"},
    "read back": {"method": "GET", "path": "*/invoice_receipts/*"},
    "finalise": {"method": "PUT"},
}
_FAULTS = (
    *("timeout_before", "timeout_after", "error_500", "error_500_after", "html_200", "broken_json"),
    *("slow_drip", "huge", "unauthorised", "limited"),
)
_MOST_TRIES = 6


@pytest.fixture(autouse=True)
def _short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_WHOLE", 0.3)


def _repeated(shop: Shop, plan: Plan, key: str = "folio-77-order-1042") -> list[Outcome]:
    """Declare `plan` as the ledger does, until an outcome is final; return all outcomes."""
    outcomes: list[Outcome] = []
    reference = ""
    while len(outcomes) < _MOST_TRIES:
        found = _found(shop, plan) if outcomes and isinstance(outcomes[-1], Unclear) else None
        outcome = found if isinstance(found, Issued) else shop.submit(plan, key, reference)
        outcomes.append(outcome)
        if isinstance(outcome, Issued | Refused):
            return outcomes
        reference = outcome.reference if isinstance(outcome, Pending) else reference
    return outcomes


def _found(shop: Shop, plan: Plan) -> Issued | Pending | None:
    try:
        return shop.find(plan)
    except CallFailed:
        return None


@pytest.mark.parametrize("step", _STEPS)
@pytest.mark.parametrize("fault", _FAULTS)
def test_a_fault_ends_in_one_document(shop: Shop, step: str, fault: str) -> None:
    plan = shop.plan(order_1042())
    shop.fault(fault, **_STEPS[step])
    outcomes = _repeated(shop, plan)
    assert isinstance(outcomes[-1], Issued), outcomes
    assert any(fault in each["faults"] for each in shop.stand_in.calls(shop.key))
    assert [each["total"] for each in shop.counting()] == [29.52]
    assert shop.documents("draft") == []


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_fault_of_two_calls_in_a_row_ends_in_one_document(shop: Shop, fault: str) -> None:
    plan = shop.plan(order_1042())
    shop.fault(fault, times=2, path="*/invoice_receipts*")
    assert isinstance(_repeated(shop, plan)[-1], Issued)
    assert len(shop.counting()) == 1


@pytest.mark.parametrize(
    ("fault", "step", "outcome"),
    [
        ("timeout_after", "create", Unclear),
        ("error_500", "create", Unclear),
        ("html_200", "create", Unclear),
        ("broken_json", "create", Unclear),
        ("unauthorised", "create", Unauthorised),
        ("limited", "create", Limited),
        ("timeout_after", "search", Failed),
        ("error_500", "search", Failed),
        ("html_200", "search", Failed),
        ("unauthorised", "search", Unauthorised),
        ("limited", "search", Limited),
        ("timeout_after", "finalise", Pending),
        ("error_500", "finalise", Pending),
        ("limited", "read back", Pending),
        ("unauthorised", "finalise", Unauthorised),
    ],
)
def test_an_outcome_says_what_may_have_happened(shop: Shop, fault: str, step: str, outcome: type) -> None:
    plan = shop.plan(order_1042())
    shop.fault(fault, **_STEPS[step])
    assert isinstance(shop.submit(plan), outcome)


def test_a_lost_answer_to_the_last_step_is_found(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    shop.fault("timeout_after", **_STEPS["finalise"])
    pending = shop.submit(plan)
    assert isinstance(pending, Pending)
    found = shop.find(plan)
    assert isinstance(found, Issued)
    assert found == shop.submit(plan, reference=pending.reference)


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_look_without_a_usable_answer_proves_nothing(shop: Shop, fault: str) -> None:
    plan = shop.plan(order_1042())
    shop.fault(fault, times=None)
    for look in (lambda: shop.find(plan), lambda: shop.state("1"), lambda: shop.pdf("1"), shop.account, shop.listed):
        with pytest.raises(CallFailed) as failed:
            look()
        assert shop.key not in str(failed.value)
    assert shop.find_without_fault(plan) is None


def test_no_secret_is_kept_of_any_exchange(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    shop.fault("error_500", **_STEPS["finalise"])
    _repeated(shop, plan)
    assert any(each.method == "POST" for each in shop.exchanges)
    assert shop.key not in repr([(each.url, each.request, each.answer) for each in shop.exchanges])
    assert all("api_key=%E2" in each.url or "•" in each.url for each in shop.exchanges)


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_credit_note_is_made_once_whatever_happens_to_the_look_at_its_original(shop: Shop, fault: str) -> None:
    plan = shop.plan(order_1042())
    note = shop.plan(refund_77(order_1042(), plan, shop.issued(plan)))
    shop.fault(fault, path="*/invoice_receipts/*")
    assert isinstance(_repeated(shop, note, "folio-77-refund-77")[-1], Issued)
    assert [each["type"] for each in shop.documents()] == ["InvoiceReceipt", "CreditNote"]
