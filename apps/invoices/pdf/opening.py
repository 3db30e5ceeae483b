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
    """Returns rows of label and value, what belongs together in one row; a value that is not known is left out."""
    data, labels, figures = document.data, document.labels, document.figures
    supplied = data.supply_date if data.supply_date != data.issue_date else None
    dates = [
        (labels.issued, figures.date(data.issue_date)),
        (labels.supplied_on, figures.date(supplied) if supplied else ""),
        (labels.paid_on, figures.date(data.payment_date) if data.payment_date else ""),
    ]
    sale = [(labels.order, data.order_number), (labels.payment_method, data.payment_method)]
    rows: list[list[Fact]] = [[]]
    for group in (dates, sale, _correction(document)):
        known = [fact for fact in group if fact[1].strip()]
        if len(rows[-1]) + len(known) > _FACTS_ABREAST:
            rows.append([])
        rows[-1] += known
    return rows


def _correction(document: Document) -> list[Fact]:
    data, labels, figures = document.data, document.labels, document.figures
    facts: list[Fact] = []
    if data.replaces:
        replaced = labels.replaced.format(number=data.replaces.number, date=figures.date(data.replaces.issue_date))
        facts.append((labels.replaces, replaced))
    if data.credits:
        facts.append((labels.corrects, data.credits.number))
        facts.append((labels.corrects_date, figures.date(data.credits.issue_date)))
        facts.append((labels.reason, data.credits.reason))
    return facts


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
    labels = document.labels
    tax_id = f"{number} {party.tax_id}" if party.tax_id else ""
    activity = f"{labels.activity}: {party.activity}" if party.activity else ""
    taxpayer_type = f"{labels.taxpayer_type}: {party.taxpayer_type}" if party.taxpayer_type else ""
    details = [tax_id, activity, taxpayer_type, *party.address, party.email]
    return [(role, LABEL), (party.name, STRONG), *((text, BODY) for text in details)]
