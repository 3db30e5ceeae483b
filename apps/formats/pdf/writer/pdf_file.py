"""Finished pages written as a PDF file: equal pages give equal bytes, at any time and on any machine."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from apps.formats.pdf.layout.page_flow import Line, Page, Text
from apps.formats.pdf.layout.structure_tags import ARTIFACT, END, Structure
from apps.formats.pdf.layout.style import WATERMARK, Frame
from apps.formats.pdf.text import font_metrics
from apps.formats.pdf.writer.font_embedding import Fonts
from apps.formats.pdf.writer.images import draw_code, draw_picture
from apps.formats.pdf.writer.text_operators import Pen

_RISE = 50
"""How steeply a watermark rises, in degrees."""
_FIRST_FROM_THE_RIGHT = "\u0590"
# The first with object tabs; tags and transparent images are older.
_VERSION = (1, 7)


class Properties(NamedTuple):
    """The metadata of the file; `language` is a BCP 47 tag."""

    title: str
    author: str
    subject: str
    language: str
    creator: str
    created: date


class _Canvas(Canvas):
    """reportlab's canvas, whose document is accessed to fix values that would differ from run to run.

    Its text is written with `fonts`, not with reportlab's.
    """

    _doc: PDFDocument
    _code: list[str]

    def __init__(self, target: BytesIO, fonts: Fonts, **settings: Any) -> None:
        super().__init__(target, **settings)
        self.fonts = fonts

    def _make_preamble(self) -> None:
        # reportlab's own names a font that is not embedded
        self._preamble = ""


def paint(pages: Sequence[Page], frame: Frame, properties: Properties) -> bytes:
    """Return `pages` of size `frame` as one PDF with `properties`."""
    target = BytesIO()
    canvas = _Canvas(
        target,
        Fonts(),
        pagesize=(frame.width, frame.height),
        pageCompression=1,
        pdfVersion=_VERSION,
        invariant=1,
        lang=properties.language,
    )
    _describe(canvas, properties)
    structure = Structure(canvas._doc)
    for page in pages:
        _paint_page(canvas, page, frame, structure)
        canvas.showPage()
        structure.end_page()
    structure.write()
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
    # reportlab's own clock reads SOURCE_DATE_EPOCH and otherwise returns a time in the year 2000
    canvas.setDateFormatter(_fixed(f"D:{properties.created:%Y%m%d}000000Z"))
    canvas._doc.signature = hashlib.md5(usedforsecurity=False)  # type: ignore[attr-defined]


def _fixed(written: str) -> Callable[..., str]:
    return lambda *_moment: written


def _paint_page(canvas: _Canvas, page: Page, frame: Frame, structure: Structure) -> None:
    canvas._code.append(ARTIFACT)
    if page.watermark:
        _paint_watermark(canvas, page.watermark, frame)
    for x, y, width, height, colour in page.fills:
        canvas.setFillColorRGB(*colour)
        canvas.rect(x, y, width, height, stroke=0, fill=1)
    for picture in page.pictures:
        draw_picture(canvas, picture)
    for square in page.codes:
        draw_code(canvas, square)
    canvas._code.append(END)
    _paint_blocks(canvas, page, structure)
    for x, y, width, height, url in page.links:
        canvas.linkURL(url, (x, y, x + width, y + height))


def _paint_blocks(canvas: _Canvas, page: Page, structure: Structure) -> None:
    """Paint all blocks as one text object: font and colour are only set at a change."""
    pen = Pen(canvas.fonts)
    ends = [*(block.start for block in page.blocks[1:]), len(page.texts)]
    for block, end in zip(page.blocks, ends, strict=True):
        if end > block.start:
            pen.mark(structure.begin(block.role))
            for x, y, (text, style) in page.texts[block.start : end]:
                pen.write(x, y, _parted(text), style)
            pen.mark(END)
    canvas._code.append(pen.operators())


def _parted(text: str) -> str:
    """Append a space to `text`, without which a reader that uses the structure joins it to the next text.

    It would shift text from right to left, which is therefore left as it is.
    """
    return f"{text} " if text.isascii() or max(text) < _FIRST_FROM_THE_RIGHT else text


def _paint_watermark(canvas: _Canvas, word: str, frame: Frame) -> None:
    canvas.saveState()
    canvas.translate(frame.width / 2, frame.height / 2)
    canvas.rotate(_RISE)
    left = -font_metrics.width(word, WATERMARK.font, WATERMARK.size) / 2
    _paint_texts(canvas, [Text(left, -WATERMARK.size / 3, Line(word, WATERMARK))])
    canvas.restoreState()


def _paint_texts(canvas: _Canvas, texts: Sequence[Text]) -> None:
    pen = Pen(canvas.fonts)
    for x, y, (text, style) in texts:
        pen.write(x, y, text, style)
    canvas._code.append(pen.operators())
