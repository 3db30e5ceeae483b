"""The fonts: embedded in every file, parsed once per process."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from apps.invoices.pdf import typeface
from apps.invoices.pdf.rendering import render
from tests.invoices.pdf.factories import invoice, line
from tests.invoices.pdf.reading import open_pdf, text_of

FOREIGN = "Ελληνικά Русский Tiếng Việt ½ ≠"


def fonts_of(content: bytes) -> list[Any]:
    pages = open_pdf(content).pages
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]


def made(name: str) -> set[tuple[int, ...]]:
    face: Any = typeface.font(name).face
    return set(face._made)


@pytest.mark.parametrize("description", ["Cuaderno", FOREIGN])
def test_every_font_is_embedded(description: str) -> None:
    fonts = fonts_of(render(invoice(line(description=description))))
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {"DejaVuSans", "DejaVuSans-Bold"}
    for font in fonts:
        assert font["/FontDescriptor"]["/FontFile2"].get_object().get_data()[:4] == b"\x00\x01\x00\x00"


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler is not installed")
def test_another_reader_finds_them_embedded(tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(render(invoice(line(description=FOREIGN))))
    listing = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout
    rows = [row.split() for row in listing.splitlines()[2:]]
    assert len(rows) >= 2
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}


def test_other_scripts_are_real_text() -> None:
    assert FOREIGN in text_of(invoice(line(description=FOREIGN)))


def test_fonts_are_parsed_and_common_subsets_made_once() -> None:
    render(invoice())
    parsed = typeface.font.cache_info().misses
    subsets = {name: made(name) for name in (typeface.REGULAR, typeface.BOLD)}
    for number in range(5):
        render(invoice(line(description=f"Café Nº {number} «Łódź» – 5 €")))
    assert typeface.font.cache_info().misses == parsed
    assert {name: made(name) for name in (typeface.REGULAR, typeface.BOLD)} == subsets


def test_the_common_characters_fill_one_subset() -> None:
    typeface.load()
    canvas = Canvas("unused.pdf")
    document = canvas._doc  # type: ignore[attr-defined]
    typeface.prepare(document)
    for name in (typeface.REGULAR, typeface.BOLD):
        assert {subset for subset, _ in typeface.font(name).splitString("Ñandú “€” □", document)} == {0}
        assert len(typeface.font(name).state[document].subsets) == 1


def test_a_small_document_is_a_small_file() -> None:
    assert len(render(invoice(*[line() for _ in range(8)]))) <= 75_000
