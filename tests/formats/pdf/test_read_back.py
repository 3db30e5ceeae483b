"""Generated documents read back: all their data is on the paper, character for character."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from apps.formats.document import InvoiceData, Line, Party
from apps.formats.pdf.render import render_pdf
from apps.formats.wording.locales import LANGUAGES, locale_of
from apps.formats.wording.number_format import Figures
from tests.examples import examples
from tests.formats.pdf.factories import invoice, tax_totals
from tests.formats.pdf.reading import squeezed

# Other tests run the same lines; tracing each example costs more than the test.
pytestmark = pytest.mark.no_cover
_LETTERS = "aábcçdeéêfghiíjklmnñoóõpqrstuúüvwxyzÁÉÍÑÓÚÜãâ ABCαβγδεζΩЖщюяß&<>/'\"#%()-.,:0123456789"
_words = st.text(_LETTERS, min_size=1, max_size=60).filter(str.strip)
_rates = st.sampled_from([None, Decimal(0), Decimal("5"), Decimal("10.5"), Decimal(19), Decimal(23)])
_places = {"CLP": 0, "EUR": 2, "USD": 2, "JPY": 0, "KWD": 3, "BRL": 2}


@st.composite
def _lines(draw: st.DrawFn, places: int, inside: bool) -> Line:
    unit = Decimal(1).scaleb(-places)
    price, quantity = unit * draw(st.integers(1, 10**7)), Decimal(draw(st.integers(1, 12)))
    discount = unit * draw(st.integers(0, int(price / unit)))
    rate = draw(_rates)
    charged = price * quantity - discount
    net = (charged / (1 + (rate or Decimal(0)) / 100)).quantize(unit) if inside else charged
    tax = charged - net if inside else (net * (rate or Decimal(0)) / 100).quantize(unit)
    name, sku = draw(_words), draw(st.text("ABCxyz-0123456789", max_size=12))
    return Line(
        kind="product",
        description=name,
        sku=sku,
        quantity=quantity,
        unit_price=price,
        discount=discount,
        tax_inside=inside,
        tax_rate=rate,
        tax_label="",
        fixed_tax=Decimal(0),
        net=net,
        tax=tax,
        gross=net + tax,
    )


@st.composite
def _documents(draw: st.DrawFn) -> InvoiceData:
    currency, inside = draw(st.sampled_from(sorted(_places))), draw(st.booleans())
    lines = tuple(draw(st.lists(_lines(_places[currency], inside), min_size=1, max_size=12)))
    gross = sum((line.gross for line in lines), Decimal(0))
    return invoice(
        *lines,
        currency=currency,
        language=draw(st.sampled_from(LANGUAGES)),
        country=draw(st.sampled_from("CL PT ES CO MX BR PE US DE".split())),
        number=draw(st.from_regex(r"\A[A-Z]{1,6}-[0-9]{1,9}\Z")),
        issue_date=draw(st.dates(date(2020, 1, 1), date(2035, 12, 31))),
        seller=Party(draw(_words), draw(st.text("0123456789.-K", max_size=14)), address=(draw(_words),)),
        buyer=Party(draw(_words), draw(st.text("0123456789.-K", max_size=14)), address=(draw(_words),)),
        order_number=str(draw(st.integers(1, 10**9))),
        taxes=tax_totals(lines),
        prices_include_tax=inside,
        amount_paid=gross,
    )


@settings(max_examples=examples(100), deadline=None, derandomize=True)
@given(_documents())
def test_the_paper_says_what_the_document_holds(data: InvoiceData) -> None:
    text = _read_back(data)
    figures = Figures(locale_of(data.language, data.country), data.currency)
    for fact in (*_names(data), *_figures(data, figures)):
        assert squeezed(fact) in text, fact


def _read_back(data: InvoiceData) -> str:
    """Return the text that PDFium reads, four times as fast as pypdf; it reports a hyphen at a line's end as U+FFFE."""
    pages = PdfDocument(render_pdf(data))
    return squeezed("".join(page.get_textpage().get_text_range() for page in pages).replace("\ufffe", "-"))


def _names(data: InvoiceData) -> list[str]:
    parties = [fact for party in (data.seller, data.buyer) for fact in (party.name, party.tax_id, *party.address)]
    return [data.number, data.order_number, *parties, *(line.description for line in data.lines)]


def _figures(data: InvoiceData, figures: Figures) -> list[str]:
    charged = [line.gross if data.prices_include_tax else line.net for line in data.lines]
    lines = [*charged, *(line.discount for line in data.lines if line.discount)]
    rates = [amount for tax in data.taxes for amount in (tax.net, tax.tax, tax.gross)]
    totals = [figures.money(data.gross_total), figures.date(data.issue_date)]
    return [figures.amount(amount) for amount in (*lines, *rates, data.net_total, data.tax_total)] + totals


def test_a_changed_amount_is_noticed() -> None:
    data = invoice()
    text = _read_back(data)
    other = replace(data, gross_total=data.gross_total + 1)
    assert squeezed(Figures(locale_of("es", "ES"), "EUR").money(other.gross_total)) not in text
