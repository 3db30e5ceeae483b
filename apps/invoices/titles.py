"""How a document is called: by the law of its seller's country, or by the provider that issued it."""

from apps.formats.wording.titles import Heading, heading
from apps.invoices.models import Invoice
from apps.invoices.models.submissions import provider_document_of


def heading_of(invoice: Invoice, language: str = "") -> Heading:
    """Return how `invoice` is headed in `language`, its own by default.

    A provider's document has its legal title in every language, and no notice that it is no tax document.
    """
    known = provider_document_of(invoice)
    return Heading(known.title) if known else heading(invoice.printed_as, invoice.country, language or invoice.language)


def legal_number_of(invoice: Invoice) -> str:
    """Return the number as the law has it. `Invoice.number` is the same without signs that addresses cannot hold."""
    known = provider_document_of(invoice)
    return known.number if known else invoice.number
