"""The two fonts of every document, DejaVu Sans and its bold, and the width of text in them."""

from functools import cache, lru_cache

from apps.formats.pdf.text import font_files, shaping
from apps.formats.pdf.text.font_files import BOLD as BOLD
from apps.formats.pdf.text.font_files import REGULAR as REGULAR

_REMEMBERED = 100


class _Advances(dict[int, int]):
    """Advances by code point, each looked up at its first use."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> int:
        self[code] = shaping.character_advance(chr(code), self._font)
        return self[code]


@cache
def widths(font: str) -> dict[int, int]:
    """Return the advance of every character of `font`, by code point, in thousandths of the font size."""
    return _Advances(font)


def can_draw(char: str) -> bool:
    """Tell whether some face has `char`."""
    return font_files.face_for(char, REGULAR) is not None


def advance(text: str, font: str) -> int:
    """Return the width of the clean line `text` in `font`, in thousandths of the font size."""
    return _remembered(text, font) if len(text) <= _REMEMBERED else _advance(text, font)


def _advance(text: str, font: str) -> int:
    if shaping.is_plain(text):
        advances = widths(font)
        return sum([advances[ord(char)] for char in text])
    return shaping.advance(text, font)


# A figure is measured for its column, for its cell and for its place; labels recur in every document
_remembered = lru_cache(maxsize=8192)(_advance)


def width(text: str, font: str, size: float) -> float:
    """Return the width in points of the line `text`, set in `font` at `size` points. `text` must be clean."""
    return advance(text, font) * size / 1000
