"""Totals of a document: taxes and the link to its page on the left, sums and payment on the right."""

import re
from decimal import Decimal
from typing import NamedTuple

from apps.formats.document import InvoiceData, TaxPart, TaxTotal
from apps.formats.pdf.context import Document
from apps.formats.pdf.layout.page_flow import Band, Cell, Sheet, cell, figure, height
from apps.formats.pdf.layout.style import BODY, GAP, HAIRLINE, LEADING, LEFT, QUIET, Frame, Style
from apps.formats.pdf.sections.items_table import Column, Grid, fits, place_columns, scaled, widest
from apps.formats.pdf.sections.online_link import Way, draw_way, lay_way

_TOTALS = 214.0
_LEAST_RATE = 62.0
_LEAST_LABEL = 60.0
_INDENT = 8.0
_SIDE = 9.0
_PAD = 2.25
_AFTER = 14.0
_BETWEEN = 10.0
_ABOVE_WAY = 13.0
_MARK = 5.0
_NONE = "–"


class Row(NamedTuple):
    """Cells of one of the two tables, the blank space above and below, and their rule and bands."""

    cells: list[Cell]
    above: float = _PAD
    below: float = _PAD
    ruled: bool = False
    bands: tuple[Band, ...] = ()


class Totals(NamedTuple):
    """Both tables and the link to the document's page, not yet set. The tax table is `taxes_width` points wide."""

    taxes: list[Row]
    taxes_width: float
    totals: list[Row]
    way: Way | None
    abreast: bool

    @property
    def height(self) -> float:
        """Return their height in points, with the space below."""
        taxes, way = _height(self.taxes), _ABOVE_WAY + self.way.height if self.way else 0
        if self.abreast:
            return max(taxes + way, _height(self.totals)) + _AFTER
        return taxes + _BETWEEN + max(way, _height(self.totals)) + _AFTER


def lay_totals(document: Document, frame: Frame) -> Totals:
    """Return taxes and totals on paper of `frame`: abreast if the taxes' figures leave room for that."""
    beside = frame.content - _TOTALS - 2 * GAP
    columns = _tax_columns(document)
    abreast = fits(columns, beside - _LEAST_RATE)
    width = beside if abreast else frame.content
    way = lay_way(document, beside)
    return Totals(_tax_rows(document, columns, width), width, _total_rows(document, frame), way, abreast)


def draw_totals(sheet: Sheet, laid: Totals) -> None:
    """Set `laid` on one page; if no page holds all, set its parts one below the other."""
    tall = laid.height - _AFTER
    sheet.keep(tall)
    if not sheet.fits(tall):
        _draw(sheet, laid.taxes, laid.taxes_width)
        sheet.keep(_height(laid.totals))
        _draw(sheet, laid.totals)
        _draw_way(sheet, laid.way)
    elif laid.abreast:
        top = sheet.y
        _draw(sheet, laid.taxes, laid.taxes_width)
        _draw_totals_and_way(sheet, laid, top)
    else:
        _draw(sheet, laid.taxes, laid.taxes_width)
        sheet.space(_BETWEEN)
        _draw_totals_and_way(sheet, laid, sheet.y)
    sheet.space(_AFTER)


def _draw_totals_and_way(sheet: Sheet, laid: Totals, top: float) -> None:
    """Set the totals from `top` downwards on the right, the link from the current height downwards on the left."""
    middle, sheet.y = sheet.y, top
    _draw(sheet, laid.totals)
    foot, sheet.y = sheet.y, middle
    _draw_way(sheet, laid.way)
    sheet.y = min(foot, sheet.y)


def _draw_way(sheet: Sheet, way: Way | None) -> None:
    if way:
        sheet.space(_ABOVE_WAY)
        draw_way(sheet, way)


def _height(rows: list[Row]) -> float:
    return sum(row.above + height(row.cells, LEADING) + row.below for row in rows)


def _draw(sheet: Sheet, rows: list[Row], ruled_width: float = 0) -> None:
    for row in rows:
        sheet.row(row.cells, LEADING, before=row.above, after=row.below, bands=row.bands)
        if row.ruled:
            sheet.rule(LEFT, ruled_width, HAIRLINE)


def _tax_columns(document: Document) -> list[Column]:
    taxes, labels, figures = document.data.taxes, document.labels, document.figures
    return [
        Column(labels.tax_base, [_base(document, tax) for tax in taxes]),
        Column(document.tax_title, [figures.amount(tax.tax) for tax in taxes]),
        Column(labels.total, [figures.amount(tax.gross) for tax in taxes]),
    ]


