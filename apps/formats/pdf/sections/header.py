"""The head of a document: seller, title, corrected document, dates and buyer."""

from apps.formats.document import Party
from apps.formats.pdf.context import Document
from apps.formats.pdf.layout.logo import Logo, logo_of
from apps.formats.pdf.layout.page_flow import Band, Cell, Picture, Sheet, cell
from apps.formats.pdf.layout.style import (
    BODY,
    GAP,
    HAIRLINE,
    LABEL,
    LEADING,
    LEFT,
    LETTERHEAD,
    NOTICE,
    STRONG,
    TITLE,
    Style,
)

_BAR = 3.0
_AFTER_TITLE = 16.0
_FACTS_ABREAST = 4
_LOGO_WIDTH = 170.0
_LOGO_HEIGHT = 60.0

Fact = tuple[str, str]


def draw_opening(sheet: Sheet, document: Document) -> None:
    """Set everything above the items."""
    logo = logo_of(document.data.paper.logo) if document.data.paper.logo else None
    if logo:
        _draw_title_and_logo(sheet, document, logo)
    else:
        sheet.row([cell(LEFT, sheet.frame.content, (document.data.seller.name, LETTERHEAD))], 14, after=14)
        _draw_title(sheet, document, sheet.frame.content)
    _draw_notice(sheet, document)
    sheet.rule(LEFT, sheet.frame.content, HAIRLINE)
    sheet.space(10)
    for facts in _facts(document):
        _draw_facts(sheet, facts)
    _draw_parties(sheet, document)


def _draw_title_and_logo(sheet: Sheet, document: Document, logo: Logo) -> None:
    width, tall = logo.fitted(_LOGO_WIDTH, _LOGO_HEIGHT)
    foot = sheet.y - tall
    sheet.page.pictures.append(Picture(sheet.frame.right - width, foot, width, tall, logo))
    first = sheet.page
    _draw_title(sheet, document, sheet.frame.content - width - 2 * GAP)
    if sheet.page is first:
        sheet.y = min(sheet.y, foot - _AFTER_TITLE)


def _draw_title(sheet: Sheet, document: Document, width: float) -> None:
    sheet.row([cell(LEFT, width, (document.heading.title, TITLE))], 28, role="H1")
    number = f"{document.labels.number} {document.data.number}"
    sheet.row([cell(LEFT, width, (number, document.look.number))], 17, after=_AFTER_TITLE)


def _draw_notice(sheet: Sheet, document: Document) -> None:
    notice, content = document.heading.notice, sheet.frame.content
    if not notice:
        return
    bands = [Band(LEFT, content, document.look.tint), Band(LEFT, _BAR, document.look.ink)]
    text = cell(LEFT + GAP, content - 2 * GAP, (notice, NOTICE))
    sheet.row([text], 13, before=8, after=8, bands=bands)
    sheet.space(12)


def _facts(document: Document) -> list[list[Fact]]:
    """Return rows of label and value, related facts in one row; an unknown value is left out."""
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
    content = sheet.frame.content
    pitch = (content + GAP) / _FACTS_ABREAST
    cells: list[Cell] = []
    for index, (label, value) in enumerate(facts):
        x = LEFT + index * pitch
        last = index == len(facts) - 1
        width = LEFT + content - x if last else pitch - GAP
        cells.append(cell(x, width, (label, LABEL), (value, BODY)))
    sheet.row(cells, LEADING, after=9 if facts else 0)


def _draw_parties(sheet: Sheet, document: Document) -> None:
    labels = document.labels
    pitch = (sheet.frame.content + GAP) / 2
    seller = _party(document, labels.seller, document.data.seller, document.seller_number)
    buyer = _party(document, labels.buyer, document.data.buyer, document.buyer_number)
    columns = [cell(LEFT, pitch - GAP, *seller), cell(LEFT + pitch, pitch - GAP, *buyer)]
    sheet.row(columns, LEADING, after=14)


def _party(document: Document, role: str, party: Party, number: str) -> list[tuple[str, Style]]:
    labels = document.labels
    tax_id = f"{number} {party.tax_id}" if party.tax_id else ""
    activity = f"{labels.activity}: {party.activity}" if party.activity else ""
    taxpayer_type = f"{labels.taxpayer_type}: {party.taxpayer_type}" if party.taxpayer_type else ""
    who = [party.legal_name, tax_id, activity, taxpayer_type, party.registration]
    details = [*who, *party.address, party.phone, party.email]
    return [(role, LABEL), (party.name, STRONG), *((text, BODY) for text in details)]
