"""Reissue: a credit note for the rest of an invoice, and an invoice over the same for another buyer."""

from django.db import transaction

from apps.core.facts import facts_of
from apps.formats.document import Line, Totals
from apps.invoices.credit_notes import credit
from apps.invoices.facts import BuyerFacts, DocumentFacts, Sale, SellerFacts, tax_facts
from apps.invoices.issuing import numbers, record
from apps.invoices.models import Invoice, Kind
from apps.orders.data import Buyer
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings


@transaction.atomic
def reissue_invoice(
    invoice: Invoice, buyer: Buyer, *, invoicing_settings: InvoicingSettings, snapshot: OrderSnapshot, reason: str
) -> Invoice:
    """Replace `invoice` by one for `buyer`: credit the uncredited rest and invoice the same again.

    Return the new invoice; everything but the buyer is copied. The caller holds the lock on the order's record. Raise
    NothingToCredit.
    """
    note = credit.credit_in_full(invoice, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason)
    facts = DocumentFacts(
        store=invoice.store,
        kind=Kind.INVOICE,
        revision=invoice.revision + 1,
        replaces=invoice,
        snapshot=snapshot,
        sale=facts_of(Sale, invoice),
        seller=facts_of(SellerFacts, invoice),
        buyer=BuyerFacts.of_order(buyer),
        totals=facts_of(Totals, note),
        paper=invoicing_settings.paper,
    )
    return record.record_document(
        facts,
        numbers.take_number(invoice.store, Kind.INVOICE, invoicing_settings.numbering),
        lines=[facts_of(Line, line) for line in note.lines.all()],
        taxes=[tax_facts(tax) for tax in note.taxes.all()],
        mail_buyer=invoicing_settings.emails.mail_buyers,
    )
