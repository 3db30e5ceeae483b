"""The end of a document: totals, the merchant's texts, and the footer of every page."""

from typing import NamedTuple

from apps.formats.pdf.context import Document
from apps.formats.pdf.layout.page_flow import Cell, Sheet, cell
from apps.formats.pdf.layout.style import BODY, BOTTOM, FOOTER, GAP, LABEL, LEADING, LEFT, QUIET, Frame, Style
from apps.formats.pdf.sections.totals import Totals, draw_totals, lay_totals
from apps.formats.pdf.text.wrapping import fit, wrap

_NOTE = 470.0
_AFTER_SECTION = 9.0
_SMALL_LEADING = 10.5
_FOOTER_TOP = BOTTOM - 14
_FOOTER_LEADING = 9.5
_MOST_FOOTER_LINES = 4
_PAGE_COUNT = 120.0
# So little text does not begin a page of its own.
_LITTLE = 100.0


class Section(NamedTuple):
    """A title and the text below it."""

    title: Cell
    text: Cell
    leading: float

    @property
    def height(self) -> float:
        """Return the height in points, with the space below."""
        return len(self.title.lines) * LEADING + len(self.text.lines) * self.leading + _AFTER_SECTION


class Closing(NamedTuple):
    """Everything below the items, measured but not yet set."""

    totals: Totals
    sections: list[Section]

    @property
    def tail(self) -> float:
        """Return how many points belong with the last item, so that no page has a mere remainder."""
        rest = sum(section.height for section in self.sections)
        return self.totals.height + (rest if rest <= _LITTLE else 0)


def lay_closing(document: Document, frame: Frame) -> Closing:
    """Return the content below the items on paper of `frame`."""
    sections = [
        Section(
            cell(LEFT, frame.content, (title, LABEL)),
            cell(LEFT, min(_NOTE, frame.content), *((text, style) for text in texts)),
            leading,
        )
        for title, texts, style, leading in _sections(document, frame)
    ]
    return Closing(lay_totals(document, frame), [each for each in sections if each.text.lines])


def draw_closing(sheet: Sheet, closing: Closing) -> None:
    """Set everything below the items."""
    draw_totals(sheet, closing.totals)
    for section in closing.sections:
        beginning = (len(section.title.lines) + 2) * LEADING
        sheet.keep(section.height - _AFTER_SECTION if section.height <= _LITTLE else beginning)
        sheet.row([section.title], LEADING, role="H2")
        sheet.row([section.text], section.leading, whole=False)
        sheet.space(_AFTER_SECTION)


def footer_room(document: Document, frame: Frame) -> float:
    """Return the height in points of the merchant's footer on every page."""
    return len(_footer(document, frame)) * _FOOTER_LEADING


def draw_footers(sheet: Sheet, document: Document) -> None:
    """Set the footer of every page, once the number of pages is known."""
    data, labels, frame = document.data, document.labels, sheet.frame
    name = f"{document.heading.title} {data.number} · {data.seller.name}"
    name = fit(name, FOOTER.font, FOOTER.size, frame.content - _PAGE_COUNT - GAP)
    own = cell(LEFT, frame.content, *((line, FOOTER) for line in _footer(document, frame)))
    for index, page in enumerate(sheet.pages, start=1):
        count = labels.page.format(page=index, pages=len(sheet.pages))
        cells = [
            cell(LEFT, frame.content, (name, FOOTER)),
            cell(frame.right - _PAGE_COUNT, _PAGE_COUNT, (count, FOOTER), right=True),
        ]
        page.place([own], _FOOTER_TOP + footer_room(document, frame), _FOOTER_LEADING)
        page.place(cells, _FOOTER_TOP, LEADING)


def _footer(document: Document, frame: Frame) -> list[str]:
    lines = wrap(document.data.paper.footer, FOOTER.font, FOOTER.size, frame.content)
    return lines if len(lines) <= _MOST_FOOTER_LINES else []


def _sections(document: Document, frame: Frame) -> list[tuple[str, list[str], Style, float]]:
    """Return titles, texts and their styles; a footer too long to repeat is printed here, once.

    Bank details and thanks for a purchase are for a buyer who pays, not for one who gets money back.
    """
    paper, labels, pays = document.data.paper, document.labels, document.data.kind != "credit_note"
    footer = "" if _footer(document, frame) else paper.footer
    return [
        (labels.bank_details, [paper.bank_details if pays else ""], BODY, LEADING),
        (labels.notes, [*_notes(document), paper.notes if pays else ""], BODY, LEADING),
        (labels.legal_text, [paper.legal_text, footer], QUIET, _SMALL_LEADING),
    ]


def _notes(document: Document) -> list[str]:
    data, labels = document.data, document.labels
    notes = list(data.notes)
    if data.gift_card_amount:
        about = labels.gift_card_credit_note if data.kind == "credit_note" else labels.gift_card_note
        notes.insert(0, about.format(amount=document.figures.in_a_sentence(data.gift_card_amount)))
    return notes
