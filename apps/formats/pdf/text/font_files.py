"""The font files that documents are set in, each parsed once per process and only read after that."""

from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz  # type: ignore[import-untyped]

REGULAR = "Folio-Regular"
BOLD = "Folio-Bold"

_FOLDER = Path(__file__).parent / "fonts"
_OWN = {REGULAR: "DejaVuSans", BOLD: "DejaVuSans-Bold"}
_EMOJI = "NotoEmoji-Regular"
_OTHERS = (
    "DroidSansFallbackFull",
    "GothicA1-Hangul",
    _EMOJI,
    "NotoSansThai-Regular",
    "NotoSansDevanagari-Regular",
)
_FIRST_PICTOGRAPH = 0x1F000
_JOINERS = "\u200c\u200d"


class Face:
    """One font file. Advances and places are in thousandths of the font size.

    HarfBuzz keeps no position in a parsed file, so that threads may share it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.parsed = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(_FOLDER / f"{name}.ttf")))
        self.font = uharfbuzz.Font(self.parsed)
        self.font.scale = (1000, 1000)

    def glyph(self, char: str) -> int | None:
        """Returns the number of the glyph that stands for CHAR by itself; None where the file has none."""
        number: int | None = self.font.get_nominal_glyph(ord(char))
        return number

    def advance(self, glyph: int) -> int:
        """Returns how far the next glyph stands from GLYPH."""
        points: int = self.font.get_glyph_h_advance(glyph)
        return points

    def covers(self, text: str) -> bool:
        """Tells whether the file has a glyph for every character of TEXT; joiners need none."""
        return all(char in _JOINERS or self.glyph(char) is not None for char in text)


@cache
def face(name: str) -> Face:
    """Returns the face in the file NAME, parsed on the first call."""
    return Face(name)


def own(font: str) -> Face:
    """Returns the face that text in FONT (REGULAR or BOLD) is set in wherever it can be."""
    return face(_OWN[font])


def is_own(name: str, font: str) -> bool:
    """Tells whether the face NAME has the weight of FONT; the faces that stand in for it come in one weight only."""
    return font == REGULAR or name == _OWN[font]


@lru_cache(maxsize=8192)
def face_for(text: str, font: str) -> Face | None:
    """Returns the first face that covers TEXT set in FONT; None where none does.

    Files are opened only when a character needs them. Pictographs come from the emoji face, which has all of them.
    """
    names = (*dict.fromkeys((_OWN[font], _OWN[REGULAR])), *_OTHERS)
    if any(ord(char) >= _FIRST_PICTOGRAPH for char in text):
        names = (_EMOJI, *names)
    return next((found for found in map(face, names) if found.covers(text)), None)
