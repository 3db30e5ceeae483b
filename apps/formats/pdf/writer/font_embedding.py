"""The fonts of one document: the glyphs it uses of each face, and the PDF objects with just those."""

import zlib
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from struct import pack, unpack_from
from typing import NamedTuple, cast

import uharfbuzz  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFObjectReference

from apps.formats.pdf.text import font_files
from apps.formats.pdf.text.font_files import BOLD, REGULAR, Face
from apps.formats.pdf.text.shaping import COMMON, Glyph

# Needed to draw by glyph number; the other tables of a font file serve shaping and hinting
_TABLES = frozenset({"glyf", "head", "hhea", "hmtx", "loca", "maxp"})
_COMMON_NAMES = {REGULAR: "FR", BOLD: "FB"}
_CODES_PER_BLOCK = 100
# Codes of glyphs without a text of their own. A reader that takes such codes for characters finds variation selectors,
# which do not show; there are sixteen
_SILENT = 0xFE00
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class _Code(NamedTuple):
    """A code of two bytes, its glyph, and the text it represents."""

    code: int
    glyph: int
    text: str


class _Parts(NamedTuple):
    """The streams of an embedded face as written in the file, and the contents of its dictionaries."""

    file: bytes
    places: bytes
    texts: bytes
    name: str
    widths: str
    descriptor: str


class _Written(PDFObject):
    """An object whose content is already written as in the file."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, _document: PDFDocument) -> bytes:
        return self._content


class Fonts:
    """The fonts that one document uses. Common characters have a font of their own, the same in all documents."""

    def __init__(self) -> None:
        self._codes: dict[str, dict[tuple[int, str], int]] = {}

    def common(self, font: str) -> str:
        """Return the resource with the common characters of `font`; their codes are their code points."""
        return _COMMON_NAMES[font]

    def other(self, face: str) -> str:
        """Return the resource with the used glyphs of `face`."""
        self._codes.setdefault(face, {})
        return f"F{list(self._codes).index(face)}"

    def code(self, face: str, glyph: Glyph) -> int:
        """Return the code of `glyph` in the resource of `face`; add it if it is new."""
        codes = self._codes.setdefault(face, {})
        key = glyph.number, glyph.text
        if key not in codes:
            silent = _SILENT + sum(not text for _, text in codes)
            codes[key] = len(codes) + 1 if glyph.text else silent
        return codes[key]

    def embed(self, document: PDFDocument) -> None:
        """Add the fonts to `document`, on whose pages they then have their names."""
        for font in (REGULAR, BOLD):
            _add(document, self.common(font), _common_parts(font))
        for face, codes in self._codes.items():
            used = [_Code(code, glyph, text) for (glyph, text), code in codes.items()]
            _add(document, self.other(face), _parts(font_files.face(face), used))


@cache
def _common_parts(font: str) -> _Parts:
    face = font_files.own(font)
    return _parts(face, [_Code(ord(char), face.glyph(char) or 0, char) for char in COMMON])


def _parts(face: Face, codes: list[_Code]) -> _Parts:
    codes = sorted(codes)
    file, renumbered = _subset(face, {code.glyph for code in codes})
    places = bytearray(2 * (codes[-1].code + 1))
    for code in codes:
        places[2 * code.code : 2 * code.code + 2] = pack(">H", renumbered[code.glyph])
    name = f"/{_tag(file)}+{face.name}"
    return _Parts(
        _stream(file),
        _stream(bytes(places)),
        _stream(_texts(codes).encode("ascii")),
        name,
        _widths(face, codes),
        f"/Type /FontDescriptor /FontName {name} /Flags 4 /ItalicAngle 0 /StemV 80 {_metrics(face)}",
    )


def _subset(face: Face, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """Return the font file with only `glyphs` of `face`, and the number of each of them in it."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    dropped = set(face.parsed.table_tags) - _TABLES
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in dropped)
    plan = uharfbuzz.SubsetPlan(face.parsed, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


def _tag(file: bytes) -> str:
    """Return a name of six letters for a subset (ISO 32000-1, 9.6.4), the same for the same glyphs."""
    number = zlib.crc32(file)
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _texts(codes: list[_Code]) -> str:
    """Return the CMap by which a reader turns codes back into text."""
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for code, _, text in codes]
    blocks = (rows[start : start + _CODES_PER_BLOCK] for start in range(0, len(rows), _CODES_PER_BLOCK))
    return _CMAP.format(
        blocks="".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks),
    )


def _widths(face: Face, codes: list[_Code]) -> str:
    """Return the widths of `codes`, those of neighbours together."""
    runs = [list(run) for _, run in groupby(enumerate(codes), key=lambda each: each[1].code - each[0])]
    written = (f"{run[0][1].code} [{' '.join(str(face.advance(code.glyph)) for _, code in run)}]" for run in runs)
    return f"[{' '.join(written)}]"


def _metrics(face: Face) -> str:
    """Return the box of all glyphs and the ascent and descent of the face, from its tables head and hhea."""
    head, hhea = (face.parsed.reference_table(tag).data for tag in ("head", "hhea"))
    box = " ".join(str(_scaled(face, value)) for value in unpack_from(">4h", head, 36))
    ascent, descent = (_scaled(face, value) for value in unpack_from(">2h", hhea, 4))
    return f"/FontBBox [{box}] /Ascent {ascent} /Descent {descent} /CapHeight {ascent}"


def _scaled(face: Face, value: int) -> int:
    points: int = round(value * 1000 / face.parsed.upem)
    return points


def _add(document: PDFDocument, resource: str, parts: _Parts) -> None:
    file, places, texts = (
        _number(document, f"{resource}.{name}", content)
        for name, content in (("file", parts.file), ("places", parts.places), ("texts", parts.texts))
    )
    descriptor = _number(document, f"{resource}.descriptor", _dictionary(f"{parts.descriptor} /FontFile2 {file}"))
    descendant = _dictionary(
        f"/Type /Font /Subtype /CIDFontType2 /BaseFont {parts.name} "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} /DW 0 /W {parts.widths} /CIDToGIDMap {places}"
    )
    font = _dictionary(
        f"/Type /Font /Subtype /Type0 /BaseFont {parts.name} /Encoding /Identity-H "
        f"/DescendantFonts [{_number(document, f'{resource}.descendant', descendant)}] /ToUnicode {texts}"
    )
    # reportlab's name for the fonts that every page refers to
    cast(PDFDictionary, document.idToObject["BasicFonts"])[resource] = _number(document, resource, font)


def _dictionary(entries: str) -> bytes:
    return f"<< {entries} >>".encode("ascii")


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    entries = f"/Filter /FlateDecode /Length {len(packed)} /Length1 {len(content)}"
    return _dictionary(entries) + b"\nstream\n" + packed + b"\nendstream"


def _number(document: PDFDocument, name: str, content: bytes) -> str:
    """Add `content` to `document` as an object called `name` and return the reference to it."""
    reference: PDFObjectReference = document.Reference(_Written(content), name)  # type: ignore[no-untyped-call]
    return str(reference.format(document), "ascii")
