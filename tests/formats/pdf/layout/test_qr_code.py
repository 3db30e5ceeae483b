"""The QR code: a phone reads the address of the document's page from the printed page."""

import shutil
import subprocess
from decimal import Decimal
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from apps.formats.document import InvoiceData, Paper
from apps.formats.pdf.context import describe
from apps.formats.pdf.layout.qr_code import QUIET_ZONE, code_of
from apps.formats.pdf.render import compose, render_pdf
from tests.formats.pdf.factories import invoice, line
from tests.formats.pdf.reading import text_of

needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler's pdftoppm is not installed")


def read(data: InvoiceData, resolution: int = 150) -> list[str]:
    """Return the content of the codes on the first page of `data`, read at `resolution` dots an inch."""
    command = ["pdftoppm", "-r", str(resolution), "-png", "-singlefile", "-"]
    page = subprocess.run(command, input=render_pdf(data), capture_output=True, check=True).stdout
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(page)))]


@needs_poppler
@pytest.mark.parametrize("kind", ["invoice", "test"])
@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("link", ["https://folio.example/d/4Xq2mVt8bYw0kZr6", f"https://a.example/d/{'xY9_-' * 24}"])
def test_is_read_back_from_the_page(kind: str, size: str, link: str) -> None:
    assert read(invoice(kind=kind, link=link, paper=Paper(size=size, accent="#ffe680"))) == [link]


@needs_poppler
def test_many_addresses_are_read_back() -> None:
    for number in range(12):
        link = f"https://folio.example/d/{number * 7919:016x}"
        assert read(invoice(link=link), 110) == [link]


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "https://a b"])
def test_what_is_no_web_address_has_none(link: str) -> None:
    assert [page.codes for page in compose(describe(invoice(link=link)))] == [[]]


@pytest.mark.parametrize(
    ("language", "caption"),
    [("es", "Compruebe este documento"), ("pt", "Verifique este documento"), ("en", "Check this document")],
)
def test_says_what_it_is_for(language: str, caption: str) -> None:
    assert caption in text_of(invoice(language=language))
    assert caption not in text_of(invoice(language=language, link=""))


def test_its_runs_are_its_dark_modules() -> None:
    code = code_of("https://folio.example/d/4Xq2mVt8bYw0kZr6")
    dark = {(column + step, row) for column, row, length in code.runs for step in range(length)}
    assert len(dark) == sum(length for *_, length in code.runs)
    assert {(column, 0) for column in range(7)} <= dark, "the finder pattern"
    assert {(7, row) for row in range(8)} & dark == set(), "its separator"
    assert max(column for column, _ in dark) == code.size - 1


@pytest.mark.parametrize("count", [1, 3, 9])
def test_nothing_reaches_into_its_quiet_zone(count: int) -> None:
    rates = [line(rate=str(rate)) for rate in range(count)]
    for page in compose(describe(invoice(*rates, gift_card_amount=Decimal(1)))):
        for square in page.codes:
            blank = QUIET_ZONE * square.side / square.code.size
            left, right = square.x - blank, square.x + square.side + blank
            low, high = square.y - blank, square.y + square.side + blank
            inside = [text.line.text for text in page.texts if left < text.x < right and low - 2 < text.y < high]
            assert inside == []
