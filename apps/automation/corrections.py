"""What a merchant corrects by hand: credit notes in full or in part, and reissuing to another buyer.

Like everything that touches an order's documents it holds the lock on the order's record.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal

from django.db import transaction

from apps.automation import order_state
from apps.automation.models import OrderRecord
from apps.core.errors import FolioError
from apps.invoices.credit_notes import credit
from apps.invoices.credit_notes.reissue import reissue_invoice
from apps.invoices.issuing.issuer import Made, OnItsWay
from apps.invoices.models import Invoice, Kind, Submission
from apps.orders.data import Buyer
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store


class NotAnInvoice(FolioError):
    """The document is a credit note or a test document, or none of this store's."""

    code = "not_an_invoice"


def credit_in_full(store: Store, invoice_id: int, *, reason: str) -> Made:
    """Credit all that is left of the invoice `invoice_id` and return the credit note; `reason` is printed on it.

    Where a provider issued the invoice, this and the functions below return the submission to it.

    Raise NotAnInvoice, NothingToCredit and what numbering raises.
    """
    with _locked(store, invoice_id) as (invoice, invoicing_settings, snapshot):
        return credit.credit_in_full(
            invoice, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason, again=True
        )


def credit_lines(store: Store, invoice_id: int, quantities: Mapping[int, Decimal], *, reason: str) -> Made:
    """Credit `quantities` of the invoice's lines, by position, and returns the credit note.

    Raise also CreditTooLarge.
    """
    with _locked(store, invoice_id) as (invoice, invoicing_settings, snapshot):
        return credit.credit_lines(
            invoice, quantities, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason
        )


def credit_amounts(store: Store, invoice_id: int, amounts: Mapping[int, Decimal], *, reason: str) -> Made:
    """Credit `amounts`, tax included, of the invoice's tax rates, by position, and returns the credit note.

    Raise also CreditTooLarge.
    """
    with _locked(store, invoice_id) as (invoice, invoicing_settings, snapshot):
        return credit.credit_amounts(
            invoice, amounts, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason
        )


def reissue_to_buyer(store: Store, invoice_id: int, buyer: Buyer, *, reason: str) -> Made:
    """Credit what is left of the invoice, invoices it again to `buyer`, and returns the new invoice."""
    with _locked(store, invoice_id) as (invoice, invoicing_settings, snapshot):
        return reissue_invoice(invoice, buyer, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason)


@contextmanager
def _locked(store: Store, invoice_id: int) -> Iterator[tuple[Invoice, InvoicingSettings, OrderSnapshot]]:
    """Give the invoice, the store's settings and the order as it was invoiced, with the order's record locked."""
    with transaction.atomic():
        invoice = (
            Invoice.objects.select_related("store", "snapshot")
            .filter(store=store, pk=invoice_id, kind=Kind.INVOICE)
            .first()
        )
        if invoice is None or invoice.snapshot is None:
            raise NotAnInvoice("Only an invoice of this store can be credited or reissued.")
        record = OrderRecord.objects.locked().get(store=store, order_id=invoice.order_id)
        on_its_way = Submission.of_order(store.pk, invoice.order_id)
        if on_its_way.exists():
            raise OnItsWay("A document of this order is on its way to the provider: wait until it has answered.")
        yield invoice, InvoicingSettings.objects.get(store=store), invoice.snapshot
        if on_its_way.exists():
            order_state.write_submitted(record)
        elif Invoice.objects.open_invoice(store, invoice.order_id) is None:
            order_state.mark_credited(record)
