"""A buyer's correction is issued once, by any number of workers, and never for a credited invoice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from apps.automation import corrections, pipeline
from apps.automation.buyer_corrections import reissue_for_buyer
from apps.automation.models import OrderRecord
from apps.core.facts import facts_of
from apps.countries.addresses import Address
from apps.invoices.facts import BuyerFacts
from apps.invoices.issuing.issuer import Made
from apps.invoices.models import BuyerCorrection, Invoice, Kind
from apps.invoices.public import buyer_corrections
from tests.factories import make_store, order
from tests.platform import Platform

_PARTS = Address(street="Calle", street_number="1", municipality="Talca", region="Maule")
_WANTED: dict[str, Any] = {
    "company": "Sociedad Ñandú SpA",
    "tax_id": "76.192.083-9",
    "activity": "Comercio",
    "address": "Calle 1\nTalca\nMaule, Chile",
    "parts": _PARTS,
}
_AT_ONCE = 8


@pytest.fixture
def asked(platform: Platform, db: None) -> BuyerCorrection:
    """Return a correction that the buyer of an invoice of CLP 10,000 has requested."""
    store, document = make_store(self_service=True), order()
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return buyer_corrections.submit_correction(Invoice.objects.get(), **_WANTED)


def test_the_new_invoice_names_the_company_and_the_order_needs_nobody(asked: BuyerCorrection) -> None:
    reissue_for_buyer(asked.pk)
    first = Invoice.objects.get(pk=asked.invoice_id)
    made = first.replacements.get()
    assert (made.buyer_name, made.buyer_tax_id, made.buyer_activity) == (
        "Sociedad Ñandú SpA",
        "76.192.083-9",
        "Comercio",
    )
    assert (made.buyer_address, made.buyer_email) == (_WANTED["address"], first.buyer_email)
    assert (facts_of(BuyerFacts, made).buyer_parts, made.buyer_country) == (_PARTS, "CL")
    assert (first.buyer_kind, made.buyer_kind) == ("", "business")
    assert (made.gross_total, made.buyer_wants_factura) == (first.gross_total, True)
    assert first.credit_notes.get().credit_reason == "Corrección de los datos del cliente, hecha por el propio cliente"
    record = OrderRecord.objects.get()
    assert (record.state, record.reasons) == (OrderRecord.State.ISSUED, [])
    assert BuyerCorrection.objects.get().state == BuyerCorrection.State.DONE
    assert not buyer_corrections.is_offered(made)


def test_a_task_that_runs_again_changes_nothing(asked: BuyerCorrection) -> None:
    for _ in range(3):
        reissue_for_buyer(asked.pk)
    assert Invoice.objects.count() == 3


def test_an_invoice_that_was_credited_meanwhile_stays_so(asked: BuyerCorrection) -> None:
    corrections.credit_in_full(asked.store, asked.invoice_id, reason="Pedido anulado")
    reissue_for_buyer(asked.pk)
    asked.refresh_from_db()
    assert (asked.state, Invoice.objects.filter(kind=Kind.INVOICE).count()) == (BuyerCorrection.State.FAILED, 1)


def test_who_lost_his_claim_undoes_what_he_did(asked: BuyerCorrection, monkeypatch: pytest.MonkeyPatch) -> None:
    reissue = corrections.reissue_to_buyer

    def slow(*args: object, **kwargs: object) -> Made:
        made = reissue(*args, **kwargs)  # type: ignore[arg-type]
        BuyerCorrection.objects.update(attempts=asked.attempts + 2)
        return made

    monkeypatch.setattr(corrections, "reissue_to_buyer", slow)
    reissue_for_buyer(asked.pk)
    assert Invoice.objects.count() == 1
    monkeypatch.undo()
    BuyerCorrection.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    reissue_for_buyer(asked.pk)
    assert Invoice.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_many_workers_issue_once(asked: BuyerCorrection) -> None:
    def one(_: int) -> None:
        try:
            reissue_for_buyer(asked.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(one, range(_AT_ONCE)))
    assert Invoice.objects.count() == 3
