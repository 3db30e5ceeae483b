"""Fonts of the canvas by hand, as fast as reportlab can use them: parsed once, their common subset made once."""

import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference, PDFStream
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

REGULAR = "Folio-Regular"
BOLD = "Folio-Bold"

_FILES = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}
_FOLDER = Path(__file__).parents[2] / "apps" / "formats" / "pdf" / "text" / "fonts"

# One subset contains 256 characters; ASCII is in it already.
_CHARSET = (
    "".join(map(chr, range(0xA1, 0x100))).replace("\xad", "")
    + "ĄąĆćĘęŁłŃńŚśŹźŻżČčĎďĚěŇňŘřŠšŤťŮůŽžŐőŰűĂăȘșȚțĞğİıŞşŒœ"
    + "–—‘’“”…•€□"
)


class _Deflated:
    """A stream filter for content that is already compressed."""

    pdfname = "FlateDecode"

    def encode(self, content: bytes) -> bytes:
        return content


class _CachedFace(TTFontFace):
    """A face that caches its subsets; those of one process are nearly always the same two."""

    _KEPT = 32

    def __init__(self, filename: str) -> None:
        super().__init__(filename)
        self._made: dict[tuple[int, ...], tuple[bytes, bytes]] = {}

    def makeSubset(self, subset: Sequence[int]) -> bytes:  # noqa: N802 - reportlab's name
        return self._subset(tuple(subset))[0]

    def addSubsetObjects(self, doc: PDFDocument, fontname: str, subset: list[int]) -> PDFObjectReference:  # noqa: N802
        reference: PDFObjectReference = super().addSubsetObjects(doc, fontname, subset)  # type: ignore[no-untyped-call]
        stream = cast(PDFStream, doc.idToObject[f"fontFile:{self.filename}({fontname})"])
        stream.content, stream.filters = self._subset(tuple(subset))[1], [_Deflated()]
        return reference

    def _subset(self, key: tuple[int, ...]) -> tuple[bytes, bytes]:
        if key not in self._made:
            if len(self._made) >= self._KEPT:
                self._made.clear()
            raw = super().makeSubset(list(key))
            self._made[key] = raw, zlib.compress(raw, 9)
        return self._made[key]


@cache
def font(name: str) -> TTFont:
    """Return the font `name` (`REGULAR` or `BOLD`), parsed and registered with reportlab on the first call."""
    path = str(_FOLDER / _FILES[name])
    loaded = TTFont(name, path)
    loaded.face = _CachedFace(path)
    pdfmetrics.registerFont(loaded)
    return loaded


def load() -> None:
    """Register both fonts, unless this process already did."""
    for name in _FILES:
        font(name)


def prepare(document: PDFDocument) -> None:
    """Assign the common characters of both fonts to `document`, always in the same places."""
    for name in _FILES:
        font(name).splitString(_CHARSET, document)