def _tax_rows(document: Document, columns: list[Column], width: float) -> list[Row]:
    most = width - _LEAST_RATE
    grid = place_columns(columns, LEFT + width, most, most)
    rows = [Row(grid.titles(columns), ruled=True)]
    for index, tax in enumerate(document.data.taxes):
        amounts = grid.row([column.figures[index] for column in columns])
        name = cell(LEFT, _room(grid), (_name(document, tax), BODY))
        rows.append(Row([name, *amounts], below=0 if tax.parts else _PAD, ruled=not tax.parts))
        rows += _part_rows(document, tax.parts, grid)
    return rows


def _part_rows(document: Document, parts: tuple[TaxPart, ...], grid: Grid) -> list[Row]:
    rows: list[Row] = []
    for part in parts:
        name = cell(LEFT + _INDENT, _room(grid) - _INDENT, (_part_name(document, part), QUIET))
        tax = grid.row([document.figures.amount(part.tax)], QUIET, start=1)
        last = len(rows) == len(parts) - 1
        rows.append(Row([name, *tax], above=0, below=_PAD if last else 0, ruled=last))
    return rows


def _room(grid: Grid) -> float:
    """Return the width of tax names, left of the columns of figures."""
    return grid.places[0][0] - GAP - LEFT


def _base(document: Document, tax: TaxTotal) -> str:
    """Return the net of a row; none if a percentage's row has it (item with percentage and fixed tax)."""
    return document.figures.amount(tax.net) if tax.net or tax.rate is not None else _NONE


def _name(document: Document, tax: TaxTotal) -> str:
    if tax.label.strip():
        return _with_percent(document, tax.label.strip(), tax.rate) if tax.rate and not tax.parts else tax.label
    if tax.parts:
        return " + ".join(_part_name(document, part) for part in tax.parts)
    if tax.rate is None:
        return document.labels.fixed_tax
    return f"{document.sales_tax_title} {document.figures.percent(tax.rate)}"


def _part_name(document: Document, part: TaxPart) -> str:
    return _with_percent(document, part.name.strip() or document.tax_title, part.rate)


def _with_percent(document: Document, name: str, rate: Decimal) -> str:
    """Return `name` with `rate`, unless it states it, as “IVA 19%” does."""
    percent = document.figures.percent(rate)
    stated = re.search(rf"(?<![\d.,]){re.escape(_compact(percent))}", _compact(name))
    return name if stated else f"{name} {percent}"


def _compact(text: str) -> str:
    return "".join(text.split()).replace(",", ".")


def _total_rows(document: Document, frame: Frame) -> list[Row]:
    data, labels, money, look = document.data, document.labels, document.figures.money, document.look
    edge = frame.right
    band = Band(edge - _TOTALS, _TOTALS, look.accent)
    grand = _total(labels.total, money(data.gross_total), edge, look.total)
    totals = [
        _total(labels.subtotal.format(tax=document.tax), money(data.net_total), edge),
        _total(document.tax_title, money(data.tax_total), edge)._replace(below=_PAD + 3),
        grand._replace(above=4, below=4, bands=(band,)),
    ]
    if data.gift_card_amount:
        totals.append(_total(labels.gift_card, money(-data.gift_card_amount), edge))
    return [*totals, _settled(document, edge)]


def _settled(document: Document, edge: float) -> Row:
    data, labels, look = document.data, document.labels, document.look
    amount = document.figures.money(data.amount_paid)
    if data.kind == "credit_note":
        return _total(labels.credited, amount, edge)
    row = _total(labels.paid, amount, edge, label_style=look.mark if _is_paid(data) else BODY)
    if not _is_paid(data):
        return row
    label, value = row.cells
    marked = label._replace(x=label.x + _MARK, mark=look.ink)
    return row._replace(cells=[marked, value], above=6)


def _is_paid(data: InvoiceData) -> bool:
    """Tell whether the total is above zero and paid in full."""
    return 0 < data.gross_total <= data.amount_paid + data.gift_card_amount


def _total(label: str, value: str, edge: float, style: Style = BODY, *, label_style: Style | None = None) -> Row:
    """Return `label` and `value` in the box ending at `edge`. A label breaks between words, a value is set smaller."""
    left, right = edge - _TOTALS + _SIDE, edge - _SIDE
    named = label_style or style
    most = right - left - GAP - min(_LEAST_LABEL, widest([label], named))
    natural = widest([value], style)
    width = min(most, natural)
    return Row(
        [
            cell(left, right - width - GAP - left, (label, named)),
            figure(right - width, width, value, scaled(style, width / natural)),
        ]
    )
