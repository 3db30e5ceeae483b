"""Whom a document can be mailed to."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from apps.invoices.models import Invoice, Kind, Mailing

_LONGEST = 254


def recipient_address(text: str) -> str:
    """Returns TEXT, trimmed, if it is an e-mail address that mail can be sent to, else the empty string.

    Quoted local parts are allowed in mail but by hardly any server, and typed by nobody: they are refused.
    """
    trimmed = text.strip()
    try:
        validate_email(trimmed)
    except ValidationError:
        return ""
    return "" if '"' in trimmed or len(trimmed) > _LONGEST else trimmed


def is_mailable(invoice: Invoice) -> bool:
    """Tells whether documents like INVOICE are for a buyer at all; tests are not."""
    return invoice.kind != Kind.TEST


def prepare_mailing(invoice: Invoice) -> Mailing | None:
    """Inserts the mail that follows the issue of INVOICE, due once it is rendered; None if it has no buyer's address.

    Belongs into the transaction that issues, so that no mail is forgotten.
    """
    recipient = recipient_address(invoice.buyer_email)
    if not recipient or not is_mailable(invoice):
        return None
    return Mailing.objects.create(store=invoice.store, invoice=invoice, recipient=recipient, rung_at=invoice.issued_at)
