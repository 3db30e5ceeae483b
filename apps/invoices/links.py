"""The public links of documents: unguessable, without login, without expiry."""

from django.conf import settings

from apps.invoices.models import Invoice


def document_link(invoice: Invoice) -> str:
    """Return the public address of the document's page; with `.pdf` appended, that of its PDF."""
    return f"{settings.APP_URL}/d/{invoice.token}"


def document_by_token(token: str) -> Invoice | None:
    """Return the document that `token` opens, or None."""
    return Invoice.objects.select_related("store", "credits", "replaces").filter(token=token).first()
