"""The PDF of a document that a provider issued: theirs, never one of Folio's own."""

from apps.core.errors import FolioError
from apps.invoices.models import Invoice
from apps.invoices.submission.exchanges import credentials_of, http_of, provider_of, refuse_disconnected
from apps.providers.outcomes import Link, NotYet

# What every PDF begins with.
_SIGNATURE = b"%PDF-"
_LATER = 30.0


class PdfNotReady(FolioError):
    """The provider has no PDF of the document yet: ask again after `retry_after` seconds."""

    code = "pdf_not_ready"

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


def fetch_pdf(invoice: Invoice) -> bytes:
    """Return the provider's PDF of `invoice`. Raise PdfNotReady, CallFailed."""
    known = invoice.provider_document
    account = known.account
    refuse_disconnected(account)
    http = http_of(account, "pdf", order_id=invoice.order_id)
    found = provider_of(account).pdf(http, credentials_of(account), known.reference)
    if isinstance(found, NotYet):
        raise PdfNotReady("The provider is still making the PDF.", found.retry_after)
    if isinstance(found, Link) or found is None:
        raise PdfNotReady("The provider gave no PDF.", _LATER)
    if not found.startswith(_SIGNATURE):
        raise PdfNotReady("What the provider gave is no PDF.", _LATER)
    return found
