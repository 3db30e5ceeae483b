"""One document with the words and conventions it is written in."""

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
    """What a section of the page needs to write itself.

    `sales_tax` is the name of the country's sales tax and `tax` that of everything the document counts as tax, which
    is the same unless there are other taxes. Both are as they stand in a sentence.
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
        """The name of everything that counts as tax, as it stands alone."""
        return _capital(self.tax)

    @property
    def sales_tax_title(self) -> str:
        """The sales tax's name as it stands alone."""
        return _capital(self.sales_tax)


def describe(data: InvoiceData) -> Document:
    """Returns DATA with its words and conventions. Raises UnsupportedLanguage."""
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
    """Tells whether TAX is not the sales tax alone; a name of its own says so unless it begins with that tax's.

    What is exempt or bears no tax is no other tax.
    """
    if tax.rate == 0:
        return False
    if tax.parts or "+" in tax.label or (tax.rate is None and tax.tax):
        return True
    words = tax.label.casefold().split()
    return bool(words) and words[0] != sales_tax.casefold()


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]
