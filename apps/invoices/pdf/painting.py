"""Finished pages written as a PDF file: the same pages give the same bytes, at any time and on any machine."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from apps.invoices.pdf import typeface
from apps.invoices.pdf.embedding import Fonts
from apps.invoices.pdf.pen import Pen
from apps.invoices.pdf.sheet import Line, Page, Text
from apps.invoices.pdf.style import PAGE_HEIGHT, PAGE_WIDTH, WATERMARK

_RISE = 50
"""How steeply a watermark rises, in degrees."""


class Properties(NamedTuple):
    """What the file says about itself; `language` is a BCP 47 tag."""

    title: str
    author: str
    subject: str
    language: str
    creator: str
    created: date


class _Canvas(Canvas):
    """reportlab's canvas, whose document is reached to fix what would differ from run to run.

    Its text is written with FONTS, not with reportlab's.
    """

    _doc: PDFDocument
    _code: list[str]

    def __init__(self, target: BytesIO, fonts: Fonts, **settings: Any) -> None:
        super().__init__(target, **settings)
        self.fonts = fonts

    def _make_preamble(self) -> None:
        # reportlab's own names a font that is not embedded
        self._preamble = ""


def paint(pages: Sequence[Page], properties: Properties) -> bytes:
    """Returns PAGES as one PDF with PROPERTIES."""
    target = BytesIO()
    canvas = _Canvas(
        target,
        Fonts(),
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        lang=properties.language,
    )
    _describe(canvas, properties)
    for page in pages:
        _paint_page(canvas, page)
        canvas.showPage()
    canvas.fonts.embed(canvas._doc)
    canvas.save()
    return target.getvalue()


def _describe(canvas: _Canvas, properties: Properties) -> None:
    canvas.setTitle(properties.title)
    canvas.setAuthor(properties.author)
    canvas.setSubject(properties.subject)
    canvas.setCreator(properties.creator)
    canvas.setProducer("Folio")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    # reportlab's own clock reads SOURCE_DATE_EPOCH and otherwise stands in the year 2000
    canvas.setDateFormatter(_fixed(f"D:{properties.created:%Y%m%d}000000Z"))
    canvas._doc.signature = hashlib.md5(usedforsecurity=False)  # type: ignore[attr-defined]


def _fixed(written: str) -> Callable[..., str]:
    return lambda *_moment: written


def _paint_page(canvas: _Canvas, page: Page) -> None:
    if page.watermark:
        _paint_watermark(canvas, page.watermark)
    for x, y, width, height, colour in page.fills:
        canvas.setFillColorRGB(*colour)
        canvas.rect(x, y, width, height, stroke=0, fill=1)
    _paint_texts(canvas, page.texts)
    for x, y, width, height, url in page.links:
        canvas.linkURL(url, (x, y, x + width, y + height))


def _paint_watermark(canvas: _Canvas, word: str) -> None:
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(_RISE)
    left = -typeface.width(word, WATERMARK.font, WATERMARK.size) / 2
    _paint_texts(canvas, [Text(left, -WATERMARK.size / 3, Line(word, WATERMARK))])
    canvas.restoreState()


def _paint_texts(canvas: _Canvas, texts: Sequence[Text]) -> None:
    pen = Pen(canvas.fonts)
    for x, y, (text, style) in texts:
        pen.write(x, y, text, style)
    canvas._code.append(pen.operators())
