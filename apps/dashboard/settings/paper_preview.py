"""Preview of the next document as an image: the real renderer and an example order, without assigning a number."""

import base64
from dataclasses import dataclass

from apps.automation import example_order
from apps.core import clock
from apps.formats.pdf import preview_image
from apps.formats.pdf.render import render_pdf
from apps.invoices import languages
from apps.invoices.drafting.draft import draft_document
from apps.invoices.drafting.tax_rounding import rounding_of
from apps.invoices.issuing import numbers
from apps.invoices.models import Kind
from apps.invoices.renditions import document_data
from apps.stores.models import InvoicingSettings

# Pixels: twice the width on the page, for screens with two pixels per CSS pixel.
WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Picture:
    """A page for an <img>; `source` is a data URL, because an unsaved setting has no address."""

    source: str
    width: int
    height: int
    number: str


def picture_of(invoicing_settings: InvoicingSettings) -> Picture:
    """Return the first page of an example order's invoice by `invoicing_settings`, which need not be saved."""
    store = invoicing_settings.store
    order = example_order.example_order(store, invoicing_settings)
    rounding = rounding_of(invoicing_settings)
    today = clock.today(store.time_zone)
    number = numbers.upcoming_number(store, Kind.INVOICE, invoicing_settings.numbering)
    data = document_data.data_of_draft(
        draft_document(order, rounding, store.country),
        order,
        seller=document_data.seller_of(invoicing_settings.seller),
        country=store.country,
        language=languages.document_language(
            invoicing_settings.languages, order.buyer.country, seller_country=store.country
        ),
        issue_date=today,
        payment_date=today,
        number=number,
        paper=document_data.paper_of(invoicing_settings),
    )
    png, height = preview_image.first_page(render_pdf(data), width=WIDTH)
    return Picture(f"data:image/png;base64,{base64.b64encode(png).decode()}", WIDTH, height, number)
