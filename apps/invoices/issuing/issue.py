"""Issue of an invoice: one transaction takes the number and inserts every row that the document prints."""

from datetime import date
from typing import Any

from django.db import transaction

from apps.core import clock
from apps.core.money import quantize
from apps.invoices import languages
from apps.invoices.drafting import rows
from apps.invoices.drafting.draft import Draft, Rounding, draft_document, tax_difference
from apps.invoices.issuing import numbers, record
from apps.invoices.issuing.record import buyer_columns, columns_of
from apps.invoices.models import Invoice, Kind
from apps.orders.data import OrderData
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store

_SELLER = "seller_name seller_tax_id seller_activity seller_address seller_email".split()
TOTALS = "net_total tax_total gross_total gift_card_amount amount_paid".split()


@transaction.atomic
def issue_invoice(
    *, store: Store, invoicing_settings: InvoicingSettings, order: OrderData, snapshot: OrderSnapshot
) -> Invoice:
    """Issue the invoice for `order` and return it; its PDF and its posting follow after the commit.

    The caller holds the lock on the order's record. The database refuses a second open invoice for the order.
    """
    return _record(
        Kind.INVOICE,
        store,
        invoicing_settings,
        order,
        snapshot=snapshot,
        revision=1 + Invoice.objects.filter(store=store, order_id=order.order_id, kind=Kind.INVOICE).count(),
    )


@transaction.atomic
def issue_test_document(
    *, store: Store, invoicing_settings: InvoicingSettings, order: OrderData, snapshot: OrderSnapshot | None = None
) -> Invoice:
    """Issue a test document for `order` in the test series: a PDF to look at, never credited and never posted.

    `snapshot` is the evidence of a real order.
    """
    return _record(Kind.TEST, store, invoicing_settings, order, snapshot=snapshot)


def _record(kind: Kind, store: Store, invoicing_settings: InvoicingSettings, order: OrderData, **more: Any) -> Invoice:
    rounding: Rounding = (
        "document" if invoicing_settings.tax_rounding == InvoicingSettings.TaxRounding.DOCUMENT else "line"
    )
    drafted = draft_document(order, rounding, store.country)
    language = languages.document_language(invoicing_settings, order.buyer.country)
    paid_on = clock.local_date(order.completed_at, store.time_zone) if order.completed_at else None
    return record.record_document(
        number=numbers.take_number(store, kind, invoicing_settings),
        lines=rows.lines_of(drafted, language),
        taxes=rows.taxes_of(drafted, language),
        **columns_of(invoicing_settings, _SELLER),
        invoicing_settings=invoicing_settings,
        **columns_of(drafted, TOTALS),
        **buyer_columns(order.buyer),
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
    """Return the columns about the order. The supply date is the payment date: Jumpseller states no day of delivery."""
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
        "noticed": [remark.as_json() for remark in remarks],
    }
