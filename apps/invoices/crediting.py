"""Credit notes: documents of their own that point back; everything is copied from the invoice, nothing recomputed."""

from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery, Sum

from apps.invoices import numbering, recording, wording
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Kind
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store

_COPIED = (
    "store_id order_id revision country time_zone language currency payment_date payment_method "
    "seller_name seller_tax_id seller_activity seller_address seller_email "
    "buyer_name buyer_tax_id buyer_activity buyer_address buyer_email buyer_country "
    "net_total tax_total gross_total gift_card_amount amount_paid reading rounding"
).split()
_LINE = "kind description sku quantity unit_price discount tax_rate net tax gross".split()
_TAX = "rate net tax gross".split()


def open_invoice(store: Store, order_id: int) -> Invoice | None:
    """Returns the order's invoice that is not credited in full, if there is one."""
    credited = (
        Invoice.objects.filter(credits=OuterRef("pk")).values("credits").annotate(sum=Sum("gross_total")).values("sum")
    )
    return (
        Invoice.objects.filter(store=store, order_id=order_id, kind=Kind.INVOICE)
        .annotate(credited=Subquery(credited))
        .filter(Q(credited__isnull=True) | Q(credited__lt=F("gross_total")))
        .first()
    )


@transaction.atomic
def credit_in_full(invoice: Invoice, *, terms: InvoicingSettings, snapshot: OrderSnapshot, reason: str) -> Invoice:
    """Issues the credit note for all of INVOICE and returns it; REASON is a code of `wording.credit_reason`.

    The caller holds the lock on the order's record. The database refuses to credit more than the invoice.
    """
    store = invoice.store
    return recording.record(
        number=numbering.take(store, Kind.CREDIT_NOTE, terms),
        lines=[InvoiceLine(**_copied(line, _LINE)) for line in invoice.lines.all()],
        taxes=[InvoiceTax(**_copied(tax, _TAX)) for tax in invoice.taxes.all()],
        **_copied(invoice, _COPIED),
        kind=Kind.CREDIT_NOTE,
        credits=invoice,
        credit_reason=wording.credit_reason(reason, invoice.language),
        snapshot=snapshot,
    )


def _copied(row: object, names: list[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
