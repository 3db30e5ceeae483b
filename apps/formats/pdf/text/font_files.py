"""The font files of documents, each parsed once per process and only read after that."""

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
        """Return the number of the glyph for `char` by itself; None if the file has none."""
        number: int | None = self.font.get_nominal_glyph(ord(char))
        return number

    def advance(self, glyph: int) -> int:
        """Return the distance from `glyph` to the next glyph."""
        points: int = self.font.get_glyph_h_advance(glyph)
        return points

    def covers(self, text: str) -> bool:
        """Tell whether the file has a glyph for every character of `text`; joiners need none."""
        return all(char in _JOINERS or self.glyph(char) is not None for char in text)


@cache
def face(name: str) -> Face:
    """Return the face in the file `name`, parsed on the first call."""
    return Face(name)


def own(font: str) -> Face:
    """Return the preferred face for text in `font` (`REGULAR` or `BOLD`)."""
    return face(_OWN[font])


def is_own(name: str, font: str) -> bool:
    """Tell whether the face `name` has the weight of `font`; fallback faces have one weight only."""
    return font == REGULAR or name == _OWN[font]


@lru_cache(maxsize=8192)
def face_for(text: str, font: str) -> Face | None:
    """Return the first face that covers `text` set in `font`, or None.

    Files are opened only if a character needs them. Pictographs use the emoji face, which has all of them.
    """
    names = (*dict.fromkeys((_OWN[font], _OWN[REGULAR])), *_OTHERS)
    if any(ord(char) >= _FIRST_PICTOGRAPH for char in text):
        names = (_EMOJI, *names)
    return next((found for found in map(face, names) if found.covers(text)), None)
