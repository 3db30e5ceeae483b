"""Rendering of a document as a PDF."""

from threading import Lock

from apps.formats.document import InvoiceData
from apps.formats.pdf.context import Document, describe
from apps.formats.pdf.layout.page_flow import Page, Sheet
from apps.formats.pdf.sections.footer import draw_closing, draw_footers, footer_room, lay_closing
from apps.formats.pdf.sections.header import draw_opening
from apps.formats.pdf.sections.items_table import draw_items
from apps.formats.pdf.text.wrapping import one_line
from apps.formats.pdf.writer.pdf_file import Properties, paint

RENDERER_VERSION = "5"
"""Changes whenever the same InvoiceData gives other bytes."""

# reportlab does not state that it is thread-safe, and drawing is bound to one processor anyway.
_LOCK = Lock()


def render_pdf(data: InvoiceData) -> bytes:
    """Return `data` as a PDF with extractable text and all fonts embedded.

    Equal `data` give equal bytes. Any text is safe: a character that the fonts cannot draw is written in its plain
    form, or as a box. Raise UnsupportedLanguage, UnknownCurrency.
    """
    document = describe(data)
    with _LOCK:
        return paint(compose(document), document.look.frame, _properties(document))


def compose(document: Document) -> list[Page]:
    """Return the pages of `document`, laid out but not yet written as a file."""
    frame = document.look.frame
    sheet = Sheet(frame, footer_room(document, frame))
    closing = lay_closing(document, frame)
    draw_opening(sheet, document)
    draw_items(sheet, document, closing.tail)
    draw_closing(sheet, closing)
    draw_footers(sheet, document)
    for page in sheet.pages:
        page.watermark = document.heading.watermark
    return sheet.pages


def _properties(document: Document) -> Properties:
    data = document.data
    title = one_line(f"{document.heading.title} {data.number}")
    return Properties(
        title=title,
        author=one_line(data.seller.name),
        subject=one_line(document.heading.notice or f"{title} · {document.labels.order} {data.order_number}"),
        language=document.language_tag,
        creator=f"Folio {RENDERER_VERSION}",
        created=data.issue_date,
    )
