"""Manual corrections of a merchant: under the order's lock, in their own store only, and recorded."""

from decimal import Decimal

import pytest

from apps.automation import corrections, pipeline
from apps.automation.corrections import NotAnInvoice
from apps.automation.models import OrderRecord
from apps.invoices.credit_notes.credit import NothingToCredit
from apps.invoices.models import Invoice, Kind
from apps.orders.data import Buyer
from apps.stores.models import Store
from tests.factories import make_store, order, own, product
from tests.platform import Platform

_RIGHT = Buyer("Eva Rojas", "", "12.345.678-5", "", "", None, ("Calle 1",), "CL", "eva@example.com")


@pytest.fixture
def invoice(store: Store, platform: Platform) -> Invoice:
    """Return the invoice of two products of CLP 5,000, issued by the pipeline, with a remark."""
    document = order(products=[product(price=5000, qty=2, tax=5)])
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return Invoice.objects.get(order_id=document["id"])


def record_of(invoice: Invoice) -> OrderRecord:
    return OrderRecord.objects.get(store=invoice.store, order_id=invoice.order_id)


def test_in_part_the_order_stays_invoiced_in_full_it_is_credited(invoice: Invoice) -> None:
    store = invoice.store
    corrections.credit_lines(store, invoice.pk, {1: Decimal(1)}, reason="Una vino rota")
    assert record_of(invoice).state == OrderRecord.State.ISSUED
    corrections.credit_amounts(store, invoice.pk, {1: Decimal(1000)}, reason="Rebaja")
    note = own(corrections.credit_in_full(store, invoice.pk, reason="Devolución"))
    assert (note.gross_total, note.credit_reason) == (Decimal(4000), "Devolución")
    assert record_of(invoice).state == OrderRecord.State.CREDITED
    with pytest.raises(NothingToCredit):
        corrections.credit_in_full(store, invoice.pk, reason="Otra vez")


def test_cancelling_after_a_part_credits_the_rest(invoice: Invoice, platform: Platform) -> None:
    corrections.credit_lines(invoice.store, invoice.pk, {1: Decimal(1)}, reason="Una vino rota")
    platform.serve_order(order(id=invoice.order_id, status_enum="canceled"))
    pipeline.order_changed(invoice.store, invoice.order_id)
    assert [note.gross_total for note in invoice.credit_notes.order_by("pk")] == [Decimal(5000), Decimal(5000)]
    assert record_of(invoice).state == OrderRecord.State.CREDITED


def test_reissued_the_order_has_its_invoice_and_needs_nobody(invoice: Invoice, platform: Platform) -> None:
    store = invoice.store
    corrections.credit_lines(store, invoice.pk, {1: Decimal(1)}, reason="Una vino rota")
    corrected = own(corrections.reissue_to_buyer(store, invoice.pk, _RIGHT, reason="Datos del comprador"))
    assert (corrected.buyer_name, corrected.gross_total, corrected.replaces) == ("Eva Rojas", Decimal(5000), invoice)
    assert invoice.noticed
    assert (corrected.remarks, corrected.noticed) == (invoice.remarks, invoice.noticed)
    platform.serve_order(order(id=invoice.order_id, products=[product(price=5000, qty=2)]))
    for _ in range(2):
        pipeline.order_changed(store, invoice.order_id)
    record = record_of(invoice)
    assert (record.state, record.reasons) == (OrderRecord.State.ISSUED, [])
    assert Invoice.objects.filter(kind=Kind.INVOICE).count() == 2


def test_only_invoices_of_the_own_store_are_touched(invoice: Invoice) -> None:
    other = make_store("beta")
    note = corrections.credit_lines(invoice.store, invoice.pk, {1: Decimal(1)}, reason="x")
    for store, document in ((other, invoice), (invoice.store, note)):
        with pytest.raises(NotAnInvoice):
            corrections.credit_in_full(store, document.pk, reason="x")
        with pytest.raises(NotAnInvoice):
            corrections.reissue_to_buyer(store, document.pk, _RIGHT, reason="x")
