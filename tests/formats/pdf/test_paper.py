"""A merchant's choices for the paper: its size and colour, and the texts on it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.formats.document import InvoiceData, Paper
from apps.formats.pdf.context import describe
from apps.formats.pdf.layout.style import BODY, QUIET
from apps.formats.pdf.render import compose, render_pdf
from tests.examples import examples
from tests.formats.pdf.factories import credit_note, invoice, line, picture
from tests.formats.pdf.reading import open_pdf, page_texts, squeezed, text_of
from tests.formats.pdf.test_layout import assert_clean_pages

SIZES = {"a4": (595, 842), "letter": (612, 792)}
LOGO = picture("RGBA", (600, 200))
WORDS = "La mercancía viaja por cuenta y riesgo del comprador. "


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_of_its_size(size: str) -> None:
    data = invoice(*[line() for _ in range(60)], paper=Paper(size=size))
    pages = open_pdf(render_pdf(data)).pages
    assert len(pages) > 2
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {SIZES[size]}


@pytest.mark.parametrize("size", SIZES)
def test_each_size_is_filled_to_its_own_margins(size: str) -> None:
    data = invoice(*[line() for _ in range(60)], paper=Paper(size=size))
    assert_clean_pages(data)
    frame = describe(data).look.frame
    rules = [fill for page in compose(describe(data)) for fill in page.fills if fill.height < 1]
    assert max(rule.x + rule.width for rule in rules) == pytest.approx(frame.width - 50)
    first, second = compose(describe(data))[:2]
    assert max(text.y for text in second.texts) > frame.height - 70
    assert 66 < min(text.y for text in first.texts if text.line.style == BODY) < 110


def test_texts_stand_under_their_titles() -> None:
    paper = Paper(
        bank_details="IBAN ES91 2100\nBIC CAIXESBB", notes="Gracias.", legal_text="Inscrita.", footer="nandu.es"
    )
    text = text_of(invoice(paper=paper, notes=("Factura pedida.",)))
    assert (
        "Datos bancarios IBAN ES91 2100 BIC CAIXESBB Notas Factura pedida. Gracias. Información legal Inscrita." in text
    )
    bare = text_of(invoice())
    assert [title for title in ("Datos bancarios", "Notas", "Información legal") if title in bare] == []


@pytest.mark.parametrize("size", SIZES)
def test_the_footer_stands_on_every_page(size: str) -> None:
    footer = "Librería Ñandú · " * 11
    data = invoice(*[line() for _ in range(60)], paper=Paper(size=size, footer=footer))
    assert_clean_pages(data)
    pages = page_texts(data)
    assert len(pages) > 2
    assert [text.count(footer.strip()) for text in pages] == [1] * len(pages)


def test_a_footer_too_long_to_repeat_is_printed_once() -> None:
    footer = "palabra " * 100
    data = invoice(*[line() for _ in range(30)], paper=Paper(footer=footer))
    assert_clean_pages(data)
    assert text_of(data).count(footer.strip()) == 1


@pytest.mark.parametrize("size", SIZES)
def test_long_texts_flow_over_pages_whole(size: str) -> None:
    paper = Paper(size=size, bank_details=WORDS * 100, notes=WORDS * 200, legal_text=WORDS * 400, footer="Pie")
    data = invoice(paper=paper)
    assert_clean_pages(data)
    assert len(compose(describe(data))) > 3
    set_ = "".join(
        text.line.text for page in compose(describe(data)) for text in page.texts if text.line.style in (BODY, QUIET)
    )
    assert squeezed(set_).count(squeezed(WORDS)) == 700


@pytest.mark.parametrize("words", [0, 8, 16, 24, 32, 40, 60])
@pytest.mark.parametrize("count", range(1, 27))
def test_no_page_holds_a_mere_remainder(count: int, words: int) -> None:
    data = invoice(*[line() for _ in range(count)], paper=Paper(notes="Gracias.", legal_text=WORDS * words))
    pages = compose(describe(data))
    for page in pages[1:]:
        ends = {round(text.y) for text in page.texts if text.y > 60}
        assert len(ends) >= 3, [text.line.text for text in page.texts]
    (holding,) = [page for page in pages if page.codes]
    said = [text.line.text for text in holding.texts]
    assert "Pagado" in said
    assert count == 1 or "Cuaderno de tapa dura" in said


@pytest.mark.parametrize("count", [1, 7, 8])
def test_a_small_order_is_one_page(count: int) -> None:
    data = invoice(*[line(description=f"Cuaderno {number}") for number in range(count)], paper=Paper(logo=LOGO))
    assert len(compose(describe(data))) == 1


@pytest.mark.no_cover  # Other tests run the same lines.
@settings(max_examples=examples(40), deadline=None)
@given(
    count=st.integers(1, 60),
    words=st.integers(1, 40),
    size=st.sampled_from(list(SIZES)),
    logo=st.sampled_from([None, LOGO, picture(size=(20, 400))]),
    text=st.text(st.characters(), max_size=2000),
    footer=st.text(max_size=300),
    accent=st.integers(0, 0xFFFFFF),
)
def test_any_paper_is_clean(
    count: int, words: int, size: str, logo: bytes | None, text: str, footer: str, accent: int
) -> None:
    texts = {"bank_details": text, "notes": text, "legal_text": text, "footer": footer}
    paper = Paper(size=size, accent=f"#{accent:06x}", logo=logo, **texts)
    items = [line(description="nombre " * words + "x" * (n % 200)) for n in range(count)]
    documents: list[InvoiceData] = [invoice(*items, paper=paper), credit_note(*items, paper=paper, country="CL")]
    for each in documents:
        pages = assert_clean_pages(each)
        assert len(open_pdf(render_pdf(each)).pages) == len(pages)
