"""Reissue: a credit note for the rest of an invoice, and an invoice over the same for another buyer."""

from django.db import transaction

from apps.invoices.credit_notes import credit
from apps.invoices.issuing import numbers, record
from apps.invoices.issuing.issue import TOTALS
from apps.invoices.issuing.record import buyer_columns, columns_of
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Kind
from apps.orders.data import Buyer
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings

_LINE = (
    "kind description sku quantity unit_price discount tax_inside tax_rate tax_label net tax fixed_tax gross"
).split()
_TAX = "rate label parts net tax gross".split()
_KEPT = (
    "store_id order_id country time_zone language currency supply_date payment_date payment_method "
    "seller_name seller_tax_id seller_activity seller_address seller_email stated_tax reading rounding remarks noticed"
).split()


@transaction.atomic
def reissue_invoice(
    invoice: Invoice, buyer: Buyer, *, invoicing_settings: InvoicingSettings, snapshot: OrderSnapshot, reason: str
) -> Invoice:
    """Replace `invoice` by one for `buyer`: credit the uncredited rest and invoice the same again.

    Return the new invoice; everything but the buyer is copied. The caller holds the lock on the order's record. Raise
    NothingToCredit.
    """
    note = credit.credit_in_full(invoice, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason)
    return record.record_document(
        number=numbers.take_number(invoice.store, Kind.INVOICE, invoicing_settings),
        lines=[InvoiceLine(**columns_of(line, _LINE)) for line in note.lines.all()],
        taxes=[InvoiceTax(**columns_of(tax, _TAX)) for tax in note.taxes.all()],
        **columns_of(invoice, _KEPT),
        **columns_of(note, TOTALS),
        **buyer_columns(buyer),
        invoicing_settings=invoicing_settings,
        kind=Kind.INVOICE,
        revision=invoice.revision + 1,
        replaces=invoice,
        snapshot=snapshot,
    )
