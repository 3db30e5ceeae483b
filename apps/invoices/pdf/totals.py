"""What a document comes to: each tax by itself on the left, all of it and how it was settled on the right."""

import re
from typing import NamedTuple

from apps.invoices.pdf.data import TaxPart, TaxTotal
from apps.invoices.pdf.document import Document
from apps.invoices.pdf.items import Column, figure_cells, place_columns, widest
from apps.invoices.pdf.sheet import Band, Cell, Sheet, cell, height
from apps.invoices.pdf.style import (
    BODY,
    CONTENT,
    GAP,
    HAIRLINE,
    LABEL,
    LEADING,
    LEFT,
    QUIET,
    RIGHT,
    TINT,
    TOTAL,
    Style,
)

_TOTALS = 214.0
_TAXES = CONTENT - _TOTALS - 2 * GAP
_LEAST_RATE = 62.0
_LEAST_LABEL = 60.0
_INDENT = 8.0
_SIDE = 9.0
_PAD = 2.25
_NONE = "–"

Place = tuple[float, float]


class Row(NamedTuple):
    """Cells of one of the two tables, the blank space above and below, and what marks them."""

    cells: list[Cell]
    above: float = _PAD
    below: float = _PAD
    ruled: bool = False
    bands: tuple[Band, ...] = ()


def draw_totals(sheet: Sheet, document: Document) -> None:
    """Sets taxes and totals beside each other on one page; where no page holds the taxes, the totals come below."""
    taxes, totals = _tax_rows(document), _total_rows(document)
    tall = max(_height(taxes), _height(totals))
    sheet.keep(tall)
    top, beside = sheet.y, sheet.fits(tall)
    _draw(sheet, taxes)
    foot = sheet.y
    if beside:
        sheet.y = top
    sheet.keep(_height(totals))
    _draw(sheet, totals)
    if beside:
        sheet.y = min(foot, sheet.y)
    sheet.space(18)


def _height(rows: list[Row]) -> float:
    return sum(row.above + height(row.cells, LEADING) + row.below for row in rows)


def _draw(sheet: Sheet, rows: list[Row]) -> None:
    for row in rows:
        sheet.row(row.cells, LEADING, before=row.above, after=row.below, bands=row.bands)
        if row.ruled:
            sheet.rule(LEFT, _TAXES, HAIRLINE)


def _tax_rows(document: Document) -> list[Row]:
    taxes, labels, figures = document.data.taxes, document.labels, document.figures
    columns = [
        Column(labels.tax_base, [_base(document, tax) for tax in taxes]),
        Column(document.tax_title, [figures.amount(tax.tax) for tax in taxes]),
        Column(labels.total, [figures.amount(tax.gross) for tax in taxes]),
    ]
    places = place_columns(columns, LEFT + _TAXES, _TAXES - _LEAST_RATE)
    rows = [Row(figure_cells([column.title for column in columns], places, LABEL), ruled=True)]
    for index, tax in enumerate(taxes):
        amounts = figure_cells([column.figures[index] for column in columns], places, BODY)
        name = cell(LEFT, _room(places), (_name(document, tax), BODY))
        rows.append(Row([name, *amounts], below=0 if tax.parts else _PAD, ruled=not tax.parts))
        rows += _part_rows(document, tax.parts, places)
    return rows


def _part_rows(document: Document, parts: tuple[TaxPart, ...], places: list[Place]) -> list[Row]:
    rows: list[Row] = []
    for part in parts:
        name = cell(LEFT + _INDENT, _room(places) - _INDENT, (_part_name(document, part), QUIET))
        tax = figure_cells([document.figures.amount(part.tax)], places[1:2], QUIET)
        last = len(rows) == len(parts) - 1
        rows.append(Row([name, *tax], above=0, below=_PAD if last else 0, ruled=last))
    return rows


def _room(places: list[Place]) -> float:
    """How wide the names of taxes may be, left of the columns of figures."""
    return places[0][0] - GAP - LEFT


def _base(document: Document, tax: TaxTotal) -> str:
    """The net of items with a percentage and a fixed tax stands with the percentage: none is left here."""
    return document.figures.amount(tax.net) if tax.net or tax.rate is not None else _NONE


def _name(document: Document, tax: TaxTotal) -> str:
    if tax.label.strip():
        return tax.label
    if tax.parts:
        return " + ".join(_part_name(document, part) for part in tax.parts)
    if tax.rate is None:
        return document.labels.fixed_tax
    return f"{document.sales_tax_title} {document.figures.percent(tax.rate)}"


def _part_name(document: Document, part: TaxPart) -> str:
    """The part's name and percentage; stores like to call a tax “IVA 19%”, which says both."""
    percent = document.figures.percent(part.rate)
    name = part.name.strip() or document.tax_title
    stated = re.search(rf"(?<![\d.,]){re.escape(_compact(percent))}", _compact(name))
    return name if stated else f"{name} {percent}"


def _compact(text: str) -> str:
    return "".join(text.split()).replace(",", ".")


def _total_rows(document: Document) -> list[Row]:
    data, labels, money = document.data, document.labels, document.figures.money
    settled = labels.credited if data.kind == "credit_note" else labels.paid
    totals = [
        _total(labels.subtotal.format(tax=document.tax), money(data.net_total)),
        _total(document.tax_title, money(data.tax_total)),
        _total(labels.total, money(data.gross_total), TOTAL)._replace(bands=(Band(RIGHT - _TOTALS, _TOTALS, TINT),)),
        _total(settled, money(data.amount_paid)),
    ]
    if data.gift_card_amount:
        totals.insert(-1, _total(labels.gift_card, money(-data.gift_card_amount)))
    return totals


def _total(label: str, value: str, style: Style = BODY) -> Row:
    left, right = RIGHT - _TOTALS + _SIDE, RIGHT - _SIDE
    most = right - left - GAP - _LEAST_LABEL
    width = min(most, widest([value], style))
    return Row(
        [
            cell(left, right - width - GAP - left, (label, style)),
            cell(right - width, width, (value, style), right=True),
        ]
    )
