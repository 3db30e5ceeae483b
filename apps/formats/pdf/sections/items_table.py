"""The table of items, its head repeated on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from math import floor
from typing import NamedTuple

from apps.formats.document import InvoiceData, Line
from apps.formats.pdf.context import Document
from apps.formats.pdf.layout.page_flow import Cell, Repeated, Sheet, cell, figure, height
from apps.formats.pdf.layout.style import BODY, GAP, HAIRLINE, LABEL, LEADING, LEFT, QUIET, Style
from apps.formats.pdf.text import font_metrics
from apps.formats.pdf.text.wrapping import clean, one_line
from apps.formats.wording.number_format import Figures

_USUAL_DESCRIPTION = 170.0
_LEAST_DESCRIPTION = 100.0
_BEGINNING = 100.0
_SLACK = 0.1
_NONE = "–"
_ROW = 3.5
_AFTER = 14.0


class Column(NamedTuple):
    """A column of figures, aligned right."""

    title: str
    figures: Sequence[str]


Place = tuple[float, float]


class Grid(NamedTuple):
    """The places of columns of figures (x and width of each), and the scale of their text."""

    places: list[Place]
    scale: float = 1.0

    def titles(self, columns: Sequence[Column]) -> list[Cell]:
        """Return the titles of `columns`, which may break between words."""
        style = scaled(LABEL, self.scale)
        pairs = zip(columns, self.places, strict=True)
        return [cell(x, width, (column.title, style), right=True) for column, (x, width) in pairs]

    def row(self, texts: Sequence[str], style: Style = BODY, start: int = 0) -> list[Cell]:
        """Return the figures `texts` in the columns from `start` on, each on one line."""
        style = scaled(style, self.scale)
        places = self.places[start : start + len(texts)]
        return [figure(x, width, text, style) for text, (x, width) in zip(texts, places, strict=True)]


@dataclass(slots=True)
class _Table:
    """The table being set. `done` is the sum of the items set so far, `room` the height of the row that states it."""

    sheet: Sheet
    document: Document
    columns: list[Column]
    amounts: list[Decimal]
    grid: Grid
    room: float
    done: Decimal = Decimal(0)

    @property
    def description(self) -> float:
        """Return the width of descriptions."""
        return self.grid.places[0][0] - GAP - LEFT

    def head(self) -> None:
        """Set the titles of the columns."""
        title = cell(LEFT, self.description, (self.document.labels.description, LABEL))
        self.sheet.row([title, *self.grid.titles(self.columns)], 10, after=5)
        self.sheet.rule(LEFT, self.sheet.frame.content, self.document.look.ink, 0.8)

    def carry(self, label: str) -> None:
        """Set the sum so far, unless it is zero."""
        if self.done:
            cells = _carried(label, self.document.figures.amount(self.done), self.grid)
            self.sheet.row(cells, LEADING, before=_ROW, after=_ROW)

    def head_again(self) -> None:
        """Begin a further page."""
        self.head()
        self.carry(self.document.labels.brought_forward)
        if self.done:
            self.sheet.rule(LEFT, self.sheet.frame.content, HAIRLINE)

    def row(self, index: int, tail: float) -> None:
        """Set the item `index`, on one page with `tail` points more if a page can hold both."""
        line, sheet = self.document.data.lines[index], self.sheet
        sku = f"{self.document.labels.sku} {one_line(line.sku)}" if line.sku.strip() else ""
        name = cell(LEFT, self.description, (line.description, BODY), (sku, QUIET))
        cells = [name, *self.grid.row([column.figures[index] for column in self.columns])]
        tall = height(cells, LEADING) + 2 * _ROW
        if tail and sheet.y - tall - tail >= sheet.floor - self.room:
            sheet.repeated = None
        sheet.keep(tall + tail if tall + tail <= sheet.tallest else tall)
        sheet.keep(min(tall, _BEGINNING))
        self.done += self.amounts[index]
        sheet.row(cells, LEADING, before=_ROW, after=_ROW, whole=False)
        sheet.rule(LEFT, sheet.frame.content, HAIRLINE)


def draw_items(sheet: Sheet, document: Document, tail: float) -> None:
    """Set the items, one row each; `tail` points of the next content belong on the page of the last of many."""
    table = _table(sheet, document)
    sheet.keep(_BEGINNING)
    sheet.row([cell(LEFT, sheet.frame.content, (_caption(document), QUIET))], LEADING, after=5)
    table.head()
    labels = document.labels
    sheet.repeated = Repeated(table.head_again, lambda: table.carry(labels.carried_forward), table.room)
    last = len(document.data.lines) - 1
    for index in range(last + 1):
        table.row(index, tail + _AFTER if index == last > 0 else 0)
    sheet.repeated = None
    sheet.space(_AFTER)


def _table(sheet: Sheet, document: Document) -> _Table:
    data, figures = document.data, document.figures
    with_tax = prices_include_tax(data)
    amounts = [line.gross if with_tax else line.net for line in data.lines]
    columns = _columns(document, amounts)
    sums = list(accumulate(amounts, initial=Decimal(0)))
    longest = [figures.amount(max(sums)), figures.amount(min(sums))]
    measured = [*columns[:-1], columns[-1]._replace(figures=[*columns[-1].figures, *longest])]
    content = sheet.frame.content
    grid = place_columns(measured, sheet.frame.right, content - _USUAL_DESCRIPTION, content - _LEAST_DESCRIPTION)
    tallest = max(height(_carried(document.labels.carried_forward, most, grid), LEADING) for most in longest)
    return _Table(sheet, document, columns, amounts, grid, tallest + 2 * _ROW)


def _carried(label: str, amount: str, grid: Grid) -> list[Cell]:
    x, _ = grid.places[-1]
    return [cell(LEFT, x - GAP - LEFT, (label, QUIET), right=True), *grid.row([amount], start=len(grid.places) - 1)]


def place_columns(columns: Sequence[Column], right: float, usual: float, most: float) -> Grid:
    """Return the places of `columns` that end at `right`: as wide as their text if all with gaps fit `usual` points.

    Otherwise titles break between words and the columns may take `most` points; text that is still too long is set
    smaller. A figure is never broken.
    """
    gaps = GAP * len(columns)
    figures = [widest(column.figures, BODY) for column in columns]
    widths = [max(widest([column.title], LABEL), wide) for column, wide in zip(columns, figures, strict=True)]
    if sum(widths) > usual - gaps:
        words = (widest(column.title.split(), LABEL) for column in columns)
        widths = [max(word, wide) for word, wide in zip(words, figures, strict=True)]
    scale = min(1.0, (most - gaps) / sum(widths))
    places: list[Place] = []
    for width in reversed(widths):
        places.insert(0, (right - width * scale, width * scale))
        right -= width * scale + GAP
    return Grid(places, scale)


def fits(columns: Sequence[Column], most: float) -> bool:
    """Tell whether `columns` fit `most` points, gaps included, in their usual size."""
    return place_columns(columns, 0, most, most).scale == 1


def scaled(style: Style, scale: float) -> Style:
    """Return `style` at `scale` times its size, rounded down to hundredths of a point if that makes it smaller."""
    return style if scale == 1 else style._replace(size=floor(style.size * scale * 100) / 100)


def widest(texts: Sequence[str], style: Style) -> float:
    """Return the width in points of the longest of `texts` in `style`."""
    return _SLACK + max((font_metrics.width(clean(text), style.font, style.size) for text in texts), default=0)


def prices_include_tax(data: InvoiceData) -> bool:
    """Tell whether the unit prices of `data` include their taxes.

    If `data` does not say, they do if quantity times unit price less discount is nearer to the lines' gross than to
    their net.
    """
    if data.prices_include_tax is not None:
        return data.prices_include_tax
    lines = data.lines
    paid = [line.quantity * line.unit_price - line.discount for line in lines]
    from_gross = sum((abs(amount - line.gross) for amount, line in zip(paid, lines, strict=True)), Decimal(0))
    from_net = sum((abs(amount - line.net) for amount, line in zip(paid, lines, strict=True)), Decimal(0))
    return from_gross <= from_net


def _caption(document: Document) -> str:
    data, labels = document.data, document.labels
    phrase = labels.amounts_in
    if _is_taxed(data):
        phrase = labels.amounts_with_tax if prices_include_tax(data) else labels.amounts_without_tax
    return phrase.format(currency=data.currency, tax=document.tax)


def _is_taxed(data: InvoiceData) -> bool:
    """Tell whether the prices include or exclude a tax. A free document has no tax total; then its lines decide."""
    if data.tax_total:
        return True
    return data.prices_include_tax is not None and any(line.tax_rate or line.tax for line in data.lines)


def _columns(document: Document, amounts: list[Decimal]) -> list[Column]:
    lines, labels, figures = document.data.lines, document.labels, document.figures
    places = figures.price_decimals((line.quantity, line.unit_price) for line in lines)
    columns = [
        Column(labels.quantity, [figures.quantity(line.quantity) for line in lines]),
        Column(labels.unit_price, [figures.price(line.unit_price, places) for line in lines]),
        Column(document.tax_title, [_rate(line, figures) for line in lines]),
        Column(labels.amount, [figures.amount(amount) for amount in amounts]),
    ]
    if any(line.discount for line in lines):
        discounts = [figures.amount(-line.discount) if line.discount else _NONE for line in lines]
        columns.insert(2, Column(labels.discount, discounts))
    return columns


def _rate(line: Line, figures: Figures) -> str:
    """Return the percentage and fixed tax of a line: none if exempt or untaxed, 0 if zero-rated."""
    shown = [] if line.tax_rate is None or (line.tax_label and not line.tax_rate) else [figures.percent(line.tax_rate)]
    fixed = [figures.money(line.fixed_tax)] if line.fixed_tax else []
    return " + ".join(shown + fixed) or _NONE
