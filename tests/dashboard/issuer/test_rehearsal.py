"""The rehearsal: what an account would declare for the last paid orders, without sending or writing anything."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from apps.automation.models import OrderRecord
from apps.invoices.models import ProviderAccount
from apps.orders.models import Erasure, OrderSnapshot
from apps.providers.account import Account, Values
from apps.providers.document import Document
from apps.providers.plan import Nothing, Plan, Refusal
from apps.providers.problems import Problem
from apps.stores.models import Store
from tests.dashboard.issuer.conftest import text_of
from tests.invoices.submission.scripted import Scripted

pytestmark = pytest.mark.django_db


def rehearsed(browser: Client, account: ProviderAccount) -> dict[int, Any]:
    page = browser.get(f"/issuer/accounts/{account.pk}/rehearsal")
    assert page.status_code == 200
    return {each.record.order_id: each for each in page.context["rows"]}


def test_what_would_be_declared_refused_held_and_left_out(
    store: Store, browser: Client, place: Callable[..., OrderRecord], provider: Scripted, account: ProviderAccount,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    sold, refused, odd, voucher = place(), place(), place(total=1), place()
    pending = place(status_enum="pending_payment", status="Pending Payment")
    said: dict[int, Refusal | Nothing] = {
        refused.order_id: Refusal((Problem("provider_refused", {}, "giro largo"),)),
        voucher.order_id: Nothing(Problem("provider_refused")),
    }
    plan = Scripted.plan

    def planned(self: Scripted, document: Document, found: Account, choices: Values) -> Plan | Refusal | Nothing:
        return said.get(document.order_id) or plan(self, document, found, choices)

    monkeypatch.setattr(Scripted, "plan", planned)
    before = _rows()
    rows = rehearsed(browser, account)
    assert {order_id: each.fate for order_id, each in rows.items()} == {
        sold.order_id: "declared",
        refused.order_id: "refused",
        odd.order_id: "held",
        voucher.order_id: "none",
    }
    assert pending.order_id not in rows
    declared = rows[sold.order_id]
    assert (declared.kind, declared.receiver, declared.net, declared.tax, declared.total) == (
        "Boleta electrónica",
        "Ana Muñoz",
        "CLP 8,403",
        "CLP 1,597",
        "CLP 10,000",
    )
    assert rows[refused.order_id].reasons[0]["said"] == "giro largo"
    assert "do not add up" in rows[odd.order_id].reasons[0]["text"]
    assert (_rows(), provider.submitted) == (before, [])


def _rows() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in apps.get_models()}


def test_it_is_the_last_twenty_of_the_store(
    store: Store, browser: Client, place: Callable[..., OrderRecord], account: ProviderAccount
) -> None:
    days = [place(completed_at=f"2026-03-{day:02} 12:00:00 UTC") for day in range(1, 23)]
    assert list(rehearsed(browser, account)) == [each.order_id for each in reversed(days[2:])]


def test_an_erased_order_is_left_out(
    store: Store, browser: Client, place: Callable[..., OrderRecord], account: ProviderAccount
) -> None:
    record = place()
    Erasure.objects.create(store=store, order_id=record.order_id, ground="on_request")
    OrderSnapshot.objects.filter(order_id=record.order_id).update(body="")
    assert rehearsed(browser, account) == {}
    assert "Folio has read no paid order" in text_of(browser.get(f"/issuer/accounts/{account.pk}/rehearsal"))
