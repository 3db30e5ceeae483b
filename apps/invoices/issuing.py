"""Issuing an invoice: one transaction takes the number and inserts every row that the document prints."""

from datetime import date
from typing import Any

from django.db import transaction

from apps.core import clock
from apps.core.money import quantize
from apps.invoices import crediting, numbering, recording, wording
from apps.invoices.drafting import Draft, Rounding, draft, tax_difference
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Kind
from apps.orders.data import Buyer, OrderData
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store

_LINE = (
    "kind description sku quantity unit_price discount tax_inside tax_rate tax_label net tax fixed_tax gross"
).split()
_TAX = "rate label parts net tax gross".split()
_TOTALS = "net_total tax_total gross_total gift_card_amount amount_paid".split()
_KEPT = (
    "store_id order_id country time_zone language currency supply_date payment_date payment_method "
    "seller_name seller_tax_id seller_activity seller_address seller_email stated_tax reading rounding remarks"
).split()


@transaction.atomic
def issue(*, store: Store, terms: InvoicingSettings, order: OrderData, snapshot: OrderSnapshot) -> Invoice:
    """Issues the invoice for ORDER and returns it; its PDF and its posting follow after the commit.

    The caller holds the lock on the order's record. The database refuses a second open invoice for the order.
    """
    return _record(
        Kind.INVOICE,
        store,
        terms,
        order,
        snapshot=snapshot,
        revision=1 + Invoice.objects.filter(store=store, order_id=order.order_id, kind=Kind.INVOICE).count(),
    )


@transaction.atomic
def issue_test(
    *, store: Store, terms: InvoicingSettings, order: OrderData, snapshot: OrderSnapshot | None = None
) -> Invoice:
    """Issues a test document for ORDER in the test series: a PDF to look at, which meets no credit and no posting.

    SNAPSHOT is the evidence of a real order.
    """
    return _record(Kind.TEST, store, terms, order, snapshot=snapshot)


@transaction.atomic
def reissue(
    invoice: Invoice, buyer: Buyer, *, terms: InvoicingSettings, snapshot: OrderSnapshot, reason: str
) -> Invoice:
    """Replaces INVOICE by one that names BUYER: credits what is left of it and invoices just that again.

    Returns the new invoice; everything but the buyer is copied. The caller holds the lock on the order's record.
    Raises NothingToCredit.
    """
    note = crediting.credit_in_full(invoice, terms=terms, snapshot=snapshot, reason=reason)
    return recording.record(
        number=numbering.take(invoice.store, Kind.INVOICE, terms),
        lines=[InvoiceLine(**_copied(line, _LINE)) for line in note.lines.all()],
        taxes=[InvoiceTax(**_copied(tax, _TAX)) for tax in note.taxes.all()],
        **_copied(invoice, _KEPT),
        **_copied(note, _TOTALS),
        **_buyer(buyer),
        terms=terms,
        kind=Kind.INVOICE,
        revision=invoice.revision + 1,
        replaces=invoice,
        snapshot=snapshot,
    )


def _record(kind: Kind, store: Store, terms: InvoicingSettings, order: OrderData, **more: Any) -> Invoice:
    rounding: Rounding = "document" if terms.tax_rounding == InvoicingSettings.TaxRounding.DOCUMENT else "line"
    drafted = draft(order, rounding, store.country)
    language = wording.language_for(terms, order.buyer.country)
    paid_on = clock.local_date(order.completed_at, store.time_zone) if order.completed_at else None
    return recording.record(
        number=numbering.take(store, kind, terms),
        lines=recording.lines_of(drafted, language),
        taxes=recording.taxes_of(drafted, language),
        **_copied(terms, "seller_name seller_tax_id seller_activity seller_address seller_email".split()),
        terms=terms,
        **_copied(drafted, _TOTALS),
        **_buyer(order.buyer),
        **_about(order, drafted, paid_on),
        **more,
        kind=kind,
        store=store,
        country=store.country,
        language=language,
        time_zone=store.time_zone,
        rounding=rounding,
    )


def _about(order: OrderData, drafted: Draft, paid_on: date | None) -> dict[str, Any]:
    """What the document says about its order. Jumpseller tells no day of delivery: the sale is made when it is paid."""
    difference = tax_difference(order, drafted)
    remarks = [*order.remarks, *([difference] if difference else [])]
    stated = None if order.stated_tax is None else quantize(order.stated_tax, order.currency)
    return {
        "order_id": order.order_id,
        "currency": order.currency,
        "payment_date": paid_on,
        "supply_date": paid_on,
        "payment_method": order.payment_method[:255],
        "stated_tax": stated,
        "reading": order.reading,
        "remarks": "\n".join(remark.message for remark in remarks),
    }


def _buyer(buyer: Buyer) -> dict[str, Any]:
    return {
        "buyer_name": buyer.company or buyer.name,
        "buyer_tax_id": buyer.tax_id,
        "buyer_activity": buyer.activity,
        "buyer_taxpayer_type": buyer.taxpayer_type,
        "buyer_wants_factura": buyer.wants_factura,
        "buyer_address": "\n".join(buyer.address),
        "buyer_email": buyer.email,
        "buyer_country": buyer.country,
    }


def _copied(row: object, names: list[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
