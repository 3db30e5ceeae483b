"""No amount is broken: every figure of a drawn document is on one line, however long it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.formats.document import InvoiceData, Line, TaxPart, TaxTotal
from apps.formats.pdf.render import render_pdf
from apps.formats.pdf.sections.items_table import prices_include_tax
from apps.formats.wording.locales import locale_of
from apps.formats.wording.number_format import Figures
from tests.formats.pdf.factories import credit_note, invoice, tax_totals
from tests.formats.pdf.factories import line as plain_line
from tests.formats.pdf.test_layout import assert_clean_pages

# Currency, the seller's country and the language: thousands separated by points, commas and spaces; 0, 2 and 3
# decimals.
PLACES = [
    ("CLP", "CL", "es"),
    ("COP", "CO", "es"),
    ("MXN", "MX", "es"),
    ("CRC", "CR", "es"),
    ("EUR", "PT", "pt"),
    ("EUR", "ES", "es"),
    ("BRL", "BR", "pt"),
    ("SAR", "SA", "en"),
    ("KWD", "KW", "en"),
]


def item(price: Decimal, quantity: Decimal = Decimal(1), **changes: object) -> Line:
    """Return an item with 19 % VAT inside `price`."""
    gross = price * quantity
    net = (gross / Decimal("1.19")).quantize(Decimal(1))
    made = plain_line(description="Equipo", sku="EQ-1", quantity=quantity, unit_price=price, tax_rate=Decimal(19))
    made = replace(made, tax_inside=True, net=net, tax=gross - net, gross=gross)
    return replace(made, **changes)  # type: ignore[arg-type]


def printed(data: InvoiceData) -> list[str]:
    """Return the lines of text on the pages of the document of `data`."""
    document = pypdfium2.PdfDocument(render_pdf(data))
    return [" ".join(line.split()) for page in document for line in page.get_textpage().get_text_range().splitlines()]


def amounts(data: InvoiceData) -> Iterator[str]:
    """Yield every amount in the document of `data`."""
    figures = Figures(locale_of(data.language, data.country), data.currency)
    places = figures.price_decimals((line.quantity, line.unit_price) for line in data.lines)
    for line in data.lines:
        yield figures.quantity(line.quantity)
        yield figures.price(line.unit_price, places)
        yield figures.amount(line.gross if prices_include_tax(data) else line.net)
        yield from [figures.amount(-line.discount)] if line.discount else []
        yield from [figures.money(line.fixed_tax)] if line.fixed_tax else []
    for tax in data.taxes:
        yield from map(figures.amount, (tax.net, tax.tax, tax.gross) if tax.rate is not None else (tax.tax,))
        yield from (figures.amount(part.tax) for part in tax.parts)
    yield from map(figures.money, (data.net_total, data.tax_total, data.gross_total, data.amount_paid))
    yield from [figures.money(data.gift_card_amount)] if data.gift_card_amount else []


def assert_amounts_are_whole(data: InvoiceData) -> None:
    lines = printed(data)
    for amount in amounts(data):
        assert any(amount in line for line in lines), amount
    assert_clean_pages(data)


@pytest.mark.parametrize("make", [invoice, credit_note])
@pytest.mark.parametrize("size", [6, 9, 12])
@pytest.mark.parametrize(("currency", "country", "language"), PLACES)
def test_large_amounts(currency: str, country: str, language: str, size: int, make: Callable[..., InvoiceData]) -> None:
    price = Decimal(10) ** size * 3
    lines = (
        item(price, description="جهاز كبير" if currency == "SAR" else "Equipo"),
        item(price, Decimal(2), discount=price, gross=price, net=price - 5, tax=Decimal(5)),
    )
    data = make(*lines, currency=currency, country=country, language=language, prices_include_tax=True)
    assert_amounts_are_whole(data)
    paper = replace(data.paper, size="letter")
    assert_amounts_are_whole(replace(data, gift_card_amount=price, amount_paid=data.gross_total - price, paper=paper))


def test_an_amount_in_a_sentence() -> None:
    """Portugal separates thousands by spaces; no line may end at a space of an amount, in any position."""
    data = invoice(item(Decimal(10**12)), currency="EUR", country="PT", language="pt", prices_include_tax=True)
    for card in range(20):
        assert_amounts_are_whole(replace(data, gift_card_amount=Decimal(10) ** card))


@st.composite
def documents(draw: st.DrawFn) -> InvoiceData:
    """Draw documents of all combinations of columns, with amounts up to 10^12."""
    currency, country, language = draw(st.sampled_from(PLACES))
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        price = draw(st.decimals(0, 10 ** draw(st.integers(1, 12)), places=draw(st.sampled_from([0, 2, 8]))))
        quantity = draw(st.sampled_from([Decimal(1), Decimal("0.0001"), Decimal(10**6), Decimal("999999.9999")]))
        gross = draw(st.decimals(0, 10**12, places=0))
        net = draw(st.decimals(0, gross, places=0))
        fixed = draw(st.sampled_from([Decimal(0), gross - net]))
        discount = draw(st.sampled_from([Decimal(0), price]))
        made = item(price, quantity, net=net, tax=gross - net, gross=gross, fixed_tax=fixed, discount=discount)
        lines.append(replace(made, tax_rate=draw(st.sampled_from([None, Decimal(0), Decimal("20.5")]))))
    gross = sum((line.gross for line in lines), Decimal(0))
    parts = (TaxPart("IVA", Decimal(19), gross), TaxPart("Impuesto adicional a bebidas", Decimal(10), gross))
    more = [TaxTotal(Decimal(29), gross, gross, 2 * gross, "IVA + ILA", parts)] if draw(st.booleans()) else []
    card = draw(st.sampled_from([Decimal(0), gross]))
    make: Callable[..., InvoiceData] = draw(st.sampled_from([invoice, credit_note]))
    return make(
        *lines,
        currency=currency,
        country=country,
        language=language,
        taxes=(*tax_totals(tuple(lines)), *more),
        prices_include_tax=draw(st.sampled_from([True, False, None])),
        gift_card_amount=card,
        amount_paid=gross - card,
    )


@settings(max_examples=150, deadline=None)
@given(documents())
def test_every_amount_of_any_document_is_whole(data: InvoiceData) -> None:
    assert_amounts_are_whole(data)
