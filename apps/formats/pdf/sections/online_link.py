"""The link to a document's page: its address, and a QR code for readers of the paper."""

import re
from typing import NamedTuple

from apps.formats.pdf.context import Document
from apps.formats.pdf.layout.page_flow import Cell, Sheet, Square, cell
from apps.formats.pdf.layout.qr_code import Code, code_of
from apps.formats.pdf.layout.style import GAP, LABEL, LEADING, LEFT, STRONG

_WEB_ADDRESS = re.compile(r"https?://[!-~]{1,400}")
_SIDE = 62.0


class Way(NamedTuple):
    """The text, the address, and its code if a browser can open it."""

    words: Cell
    link: Cell
    code: Code | None

    @property
    def text_height(self) -> float:
        """Return the height of words and link, in points."""
        return (len(self.words.lines) + len(self.link.lines)) * LEADING

    @property
    def height(self) -> float:
        """Return the height in points."""
        return max(_SIDE if self.code else 0, self.text_height)


def lay_way(document: Document, width: float) -> Way | None:
    """Return the link to the page of `document`, `width` points wide; None if it has no page."""
    link, labels, style = document.data.link.strip(), document.labels, document.look.link
    if not link:
        return None
    if not _WEB_ADDRESS.fullmatch(link):
        return Way(cell(LEFT, width, (labels.online, LABEL)), cell(LEFT, width, (link, style)), None)
    x, room = LEFT + _SIDE + GAP, width - _SIDE - GAP
    words = cell(x, room, (labels.check, STRONG), (labels.online, LABEL))
    return Way(words, cell(x, room, (link, style), url=link), code_of(link))


def draw_way(sheet: Sheet, way: Way) -> None:
    """Set `way`, its text beside the middle of the code."""
    sheet.keep(way.height)
    spare = way.height - way.text_height
    if way.code:
        sheet.page.codes.append(Square(LEFT, sheet.y - _SIDE, _SIDE, way.code))
    sheet.space(spare / 2)
    sheet.row([way.words], LEADING)
    sheet.row([way.link], LEADING, whole=False)
    sheet.space(spare / 2)
