"""The foot of a document: taxes by rate, totals, payments, notes and the way to the page online."""

import re
from itertools import zip_longest

from apps.invoices.pdf.document import Document
from apps.invoices.pdf.items import Column, figure_cells, place_columns, widest
from apps.invoices.pdf.sheet import Band, Cell, Sheet, cell, height
from apps.invoices.pdf.style import (
    BODY,
    BOTTOM,
    CONTENT,
    FOOTER,
    GAP,
    HAIRLINE,
    LABEL,
    LEADING,
    LEFT,
    LINK,
    RIGHT,
    TINT,
    TOTAL,
    Style,
)
from apps.invoices.pdf.text import fit

_TOTALS = 214.0
_TAXES = CONTENT - _TOTALS - 2 * GAP
_LEAST_RATE = 62.0
_LEAST_LABEL = 60.0
_LEADING = 17.0
_PAD = 9.0
_NOTE = 470.0
_FOOTER_TOP = BOTTOM - 14
_PAGE_COUNT = 120.0
_WEB_ADDRESS = re.compile(r"https?://[!-~]+")

Row = list[Cell]


def draw_closing(sheet: Sheet, document: Document) -> None:
    """Sets everything below the items."""
    _draw_totals(sheet, document)
    _draw_notes(sheet, document)
    _draw_link(sheet, document)


def draw_footers(sheet: Sheet, document: Document) -> None:
    """Sets the foot of every page, once their number is known."""
    data, labels = document.data, document.labels
    name = f"{document.heading.title} {data.number} · {data.seller.name}"
    name = fit(name, FOOTER.font, FOOTER.size, CONTENT - _PAGE_COUNT - GAP)
    for index, page in enumerate(sheet.pages, start=1):
        count = labels.page.format(page=index, pages=len(sheet.pages))
        cells = [
            cell(LEFT, CONTENT, (name, FOOTER)),
            cell(RIGHT - _PAGE_COUNT, _PAGE_COUNT, (count, FOOTER), right=True),
        ]
        page.place(cells, _FOOTER_TOP, LEADING)


def _draw_totals(sheet: Sheet, document: Document) -> None:
    taxes, totals = _tax_rows(document), _total_rows(document)
    due = 2
    nothing: Row = []
    rows = [left + right for left, right in zip_longest(taxes, totals, fillvalue=nothing)]
    sheet.keep(sum(height(row, _LEADING) for row in rows))
    for index, row in enumerate(rows):
        bands = [Band(RIGHT - _TOTALS, _TOTALS, TINT)] if index == due else []
        sheet.row(row, _LEADING, bands=bands)
        if index < len(taxes):
            sheet.rule(LEFT, _TAXES, HAIRLINE)
    sheet.space(18)


def _tax_rows(document: Document) -> list[Row]:
    taxes, labels, figures = document.data.taxes, document.labels, document.figures
    columns = [
        Column(labels.tax_base, [figures.amount(tax.net) for tax in taxes]),
        Column(document.tax_title, [figures.amount(tax.tax) for tax in taxes]),
        Column(labels.total, [figures.amount(tax.gross) for tax in taxes]),
    ]
    places = place_columns(columns, LEFT + _TAXES, _TAXES - _LEAST_RATE)
    room = places[0][0] - GAP - LEFT
    rows = [figure_cells([column.title for column in columns], places, LABEL)]
    for index, tax in enumerate(taxes):
        name = labels.untaxed_rate if tax.rate is None else f"{document.tax_title} {figures.percent(tax.rate)}"
        amounts = figure_cells([column.figures[index] for column in columns], places, BODY)
        rows.append([cell(LEFT, room, (name, BODY)), *amounts])
    return rows


def _total_rows(document: Document) -> list[Row]:
    data, labels, money = document.data, document.labels, document.figures.money
    totals = [
        (labels.subtotal.format(tax=document.tax), money(data.net_total), BODY),
        (document.tax_title, money(data.tax_total), BODY),
        (labels.total, money(data.gross_total), TOTAL),
    ]
    if data.gift_card_amount:
        totals.append((labels.gift_card, money(-data.gift_card_amount), BODY))
    settled = labels.paid if data.kind == "invoice" else labels.credited
    totals.append((settled, money(data.amount_paid), BODY))
    return [_total(*total) for total in totals]


def _total(label: str, value: str, style: Style) -> Row:
    left, right = RIGHT - _TOTALS + _PAD, RIGHT - _PAD
    most = right - left - GAP - _LEAST_LABEL
    width = min(most, widest([value], style))
    return [
        cell(left, right - width - GAP - left, (label, style)),
        cell(right - width, width, (value, style), right=True),
    ]


def _notes(document: Document) -> list[str]:
    data, labels = document.data, document.labels
    notes = [note for note in data.notes if note.strip()]
    if data.gift_card_amount:
        about = labels.gift_card_note if data.kind == "invoice" else labels.gift_card_credit_note
        notes.insert(0, about.format(amount=document.figures.money(data.gift_card_amount)))
    return notes


def _draw_notes(sheet: Sheet, document: Document) -> None:
    notes = _notes(document)
    if not notes:
        return
    sheet.keep(3 * LEADING)
    sheet.row([cell(LEFT, CONTENT, (document.labels.notes, LABEL))], LEADING)
    for note in notes:
        sheet.row([cell(LEFT, _NOTE, (note, BODY))], LEADING, after=3)
    sheet.space(12)


def _draw_link(sheet: Sheet, document: Document) -> None:
    link = document.data.link.strip()
    if not link:
        return
    url = link if _WEB_ADDRESS.fullmatch(link) else ""
    sheet.keep(2 * LEADING)
    sheet.row([cell(LEFT, CONTENT, (document.labels.online, LABEL))], LEADING)
    sheet.row([cell(LEFT, CONTENT, (link, LINK), url=url)], LEADING)
