"""Addresses to which a document can be mailed."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from apps.invoices.models import Invoice, Kind, Mailing

_LONGEST = 254


def recipient_address(text: str) -> str:
    """Return `text`, trimmed, if it is an e-mail address that can be sent to, else the empty string.

    Quoted local parts are refused: the standard allows them, but hardly any server does, and no buyer types them.
    """
    trimmed = text.strip()
    try:
        validate_email(trimmed)
    except ValidationError:
        return ""
    return "" if '"' in trimmed or len(trimmed) > _LONGEST else trimmed


def is_mailable(invoice: Invoice) -> bool:
    """Tell whether documents like `invoice` are for a buyer; tests are not."""
    return invoice.kind != Kind.TEST


def prepare_mailing(invoice: Invoice) -> Mailing | None:
    """Insert the mailing that follows the issue of `invoice`, due once it is rendered; None without a buyer's address.

    Call it in the transaction that issues, so that no mailing is forgotten.
    """
    recipient = recipient_address(invoice.buyer_email)
    if not recipient or not is_mailable(invoice):
        return None
    return Mailing.objects.create(store=invoice.store, invoice=invoice, recipient=recipient, rung_at=invoice.issued_at)
