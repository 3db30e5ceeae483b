"""How documents look: A4 in points, one accent colour, a small set of text styles."""

from typing import NamedTuple

from apps.invoices.pdf.typeface import BOLD, REGULAR

PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89
LEFT = 50.0
RIGHT = PAGE_WIDTH - LEFT
CONTENT = RIGHT - LEFT
TOP = PAGE_HEIGHT - 58.0
BOTTOM = 66.0
GAP = 14.0


class Colour(NamedTuple):
    """Red, green and blue from 0 to 1."""

    red: float
    green: float
    blue: float


class Style(NamedTuple):
    """How a line of text is set; `size` in points."""

    font: str
    size: float
    colour: Colour


def _colour(code: str) -> Colour:
    return Colour(*(round(part / 255, 3) for part in bytes.fromhex(code)))


ACCENT = _colour("0f5f6b")
INK = _colour("1d262b")
GREY = _colour("5f6b73")
HAIRLINE = _colour("dde3e6")
TINT = _colour("eff5f6")
PALE = _colour("e9edef")

LETTERHEAD = Style(BOLD, 10.5, INK)
TITLE = Style(BOLD, 23, INK)
NUMBER = Style(REGULAR, 12, ACCENT)
NOTICE = Style(BOLD, 8.5, INK)
LABEL = Style(REGULAR, 7, GREY)
BODY = Style(REGULAR, 8.5, INK)
STRONG = Style(BOLD, 8.5, INK)
QUIET = Style(REGULAR, 7.5, GREY)
TOTAL = Style(BOLD, 11, ACCENT)
LINK = Style(REGULAR, 8.5, ACCENT)
FOOTER = Style(REGULAR, 7, GREY)
WATERMARK = Style(BOLD, 136, PALE)

LEADING = 12.5
"""From one line of body text to the next."""
