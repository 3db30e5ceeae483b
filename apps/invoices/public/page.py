"""The context of the page behind a document's link."""

from dataclasses import dataclass

from apps.core import clock
from apps.formats.wording.locales import locale_of
from apps.formats.wording.number_format import Figures
from apps.formats.wording.tax_names import any_tax, tax_name, tax_number
from apps.invoices.links import document_link
from apps.invoices.models import Invoice, InvoiceTax, Rendition, Void
from apps.invoices.models.submissions import provider_document_of
from apps.invoices.public import buyer_corrections
from apps.invoices.titles import heading_of, legal_number_of


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One tax rate on the page: its name, and its amounts in the document's number format."""

    name: str
    net: str
    tax: str
    gross: str


def page_context(invoice: Invoice) -> dict[str, object]:
    """Return the context of the document's page: its data, later events, amounts in its number format."""
    figures = Figures(locale_of(invoice.language, invoice.country), invoice.currency)
    called, known = heading_of(invoice), provider_document_of(invoice)
    replacement = invoice.replacements.valid().first()
    erased_at = invoice.erased_at()
    return {
        "invoice": invoice,
        "title": called.title,
        "number": legal_number_of(invoice),
        "fiscal_id": known.fiscal_id if known else "",
        "provider_page": known.links.get("page", "") if known and not erased_at else "",
        "has_pdf": not (known and known.is_link),
        "is_void": Void.objects.filter(invoice=invoice).exists(),
        "notice": called.notice,
        "seller_number": tax_number(invoice.country, invoice.language).seller,
        "credit_notes": [(note.number, document_link(note)) for note in invoice.valid_credit_notes()],
        "is_credited_in_full": invoice.is_credited_in_full,
        "credits": (invoice.credits.number, document_link(invoice.credits)) if invoice.credits else None,
        "replaces": (invoice.replaces.number, document_link(invoice.replaces)) if invoice.replaces else None,
        "replacement": replacement,
        "replacement_link": document_link(replacement) if replacement else "",
        "may_correct": buyer_corrections.is_offered(invoice),
        "total": figures.money(invoice.gross_total),
        "taxes": [_row(invoice, tax, figures) for tax in invoice.taxes.all()],
        "date": figures.date(invoice.issue_date),
        "erased_on": figures.date(clock.local_date(erased_at, invoice.time_zone)) if erased_at else "",
        "sha256": Rendition.objects.filter(invoice=invoice).values_list("sha256", flat=True).first(),
        "link": document_link(invoice),
    }


def _row(invoice: Invoice, tax: InvoiceTax, figures: Figures) -> TaxRow:
    amounts = (figures.amount(amount) for amount in (tax.net, tax.tax, tax.gross))
    return TaxRow(_name(invoice, tax, figures), *amounts)


def _name(invoice: Invoice, tax: InvoiceTax, figures: Figures) -> str:
    """Return the label of a combination of taxes, or the country's tax and its rate."""
    if tax.label:
        return tax.label
    if tax.rate is None:
        return any_tax(invoice.language).capitalize()
    return f"{tax_name(invoice.country, invoice.language)} {figures.percent(tax.rate.normalize() + 0)}"
