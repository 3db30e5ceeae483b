"""The context of the page behind a document's link."""

from dataclasses import dataclass

from apps.core import clock
from apps.formats.wording.locales import locale_of
from apps.formats.wording.number_format import Figures
from apps.formats.wording.tax_names import any_tax, tax_name, tax_number
from apps.formats.wording.titles import heading
from apps.invoices.credit_notes import credit
from apps.invoices.links import document_link
from apps.invoices.models import Invoice, InvoiceTax, Rendition
from apps.invoices.public import buyer_corrections


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
    called = heading(invoice.printed_as, invoice.country, invoice.language)
    replacement = invoice.replacements.first()
    erased_at = invoice.erased_at()
    return {
        "invoice": invoice,
        "title": called.title,
        "notice": called.notice,
        "seller_number": tax_number(invoice.country, invoice.language).seller,
        "credit_notes": [(note.number, document_link(note)) for note in invoice.credit_notes.order_by("pk")],
        "is_credited_in_full": credit.is_credited_in_full(invoice),
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
