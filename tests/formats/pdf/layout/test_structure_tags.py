"""The structure tree: it contains every text except footers, once, in reading order."""

import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PageObject
from pypdf.generic import ContentStream

from apps.formats.document import InvoiceData, Paper
from apps.formats.pdf.context import describe
from apps.formats.pdf.render import compose, render_pdf
from tests.formats.pdf.factories import credit_note, invoice, line, picture
from tests.formats.pdf.reading import open_pdf

PAPER = Paper(logo=picture("RGBA"), notes="Gracias.", legal_text="Texto legal. " * 400, footer="nandu.es")
DOCUMENTS = {
    "one line": invoice(),
    "test": invoice(kind="test"),
    "many pages": invoice(*[line() for _ in range(40)], paper=PAPER),
    "credit note": credit_note(paper=PAPER, language="pt", country="PT"),
}


def elements(data: InvoiceData) -> tuple[Any, list[Any]]:
    """Return the file and the elements of its tree in reading order."""
    pdf = open_pdf(render_pdf(data))
    catalogue: Any = pdf.root_object
    top = catalogue["/StructTreeRoot"]["/K"]
    assert (top["/S"], top["/P"]) == ("/Document", catalogue["/StructTreeRoot"])
    return pdf, [reference.get_object() for reference in top["/K"]]


def contents(page: PageObject) -> Iterator[tuple[int | None, str]]:
    """Yield the operators of `page` that show or paint, each with the identifier of its marked content."""
    stack: list[int | None] = []
    for operands, operator in ContentStream(page["/Contents"].get_object(), page.pdf).operations:
        name = operator.decode()
        if name == "BMC":
            assert operands == ["/Artifact"]
            stack.append(None)
        elif name == "BDC":
            stack.append(operands[1]["/MCID"])
        elif name == "EMC":
            stack.pop()
        elif name in {"Tj", "TJ", "f", "Do"}:
            assert len(stack) == 1, f"{name} stands outside of marked content or in two"
            yield stack[0], name
    assert stack == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_everything_on_a_page_is_an_element_or_an_artifact(name: str) -> None:
    pdf, found = elements(DOCUMENTS[name])
    for page in pdf.pages:
        marked = list(dict.fromkeys(number for number, _ in contents(page) if number is not None))
        named = [element["/K"] for element in found if element["/Pg"] == page]
        assert marked == named == list(range(len(marked)))
        assert {operator for number, operator in contents(page) if number is not None} <= {"Tj", "TJ"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_and_elements_point_at_each_other(name: str) -> None:
    pdf, found = elements(DOCUMENTS[name])
    root = pdf.root_object["/StructTreeRoot"]
    nums = root["/ParentTree"]["/Nums"]
    rows = {nums[place]: nums[place + 1] for place in range(0, len(nums), 2)}
    assert len(rows) == len(pdf.pages) == root["/ParentTreeNextKey"]
    for page in pdf.pages:
        assert page["/Tabs"] == "/S"
        row = [reference.get_object() for reference in rows[page["/StructParents"]]]
        assert row == [element for element in found if element["/Pg"] == page]
        assert [element["/K"] for element in row] == list(range(len(row)))
    assert sum(len(row) for row in rows.values()) == len(found)


def test_the_file_says_that_it_is_tagged_and_in_which_language() -> None:
    pdf, _ = elements(DOCUMENTS["credit note"])
    assert pdf.root_object["/MarkInfo"]["/Marked"] is not None
    assert pdf.root_object["/MarkInfo"]["/Marked"].value is True
    assert pdf.root_object["/Lang"] == "pt-PT"
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"] is not None


def test_headings() -> None:
    _, found = elements(DOCUMENTS["many pages"])
    roles = [element["/S"] for element in found]
    assert roles[0] == "/H1"
    assert roles.count("/H1") == 1
    assert roles.count("/H2") == 2, "notes and legal text"
    assert set(roles) == {"/H1", "/H2", "/P"}


def test_only_footers_are_left_out() -> None:
    data = DOCUMENTS["many pages"]
    for page in compose(describe(data)):
        ends = [*(block.start for block in page.blocks[1:]), len(page.texts)]
        left = [
            text
            for block, end in zip(page.blocks, ends, strict=True)
            for text in page.texts[block.start : end]
            if not block.role
        ]
        assert left
        assert all(text.y < 66 for text in left)


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler's pdfinfo is not installed")
def test_what_is_read_aloud_is_parted() -> None:
    command = ["pdfinfo", "-struct-text", "-"]
    said = subprocess.run(command, input=render_pdf(invoice()), capture_output=True, check=True).stdout.decode()
    assert "Fecha de emisión 23 de noviembre de 2026 Fecha de pago" in said
    assert said.index("Cuaderno de tapa dura") < said.index("Subtotal sin IVA 10,00") < said.index("folio.example/d/")


def test_the_file_is_of_a_version_that_has_structure() -> None:
    assert render_pdf(invoice()).startswith(b"%PDF-1.7")
