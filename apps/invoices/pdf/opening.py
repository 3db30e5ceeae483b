"""The head of a document: who sells, what this is, what it corrects, when, and for whom."""

from apps.invoices.pdf.data import Party
from apps.invoices.pdf.document import Document
from apps.invoices.pdf.sheet import Band, Cell, Sheet, cell
from apps.invoices.pdf.style import (
    ACCENT,
    BODY,
    CONTENT,
    GAP,
    HAIRLINE,
    LABEL,
    LEADING,
    LEFT,
    LETTERHEAD,
    NOTICE,
    NUMBER,
    STRONG,
    TINT,
    TITLE,
    Style,
)

_BAR = 3.0
_FACTS_ABREAST = 4

Fact = tuple[str, str]


def draw_opening(sheet: Sheet, document: Document) -> None:
    """Sets everything above the items."""
    sheet.row([cell(LEFT, CONTENT, (document.data.seller.name, LETTERHEAD))], 14, after=14)
    _draw_title(sheet, document)
    _draw_notice(sheet, document.heading.notice)
    sheet.rule(LEFT, CONTENT, HAIRLINE)
    sheet.space(12)
    for facts in _facts(document):
        _draw_facts(sheet, facts)
    _draw_parties(sheet, document)


def _draw_title(sheet: Sheet, document: Document) -> None:
    sheet.row([cell(LEFT, CONTENT, (document.heading.title, TITLE))], 28)
    number = f"{document.labels.number} {document.data.number}"
    sheet.row([cell(LEFT, CONTENT, (number, NUMBER))], 17, after=16)


def _draw_notice(sheet: Sheet, notice: str) -> None:
    if not notice:
        return
    bands = [Band(LEFT, CONTENT, TINT), Band(LEFT, _BAR, ACCENT)]
    text = cell(LEFT + GAP, CONTENT - 2 * GAP, (notice, NOTICE))
    sheet.row([text], 13, before=8, after=8, bands=bands)
    sheet.space(18)


def _facts(document: Document) -> list[list[Fact]]:
    """Returns rows of label and value; a value that is not known is left out."""
    data, labels, figures = document.data, document.labels, document.figures
    dates = [
        (labels.issued, figures.date(data.issue_date)),
        (labels.paid_on, figures.date(data.payment_date) if data.payment_date else ""),
        (labels.order, data.order_number),
        (labels.payment_method, data.payment_method),
    ]
    correction = (
        [
            (labels.corrects, data.credits.number),
            (labels.corrects_date, figures.date(data.credits.issue_date)),
            (labels.reason, data.credits.reason),
        ]
        if data.credits
        else []
    )
    return [[fact for fact in row if fact[1].strip()] for row in (dates, correction)]


def _draw_facts(sheet: Sheet, facts: list[Fact]) -> None:
    pitch = (CONTENT + GAP) / _FACTS_ABREAST
    cells: list[Cell] = []
    for index, (label, value) in enumerate(facts):
        x = LEFT + index * pitch
        last = index == len(facts) - 1
        width = LEFT + CONTENT - x if last else pitch - GAP
        cells.append(cell(x, width, (label, LABEL), (value, BODY)))
    sheet.row(cells, LEADING, after=14 if facts else 0)


def _draw_parties(sheet: Sheet, document: Document) -> None:
    labels = document.labels
    pitch = (CONTENT + GAP) / 2
    seller = _party(document, labels.seller, document.data.seller, document.seller_number)
    buyer = _party(document, labels.buyer, document.data.buyer, document.buyer_number)
    columns = [cell(LEFT, pitch - GAP, *seller), cell(LEFT + pitch, pitch - GAP, *buyer)]
    sheet.row(columns, LEADING, after=20)


def _party(document: Document, role: str, party: Party, number: str) -> list[tuple[str, Style]]:
    activity = f"{document.labels.activity}: {party.activity}" if party.activity else ""
    tax_id = f"{number} {party.tax_id}" if party.tax_id else ""
    details = [tax_id, activity, *party.address, party.email]
    return [(role, LABEL), (party.name, STRONG), *((text, BODY) for text in details)]
