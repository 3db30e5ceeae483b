"""One document with the words and conventions it is written in."""

from dataclasses import dataclass

from apps.invoices.pdf.data import InvoiceData
from apps.invoices.pdf.figures import Figures
from apps.invoices.pdf.labels import Labels, labels_for
from apps.invoices.pdf.locales import locale_of
from apps.invoices.pdf.taxes import tax_name, tax_number
from apps.invoices.pdf.titles import Heading, heading


@dataclass(frozen=True, slots=True)
class Document:
    """What a section of the page needs to write itself. `tax` is the tax's name as it stands in a sentence."""

    data: InvoiceData
    heading: Heading
    labels: Labels
    figures: Figures
    tax: str
    seller_number: str
    buyer_number: str
    language_tag: str

    @property
    def tax_title(self) -> str:
        """The tax's name as it stands alone."""
        return self.tax[0].upper() + self.tax[1:]


def describe(data: InvoiceData) -> Document:
    """Returns DATA with its words and conventions. Raises UnsupportedLanguage."""
    country = data.country.strip().upper()
    locale = locale_of(data.language, country)
    return Document(
        data=data,
        heading=heading(data.kind, country, data.language),
        labels=labels_for(locale),
        figures=Figures(locale, data.currency),
        tax=tax_name(country, data.language),
        seller_number=tax_number(country, data.language).seller,
        buyer_number=tax_number(data.buyer.country.upper() or country, data.language).buyer,
        language_tag=str(locale).replace("_", "-"),
    )
