"""Pages filled from top to bottom with rows of cells. A row that does not fit continues on the next page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from apps.formats.pdf.layout.colours import Colour
from apps.formats.pdf.layout.logo import Logo
from apps.formats.pdf.layout.qr_code import Code
from apps.formats.pdf.layout.structure_tags import Block
from apps.formats.pdf.layout.style import BOTTOM, Frame, Style
from apps.formats.pdf.text import font_metrics
from apps.formats.pdf.text.wrapping import one_line, wrap

_CAP_HEIGHT = 0.73
_TOLERANCE = 0.01
_MARGIN = 5.0
_SHORT = 60
# The least numbers of lines of a split text that stay on a page, and that go on to the next.
_LEAST_UNDER = 2
_LEAST_OVER = 3


class Line(NamedTuple):
    """One line of clean text, already short enough for its cell."""

    text: str
    style: Style


class Cell(NamedTuple):
    """Lines one below the other in a column that begins at `x`.

    `url` makes each of them a link, `mark` is a colour behind each of them.
    """

    x: float
    width: float
    lines: tuple[Line, ...]
    right: bool = False
    url: str = ""
    mark: Colour | None = None


class Band(NamedTuple):
    """A coloured strip behind a row."""

    x: float
    width: float
    colour: Colour


class Text(NamedTuple):
    """A line placed on a page by the left end of its baseline."""

    x: float
    y: float
    line: Line


class Fill(NamedTuple):
    """A filled rectangle; `y` is its lower edge."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


class Link(NamedTuple):
    """A rectangle that opens `url`."""

    x: float
    y: float
    width: float
    height: float
    url: str


class Picture(NamedTuple):
    """A logo in a rectangle; `y` is its lower edge."""

    x: float
    y: float
    width: float
    height: float
    logo: Logo


class Square(NamedTuple):
    """A QR code's modules in a square without its quiet zone; `y` is its lower edge."""

    x: float
    y: float
    side: float
    code: Code


class Repeated(NamedTuple):
    """The content at each break of a table: `foot`, for which `room` points are reserved, and then `head`."""

    head: Callable[[], None]
    foot: Callable[[], None]
    room: float


@dataclass(slots=True)
class Page:
    """The content of one page, in drawing order; fills are below the text, and the watermark is below everything."""

    watermark: str = ""
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    codes: list[Square] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def place(self, cells: Iterable[Cell], top: float, leading: float, role: str = "") -> None:
        """Set `cells` side by side, in lines `leading` points tall from `top` downwards, as a block of `role`."""
        self.blocks.append(Block(len(self.texts), role))
        for each in cells:
            for index, line in enumerate(each.lines):
                self._place_line(each, line, top - index * leading, leading)

    def _place_line(self, owner: Cell, line: Line, top: float, leading: float) -> None:
        style = line.style
        x = owner.x
        if owner.right or owner.url or owner.mark:
            wide = font_metrics.width(line.text, style.font, style.size)
            x += owner.width - wide if owner.right else 0
            if owner.url:
                self.links.append(Link(x, top - leading, wide, leading, owner.url))
            if owner.mark:
                self.fills.append(Fill(x - _MARGIN, top - leading, wide + 2 * _MARGIN, leading, owner.mark))
        self.texts.append(Text(x, top - (leading + _CAP_HEIGHT * style.size) / 2, line))


def cell(x: float, width: float, *parts: tuple[str, Style], right: bool = False, url: str = "") -> Cell:
    """Return a cell at `x`, `width` points wide, of `parts` (text and style) one below the other, wrapped."""
    lines = [line for text, style in parts for line in _lines(text, style, width)]
    return Cell(x, width, tuple(lines), right, url)


def figure(x: float, width: float, text: str, style: Style) -> Cell:
    """Return a cell at `x`, `width` points wide, of `text` on one line, aligned right. The caller ensures its fit."""
    return Cell(x, width, (Line(one_line(text), style),), right=True)


