"""Reissue: a credit note for the rest of an invoice, and an invoice over the same for another buyer.

Where a provider makes the credit note, the invoice is kept with its submission and issued once it is recorded.
"""

from dataclasses import replace

from django.db import transaction

from apps.core.facts import facts_of
from apps.formats.document import Line, Totals
from apps.invoices.credit_notes import credit
from apps.invoices.facts import BuyerFacts, DocumentFacts, DocumentRows, Sale, SellerFacts, rows_of, tax_facts
from apps.invoices.issuing import issuer
from apps.invoices.issuing.frozen import freeze_rows, thaw_rows
from apps.invoices.issuing.issuer import Made
from apps.invoices.models import Invoice, Kind, Submission
from apps.orders.data import Buyer
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings


@transaction.atomic
def reissue_invoice(
    invoice: Invoice, buyer: Buyer, *, invoicing_settings: InvoicingSettings, snapshot: OrderSnapshot, reason: str
) -> Made:
    """Replace `invoice` by one for `buyer`: credit the uncredited rest and invoice the same again.

    Return the new invoice, its submission, or the submission of the credit note that goes before it. Everything but the
    buyer is copied. The caller holds the lock on the order's record. Raise NothingToCredit.
    """
    note = credit.credit_in_full(
        invoice, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason, again=True
    )
    facts = _facts(invoice, buyer, invoicing_settings, snapshot)
    mail_buyer = invoicing_settings.emails.mail_buyers
    if isinstance(note, Submission):
        note.next_frozen = freeze_rows(_same_again(facts, thaw_rows(note.frozen)))
        note.save(update_fields=["next_frozen"])
        return note
    rows = _same_again(facts, DocumentRows(note, list(note.lines.all()), list(note.taxes.all())))
    return issuer.issue_rows(rows, invoicing_settings, mail_buyer=mail_buyer)


def _facts(
    invoice: Invoice, buyer: Buyer, invoicing_settings: InvoicingSettings, snapshot: OrderSnapshot
) -> DocumentFacts:
    return DocumentFacts(
        store=invoice.store,
        kind=Kind.INVOICE,
        revision=invoice.revision + 1,
        replaces=invoice,
        snapshot=snapshot,
        sale=facts_of(Sale, invoice),
        seller=facts_of(SellerFacts, invoice),
        buyer=BuyerFacts.of_order(buyer),
        totals=facts_of(Totals, invoice),
        paper=invoicing_settings.paper,
    )


def _same_again(facts: DocumentFacts, note: DocumentRows) -> DocumentRows:
    """Return the rows of an invoice of `facts` over what `note` takes back."""
    return rows_of(
        replace(facts, totals=facts_of(Totals, note.document)),
        [facts_of(Line, line) for line in note.lines],
        [tax_facts(tax) for tax in note.taxes],
    )
