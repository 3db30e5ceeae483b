"""The table of items, its head repeated on every page."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from apps.invoices.pdf import typeface
from apps.invoices.pdf.data import InvoiceData, Line
from apps.invoices.pdf.document import Document
from apps.invoices.pdf.figures import Figures
from apps.invoices.pdf.sheet import Cell, Sheet, cell
from apps.invoices.pdf.style import BODY, CONTENT, GAP, HAIRLINE, INK, LABEL, LEADING, LEFT, QUIET, RIGHT, Style
from apps.invoices.pdf.text import clean, one_line

_LEAST_DESCRIPTION = 170.0
_BEGINNING = 100.0
_SLACK = 0.1
_NONE = "–"


class Column(NamedTuple):
    """A column of figures, aligned right."""

    title: str
    figures: Sequence[str]


def draw_items(sheet: Sheet, document: Document) -> None:
    """Sets the items, one row each."""
    lines = document.data.lines
    columns = _columns(document)
    places = place_columns(columns, RIGHT, CONTENT - _LEAST_DESCRIPTION)
    description = places[0][0] - GAP - LEFT

    def draw_head() -> None:
        title = cell(LEFT, description, (document.labels.description, LABEL))
        sheet.row([title, *figure_cells([column.title for column in columns], places, LABEL)], 10, after=5)
        sheet.rule(LEFT, CONTENT, INK, 0.8)

    sheet.keep(_BEGINNING)
    sheet.row([cell(LEFT, CONTENT, (_caption(document), QUIET))], LEADING, after=5)
    draw_head()
    sheet.repeated = draw_head
    for index, line in enumerate(lines):
        sku = f"{document.labels.sku} {one_line(line.sku)}" if line.sku.strip() else ""
        name = cell(LEFT, description, (line.description, BODY), (sku, QUIET))
        figures = figure_cells([column.figures[index] for column in columns], places, BODY)
        sheet.row([name, *figures], LEADING, before=5, after=5)
        sheet.rule(LEFT, CONTENT, HAIRLINE)
    sheet.repeated = None
    sheet.space(20)


def place_columns(columns: Sequence[Column], right: float, most: float) -> list[tuple[float, float]]:
    """Returns x and width of COLUMNS that end at RIGHT: as wide as their figures, all with gaps within MOST points.

    Figures too long for that are broken over lines.
    """
    natural = [max(widest([column.title], LABEL), widest(column.figures, BODY)) for column in columns]
    places: list[tuple[float, float]] = []
    for width in reversed(fit_widths(natural, most - GAP * len(columns))):
        places.insert(0, (right - width, width))
        right -= width + GAP
    return places


def fit_widths(natural: Sequence[float], most: float) -> list[float]:
    """Returns NATURAL widths, the widest cut to one common width if all together are wider than MOST."""
    left, cap = most, max(natural)
    for index, width in enumerate(sorted(natural)):
        share = left / (len(natural) - index)
        if width > share:
            cap = share
            break
        left -= width
    return [min(width, cap) for width in natural]


def figure_cells(texts: Sequence[str], places: Sequence[tuple[float, float]], style: Style) -> list[Cell]:
    """Returns TEXTS in the columns PLACES, aligned right."""
    return [cell(x, width, (text, style), right=True) for text, (x, width) in zip(texts, places, strict=True)]


def widest(texts: Sequence[str], style: Style) -> float:
    """Returns the width in points that the longest of TEXTS needs in STYLE."""
    return _SLACK + max((typeface.width(clean(text), style.font, style.size) for text in texts), default=0)


def prices_include_tax(data: InvoiceData) -> bool:
    """Tells whether DATA's unit prices hold their taxes.

    Where DATA does not say, they do if quantity times unit price less discount comes nearer to the lines' gross than
    to their net.
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
    """Tells whether the prices hold or leave out a tax. A free document comes to none; then its data may tell."""
    if data.tax_total:
        return True
    return data.prices_include_tax is not None and any(line.tax_rate or line.tax for line in data.lines)


def _columns(document: Document) -> list[Column]:
    lines, labels, figures = document.data.lines, document.labels, document.figures
    with_tax = prices_include_tax(document.data)
    places = figures.price_decimals([line.unit_price for line in lines])
    columns = [
        Column(labels.quantity, [figures.quantity(line.quantity) for line in lines]),
        Column(labels.unit_price, [figures.price(line.unit_price, places) for line in lines]),
        Column(document.tax_title, [_rate(line, figures) for line in lines]),
        Column(labels.amount, [figures.amount(line.gross if with_tax else line.net) for line in lines]),
    ]
    if any(line.discount for line in lines):
        discounts = [figures.amount(-line.discount) if line.discount else _NONE for line in lines]
        columns.insert(2, Column(labels.discount, discounts))
    return columns


def _rate(line: Line, figures: Figures) -> str:
    percentage = [] if line.tax_rate is None else [figures.percent(line.tax_rate)]
    fixed = [figures.money(line.fixed_tax)] if line.fixed_tax else []
    return " + ".join(percentage + fixed) or _NONE
