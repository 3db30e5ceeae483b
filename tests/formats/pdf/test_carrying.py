"""Sums carried from page to page: the same sum at the end of a page and at the beginning of the next."""

import re
from decimal import Decimal

import pytest

from apps.formats.document import Paper
from apps.formats.pdf.context import describe
from apps.formats.pdf.render import compose
from tests.formats.pdf.factories import invoice, line
from tests.formats.pdf.reading import page_texts
from tests.formats.pdf.test_layout import assert_clean_pages


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("count", [10, 11, 12, 13, 14, 40, 150])
def test_what_is_carried_is_what_stood(size: str, count: int) -> None:
    data = invoice(
        *[line(f"{n}.25", description=f"Libro {n:03}!") for n in range(1, count + 1)], paper=Paper(size=size)
    )
    assert_clean_pages(data)
    pages = page_texts(data)
    seen = Decimal(0)
    for index, text in enumerate(pages):
        if index:
            assert f"Suma anterior {written(seen)}" in text
        seen += sum(
            (Decimal(int(number)) + Decimal("0.25") for number in re.findall(r"Libro (\d+)!", text)), Decimal(0)
        )
        last = index == len(pages) - 1
        assert ("Suma y sigue" in text) is not last
        assert last or f"Suma y sigue {written(seen)}" in text
    assert seen == data.net_total


def written(amount: Decimal) -> str:
    return f"{amount:,.2f}".translate({ord(","): ".", ord("."): ","})


def test_one_page_carries_nothing() -> None:
    (text,) = page_texts(invoice(line(), line()))
    assert "Suma" not in text


@pytest.mark.parametrize(
    ("language", "words"), [("pt", ("A transportar", "Transporte")), ("en", ("Carried", "Brought"))]
)
def test_in_each_language(language: str, words: tuple[str, str]) -> None:
    first, second, *_ = page_texts(invoice(*[line() for _ in range(30)], language=language))
    assert words[0] in first
    assert words[1] in second


def test_an_item_over_several_pages_counts_from_where_its_amount_stands() -> None:
    data = invoice(line("5"), line("7", description="palabra " * 3000), line("9"))
    assert_clean_pages(data)
    pages = page_texts(data)
    assert len(pages) > 3
    assert "Suma y sigue 12,00" in pages[0]
    assert "Suma anterior 12,00" in pages[1]


def test_the_largest_sums_have_room() -> None:
    amount = "9" * 18 + ".99"
    data = invoice(*[line(amount, "0") for _ in range(30)])
    assert_clean_pages(data)
    carried = [text for page in compose(describe(data)) for text in page.texts if text.line.text == "Suma y sigue"]
    assert carried
