"""A held order: its merchant previews the document and issues it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.automation import pipeline
from apps.automation.models import OrderRecord
from apps.intake import process
from apps.intake.models import Delivery
from apps.invoices.models import Invoice
from apps.stores.models import Store
from tests.factories import make_store, order
from tests.platform import Platform


@pytest.fixture
def waiting(db: None, platform: Platform) -> OrderRecord:
    """Return the record of an order of CLP 10,000 in a store that issues manually."""
    return read(platform, make_store(issue_when="by_hand"))


def read(platform: Platform, store: Store, **changes: Any) -> OrderRecord:
    document = order(**changes)
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return OrderRecord.objects.get(order_id=document["id"])


def test_the_document_is_shown_and_issued_once_it_is_asked_for(
    waiting: OrderRecord, signed_in: Callable[[Store], Client], published: list[tuple[str, int]]
) -> None:
    browser = signed_in(waiting.store)
    assert f"/orders/{waiting.pk}" in browser.get("/").content.decode()
    page = browser.get(f"/orders/{waiting.pk}")
    assert "F-000001" in page.content.decode()
    assert not Invoice.objects.exists()
    answer = browser.post(f"/orders/{waiting.pk}/issue", {"seen": str(waiting.snapshot_id)})
    assert answer.status_code == 302
    process.process_delivery(Delivery.objects.get().pk)
    assert Invoice.objects.get().number == "F-000001"
    assert f"/orders/{waiting.pk}" not in browser.get("/").content.decode()


def test_what_was_not_seen_is_not_issued(
    waiting: OrderRecord, platform: Platform, signed_in: Callable[[Store], Client]
) -> None:
    seen = waiting.snapshot_id
    read(platform, waiting.store, id=waiting.order_id, additional_information="Otra cosa")
    page = signed_in(waiting.store).post(f"/orders/{waiting.pk}/issue", {"seen": str(seen)})
    assert "Look again" in page.content.decode()
    assert not Delivery.objects.exists()


def test_what_stands_in_the_way_is_said(platform: Platform, store: Store, signed_in: Callable[[Store], Client]) -> None:
    record = read(platform, store, total=1)
    page = signed_in(store).get(f"/orders/{record.pk}").content.decode()
    assert "do not add up" in page
    assert "/issue" not in page


def test_what_the_order_can_become_is_told_with_links_to_what_is_missing(
    waiting: OrderRecord, signed_in: Callable[[Store], Client]
) -> None:
    page = signed_in(waiting.store).get(f"/orders/{waiting.pk}").content.decode()
    assert "Boleta electrónica (39)" in page
    assert "Your legal name is missing in the settings." in page
    assert 'href="/settings#id_seller_legal_name"' in page


def test_an_order_that_cannot_be_read_can_become_nothing(
    platform: Platform, store: Store, signed_in: Callable[[Store], Client]
) -> None:
    page = signed_in(store).get(f"/orders/{read(platform, store, total=1).pk}").content.decode()
    assert "What this order can become" not in page
