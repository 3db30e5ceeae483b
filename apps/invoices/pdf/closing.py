"""The foot of a document: what it comes to, notes and the way to the page online."""

import re

from apps.invoices.pdf.document import Document
from apps.invoices.pdf.sheet import Sheet, cell
from apps.invoices.pdf.style import BODY, BOTTOM, CONTENT, FOOTER, GAP, LABEL, LEADING, LEFT, LINK, RIGHT
from apps.invoices.pdf.text import fit
from apps.invoices.pdf.totals import draw_totals

_NOTE = 470.0
_FOOTER_TOP = BOTTOM - 14
_PAGE_COUNT = 120.0
_WEB_ADDRESS = re.compile(r"https?://[!-~]+")


def draw_closing(sheet: Sheet, document: Document) -> None:
    """Sets everything below the items."""
    draw_totals(sheet, document)
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


def _notes(document: Document) -> list[str]:
    data, labels = document.data, document.labels
    notes = [note for note in data.notes if note.strip()]
    if data.gift_card_amount:
        about = labels.gift_card_credit_note if data.kind == "credit_note" else labels.gift_card_note
        notes.insert(0, about.format(amount=document.figures.money(data.gift_card_amount)))
    return notes


def _draw_notes(sheet: Sheet, document: Document) -> None:
    notes = _notes(document)
    if not notes:
        return
    sheet.keep(3 * LEADING)
    sheet.row([cell(LEFT, CONTENT, (document.labels.notes, LABEL))], LEADING)
    for note in notes:
        sheet.row([cell(LEFT, _NOTE, (note, BODY))], LEADING, after=3, whole=False)
    sheet.space(12)


def _draw_link(sheet: Sheet, document: Document) -> None:
    link = document.data.link.strip()
    if not link:
        return
    url = link if _WEB_ADDRESS.fullmatch(link) else ""
    sheet.keep(2 * LEADING)
    sheet.row([cell(LEFT, CONTENT, (document.labels.online, LABEL))], LEADING)
    sheet.row([cell(LEFT, CONTENT, (link, LINK), url=url)], LEADING)
