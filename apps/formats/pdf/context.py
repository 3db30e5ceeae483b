"""A document with the labels and formats of its locale."""

from dataclasses import dataclass

from apps.formats.document import InvoiceData, TaxTotal
from apps.formats.pdf.layout.style import Look, look_of
from apps.formats.wording.labels import Labels, labels_for
from apps.formats.wording.locales import locale_of
from apps.formats.wording.number_format import Figures
from apps.formats.wording.tax_names import any_tax, tax_name, tax_number
from apps.formats.wording.titles import Heading, heading


@dataclass(frozen=True, slots=True)
class Document:
    """The input of the page's sections.

    `sales_tax` is the name of the country's sales tax, `tax` that of everything that the document counts as tax, which
    is the same unless there are other taxes. Both have the form for use within a sentence.
    """

    data: InvoiceData
    heading: Heading
    labels: Labels
    figures: Figures
    sales_tax: str
    tax: str
    seller_number: str
    buyer_number: str
    language_tag: str
    look: Look

    @property
    def tax_title(self) -> str:
        """Return the name of everything that counts as tax, capitalised."""
        return _capital(self.tax)

    @property
    def sales_tax_title(self) -> str:
        """Return the sales tax's name, capitalised."""
        return _capital(self.sales_tax)


def describe(data: InvoiceData) -> Document:
    """Return `data` with its labels and formats. Raise UnsupportedLanguage."""
    country = data.country.strip().upper()
    locale = locale_of(data.language, country)
    sales_tax = tax_name(country, data.language)
    return Document(
        data=data,
        heading=heading(data.kind, country, data.language),
        labels=labels_for(locale),
        figures=Figures(locale, data.currency),
        sales_tax=sales_tax,
        tax=any_tax(data.language) if any(_is_other(tax, sales_tax) for tax in data.taxes) else sales_tax,
        seller_number=tax_number(country, data.language).seller,
        buyer_number=tax_number(data.buyer.country.upper() or country, data.language).buyer,
        language_tag=str(locale).replace("_", "-"),
        look=look_of(data.paper.size, data.paper.accent),
    )


def _is_other(tax: TaxTotal, sales_tax: str) -> bool:
    """Tell whether `tax` is not the sales tax alone: its name does not begin with that tax's, or it has parts.

    An exemption or the absence of tax is no other tax.
    """
    if tax.rate == 0:
        return False
    if tax.parts or "+" in tax.label or (tax.rate is None and tax.tax):
        return True
    words = tax.label.casefold().split()
    return bool(words) and words[0] != sales_tax.casefold()


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]
