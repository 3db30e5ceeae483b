"""The look of documents: paper sizes in points, one accent colour, a small set of text styles."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from apps.formats.pdf.layout.colours import WHITE, Colour, colour, ink_like, ink_on, tint_of
from apps.formats.pdf.text.font_metrics import BOLD, REGULAR

LEFT = 50.0
BOTTOM = 60.0
GAP = 14.0
_HEAD = 50.0


class Frame(NamedTuple):
    """A sheet of paper and its printed area, in points from its lower left corner."""

    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right end of lines."""
        return self.width - LEFT

    @property
    def content(self) -> float:
        """Return the width of lines."""
        return self.width - 2 * LEFT

    @property
    def top(self) -> float:
        """Return the top of the first line."""
        return self.height - _HEAD


class Style(NamedTuple):
    """The style of a line of text; `size` in points."""

    font: str
    size: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Look:
    """The paper, and its parts in the merchant's colour.

    `accent` fills areas unchanged; `ink` is its shade for rules and text on white, dark enough to be read.
    """

    frame: Frame
    accent: Colour
    ink: Colour
    tint: Colour
    number: Style
    total: Style
    link: Style
    mark: Style


FRAMES = {"a4": Frame(595.28, 841.89), "letter": Frame(612.0, 792.0)}

INK = colour("1d262b")
GREY = colour("5f6b73")
HAIRLINE = colour("dde3e6")
PALE = colour("e9edef")

LETTERHEAD = Style(BOLD, 10.5, INK)
TITLE = Style(BOLD, 23, INK)
NOTICE = Style(BOLD, 8.5, INK)
LABEL = Style(REGULAR, 7, GREY)
BODY = Style(REGULAR, 8.5, INK)
STRONG = Style(BOLD, 8.5, INK)
QUIET = Style(REGULAR, 7.5, GREY)
FOOTER = Style(REGULAR, 7, GREY)
WATERMARK = Style(BOLD, 136, PALE)

LEADING = 11.5
"""From one line of body text to the next."""


@lru_cache(maxsize=256)
def look_of(size: str, accent: str) -> Look:
    """Return the look of paper `size` ("a4" or "letter") in `accent` (#rrggbb), which may be any colour."""
    full = colour(accent)
    ink = ink_like(full)
    return Look(
        frame=FRAMES[size],
        accent=full,
        ink=ink,
        tint=tint_of(full, 0.07),
        number=Style(REGULAR, 12, ink),
        total=Style(BOLD, 11, ink_on(full)),
        link=Style(REGULAR, 7.5, ink),
        mark=Style(BOLD, 7.5, WHITE),
    )
