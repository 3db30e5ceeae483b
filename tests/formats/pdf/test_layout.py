"""Every text stays inside its column and its page, and none is lost."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.formats.document import InvoiceData, Party, Replaced, TaxPart, TaxTotal
from apps.formats.pdf.context import describe
from apps.formats.pdf.layout.page_flow import Page, Text
from apps.formats.pdf.layout.style import BODY, LEFT
from apps.formats.pdf.render import compose, render_pdf
from apps.formats.pdf.sections.items_table import Column, fits, place_columns
from apps.formats.pdf.text import font_metrics
from apps.formats.pdf.text.wrapping import clean
from tests.examples import examples
from tests.formats.pdf.factories import credit_note, invoice, line
from tests.formats.pdf.reading import open_pdf, squeezed, text_of

ANY_TEXT = st.text(st.characters(), max_size=300)
HOSTILE = [
    "</para><b>&amp;<font color=red>",
    "nul\x00bell\x07escape\x1b[31m",
    "lone \ud800 surrogate \udfff",
    "漢字かな交じり文 한국어",
    "👩‍👩‍👧‍👦 🇨🇱 🎁",
    "(un)balanced ) \\ ( %PDF-1.4 endstream endobj",
    "\u202etfel-ot-thgir\u202c",
    "e" + "\u0301\u0316\u0330" * 500,
    "\ufeff\u200b\u00ad\u2028\u2029",
]


def right_edge(text: Text) -> float:
    return text.x + font_metrics.width(text.line.text, text.line.style.font, text.line.style.size)


def overlaps(page: Page) -> list[tuple[str, str]]:
    """Return pairs of texts where the descenders of the upper touch the capitals of the lower, or that share a line."""
    ordered = sorted(page.texts, key=lambda text: text.y)
    found: list[tuple[str, str]] = []
    for index, low in enumerate(ordered):
        for high in ordered[index + 1 :]:
            distance = high.y - low.y
            if distance > 40:
                break
            near = distance < 0.24 * high.line.style.size + 0.73 * low.line.style.size
            if near and low.x < right_edge(high) and high.x < right_edge(low):
                found.append((low.line.text, high.line.text))
    return found


def assert_clean_pages(data: InvoiceData) -> list[Page]:
    document = describe(data)
    frame, pages = document.look.frame, compose(document)
    for page in pages:
        assert overlaps(page) == []
        for text in page.texts:
            assert text.x >= LEFT - 0.01
            assert right_edge(text) <= frame.right + 0.01
            assert 30 < text.y < frame.height - 40
    return pages


@given(st.lists(st.text("0123456789.,", min_size=1, max_size=60), min_size=1, max_size=8), st.floats(250, 500))
def test_columns_hold_their_figures_and_end_at_the_edge(figures: list[str], most: float) -> None:
    columns = [Column("Título de columna", [text]) for text in figures]
    grid = place_columns(columns, 500, most, most)
    assert sum(grid.places[-1]) == pytest.approx(500)
    assert 500 - grid.places[0][0] <= most + 0.01
    assert fits(columns, most) is (grid.scale == 1)
    for each in grid.row(figures):
        (shown,) = each.lines
        assert font_metrics.width(shown.text, shown.style.font, shown.style.size) <= each.width + 0.01


@settings(max_examples=examples(40), deadline=None)
@given(
    descriptions=st.lists(ANY_TEXT, min_size=1, max_size=60),
    other=ANY_TEXT,
    amount=st.decimals(-(10**20), 10**20, places=2),
    quantity=st.decimals(0, 10**9, places=6),
)
def test_any_document_is_clean(descriptions: list[str], other: str, amount: Decimal, quantity: Decimal) -> None:
    party = Party(other, other, other, (other, other), other, taxpayer_type=other)
    items = [line(str(amount), "23", description=each, sku=other, quantity=quantity) for each in descriptions]
    data = credit_note(
        *items,
        seller=party,
        buyer=party,
        number=other,
        order_number=other,
        payment_method=other,
        notes=(other,),
        supply_date=date(2026, 1, 1),
        replaces=Replaced(other, date(2026, 1, 1)),
    )
    for each in (data, replace(data, kind="test", credits=None)):
        pages = assert_clean_pages(each)
        assert len(open_pdf(render_pdf(each)).pages) == len(pages)


@settings(max_examples=examples(40), deadline=None)
@given(
    names=st.lists(ANY_TEXT, max_size=40),
    label=ANY_TEXT,
    amount=st.decimals(-(10**20), 10**20, places=2),
    rate=st.decimals(0, 1000, places=4),
    count=st.integers(1, 12),
)
def test_any_taxes_are_clean(names: list[str], label: str, amount: Decimal, rate: Decimal, count: int) -> None:
    parts = tuple(TaxPart(name, rate, amount) for name in names)
    taxes = [TaxTotal(rate, amount, amount, amount, label, parts), TaxTotal(None, Decimal(0), amount, amount)]
    item = line(str(amount), str(rate), fixed_tax=amount, discount=amount)
    assert_clean_pages(invoice(item, taxes=tuple(taxes * count), tax_total=amount))


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 20, 30, 40, 41, 42, 100])
def test_totals_stand_beside_the_taxes_or_below_them(count: int) -> None:
    parts = (TaxPart("IVA", Decimal(19), Decimal(1)), TaxPart("ILA", Decimal("20.5"), Decimal(1)))
    row = TaxTotal(Decimal("39.5"), Decimal(10), Decimal(2), Decimal(12), "IVA 19 % + ILA 20,5 %", parts)
    data = invoice(taxes=(row,) * count)
    assert_clean_pages(data)
    pages = compose(describe(data))
    assert [text.line.text for page in pages for text in page.texts].count("IVA 19 % + ILA 20,5 %") == count
    (totals,) = [page for page in pages if any(text.line.text == "Pagado" for text in page.texts)]
    assert {"Subtotal sin impuesto" if count else "Subtotal sin IVA", "Total"} <= {
        text.line.text for text in totals.texts
    }


@pytest.mark.parametrize("count", [1, 170, 180, 200, 1000])
def test_a_long_note_goes_on_where_the_page_ends(count: int) -> None:
    note = " ".join(f"Entrega {number:04}." for number in range(count))
    data = invoice(notes=(note, "Última nota."))
    assert_clean_pages(data)
    assert f"Notas {note} Última nota." in re.sub(r" Factura F-\S+ · .*? Página \d+ de \d+", "", text_of(data))
    first = compose(describe(data))[0]
    assert min(text.y for text in first.texts if text.line.style == BODY) < (500 if count == 1 else 100)


@pytest.mark.parametrize("count", [1, 2, 9, 10, 11, 12, 13, 25, 120, 500])
def test_any_number_of_items_is_clean(count: int) -> None:
    assert_clean_pages(invoice(*[line(description="Nombre largo " * (1 + n % 16)) for n in range(count)]))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_text(text: str) -> None:
    data = invoice(line(description=text, sku=text), notes=(text,), number=text, seller=Party(text, text, text))
    assert_clean_pages(data)
    assert squeezed(text_of(data)).count(squeezed(clean(text))) >= 5


@pytest.mark.parametrize("text", ["x" * 100_000, "palabra " * 12_500, "漢" * 33_000, "é\n" * 20_000])
def test_a_description_of_a_hundred_kilobytes_is_all_there(text: str) -> None:
    pages = compose(describe(invoice(line(description=text))))
    for page in pages:
        assert overlaps(page) == []
    body = [each.line for page in pages for each in page.texts if each.x == LEFT and each.line.style == BODY]
    assert squeezed(clean(text)) in squeezed("".join(line_.text for line_ in body))
