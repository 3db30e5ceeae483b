"""Issuing an invoice: one transaction takes the number and inserts every row that the document prints."""

from typing import Any

from django.db import transaction

from apps.core import clock
from apps.invoices import numbering, recording
from apps.invoices.drafting import Rounding, draft
from apps.invoices.models import Invoice, Kind
from apps.orders.data import Buyer, OrderData
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store


@transaction.atomic
def issue(*, store: Store, terms: InvoicingSettings, order: OrderData, snapshot: OrderSnapshot) -> Invoice:
    """Issues the invoice for ORDER and returns it; its PDF and its posting follow after the commit.

    The caller holds the lock on the order's record. The database refuses a second open invoice for the order.
    """
    rounding: Rounding = "document" if terms.tax_rounding == InvoicingSettings.TaxRounding.DOCUMENT else "line"
    drafted = draft(order, rounding)
    return recording.record(
        number=numbering.take(store, Kind.INVOICE, terms),
        lines=recording.lines_of(drafted, terms.language),
        taxes=recording.taxes_of(drafted),
        **_seller(terms),
        **_buyer(order.buyer),
        store=store,
        kind=Kind.INVOICE,
        order_id=order.order_id,
        revision=1 + Invoice.objects.filter(store=store, order_id=order.order_id, kind=Kind.INVOICE).count(),
        snapshot=snapshot,
        payment_date=clock.local_date(order.completed_at, store.time_zone) if order.completed_at else None,
        payment_method=order.payment_method[:255],
        country=store.country,
        time_zone=store.time_zone,
        language=terms.language,
        currency=order.currency,
        net_total=drafted.net_total,
        tax_total=drafted.tax_total,
        gross_total=drafted.gross_total,
        gift_card_amount=drafted.gift_card_amount,
        amount_paid=drafted.amount_paid,
        reading=order.reading,
        rounding=rounding,
    )


def _seller(terms: InvoicingSettings) -> dict[str, Any]:
    names = ("seller_name", "seller_tax_id", "seller_activity", "seller_address", "seller_email")
    return {name: getattr(terms, name) for name in names}


def _buyer(buyer: Buyer) -> dict[str, Any]:
    return {
        "buyer_name": buyer.company or buyer.name,
        "buyer_tax_id": buyer.tax_id,
        "buyer_activity": buyer.activity,
        "buyer_address": "\n".join(buyer.address),
        "buyer_email": buyer.email,
        "buyer_country": buyer.country,
    }