def _lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    return (_repeated_lines if len(text) <= _SHORT else _wrapped)(text, style, width)


def _wrapped(text: str, style: Style, width: float) -> tuple[Line, ...]:
    return tuple([Line(line, style) for line in wrap(text, style.font, style.size, width)])


# Labels, figures and the seller recur.
_repeated_lines = lru_cache(maxsize=4096)(_wrapped)


def height(cells: Iterable[Cell], leading: float) -> float:
    """Return the height of a row of `cells`, without the space around it."""
    return max((len(each.lines) for each in cells), default=0) * leading


class Sheet:
    """A growing document on paper of `frame`, with `footer` points kept free above the foot of every page.

    `y` is the height above the lower edge, in points, down to which the current page is filled. `repeated`, if set, is
    drawn wherever a page ends.
    """

    def __init__(self, frame: Frame, footer: float = 0) -> None:
        self.frame = frame
        self.pages = [Page()]
        self.y = frame.top
        self.repeated: Repeated | None = None
        self._bottom = BOTTOM + footer

    @property
    def page(self) -> Page:
        """Return the page being filled."""
        return self.pages[-1]

    @property
    def floor(self) -> float:
        """Return the lowest position of rows, in points from the page's lower edge."""
        return self._bottom + (self.repeated.room if self.repeated else 0)

    @property
    def tallest(self) -> float:
        """Return the capacity of an empty page, in points."""
        return self.frame.top - self._bottom

    def space(self, points: float) -> None:
        """Leave `points` blank; the part that does not fit is dropped, since a page does not begin with blank space."""
        self.y = max(self.floor, self.y - points)

    def fits(self, points: float) -> bool:
        """Tell whether `points` fit on this page."""
        return self.y - points >= self.floor - _TOLERANCE

    def keep(self, points: float) -> None:
        """Begin a new page unless `points` fit on this one, or would not fit on any."""
        if not self.fits(points) and points <= self.tallest:
            self.new_page()

    def new_page(self) -> None:
        """End the page and begin the next, with the repeated content on both."""
        repeated, self.repeated = self.repeated, None
        if repeated:
            repeated.foot()
        self.pages.append(Page())
        self.y = self.frame.top
        if repeated:
            repeated.head()
        self.repeated = repeated

    def rule(self, x: float, width: float, colour: Colour, thickness: float = 0.5) -> None:
        """Draw a line across at the current height."""
        self.page.fills.append(Fill(x, self.y - thickness / 2, width, thickness, colour))

    def row(
        self,
        cells: Sequence[Cell],
        leading: float,
        *,
        before: float = 0,
        after: float = 0,
        bands: Sequence[Band] = (),
        whole: bool = True,
        role: str = "P",
    ) -> None:
        """Set `cells` side by side, `leading` points a line, with blank space `before` and `after`.

        A `whole` row stays on one page if it fits on one. Any other is split between lines, with a least number of
        lines on each side.
        """
        count = max((len(each.lines) for each in cells), default=0)
        if whole:
            self.keep(before + count * leading + after)
        start = 0
        while start < count:
            room = int((self.y - self.floor - before - after + _TOLERANCE) / leading)
            over = count - start - room
            if 0 < over < _LEAST_OVER:
                room -= _LEAST_OVER - over
            if room < min(_LEAST_UNDER, count - start):
                self.new_page()
                continue
            stop = min(count, start + room)
            self._strip(cells, start, stop, leading, before, after, bands, role)
            start = stop

    def _strip(
        self,
        cells: Sequence[Cell],
        start: int,
        stop: int,
        leading: float,
        before: float,
        after: float,
        bands: Sequence[Band],
        role: str,
    ) -> None:
        total = before + (stop - start) * leading + after
        self.page.fills += [Fill(band.x, self.y - total, band.width, total, band.colour) for band in bands]
        if start or any(len(each.lines) > stop for each in cells):
            cells = [each._replace(lines=each.lines[start:stop]) for each in cells]
        self.page.place(cells, self.y - before, leading, role)
        self.y -= total
