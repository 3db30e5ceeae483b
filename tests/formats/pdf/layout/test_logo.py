"""A merchant's logo: in the file once, in its proportions, without obstructing the document."""

from typing import Any

import pytest

from apps.formats.document import Paper
from apps.formats.pdf.context import describe
from apps.formats.pdf.layout.logo import logo_of
from apps.formats.pdf.render import compose, render_pdf
from tests.formats.pdf.factories import SELLER, invoice, line, picture
from tests.formats.pdf.reading import open_pdf, text_of

KINDS = [("RGB", "PNG"), ("RGBA", "PNG"), ("L", "PNG"), ("P", "PNG"), ("1", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG")]
BROKEN = [b"", b"GIF89a", picture()[:60], picture(file_format="JPEG")[:200], picture(size=(5000, 5000), mode="1")]


def images(content: bytes) -> dict[int, Any]:
    """Return the images in a file by their object's number, without masks."""
    found: dict[int, Any] = {}
    for page in open_pdf(content).pages:
        resources: Any = page["/Resources"]
        for reference in resources.get("/XObject", {}).values():
            found[reference.indirect_reference.idnum] = reference.get_object()
    return {number: each for number, each in found.items() if each["/Subtype"] == "/Image"}


@pytest.mark.parametrize(("mode", "file_format"), KINDS)
def test_is_in_the_file_and_can_be_decoded(mode: str, file_format: str) -> None:
    content = render_pdf(invoice(paper=Paper(logo=picture(mode, file_format=file_format))))
    page = open_pdf(content).pages[0]
    (image,) = [each for each in page.images if "alpha" not in each.name]
    assert image.image is not None
    assert image.image.size == (300, 100)
    colour: Any = image.image.convert("RGB").getpixel((150, 50))
    expected = {"L": (120, 120, 120), "1": (255, 255, 255), "RGB": (200, 60, 30), "RGBA": (200, 60, 30)}
    assert mode not in expected or colour == pytest.approx(expected[mode], abs=3)
    assert "/SMask" in next(iter(images(content).values())) if mode == "RGBA" else True


def test_is_there_once_however_many_pages() -> None:
    content = render_pdf(invoice(*[line() for _ in range(60)], paper=Paper(logo=picture("RGBA"))))
    assert len(open_pdf(content).pages) > 2
    assert len(images(content)) == 1
    assert content.count(b"/Subtype /Image") == 2, "the picture and how opaque it is"


@pytest.mark.parametrize(
    ("pixels", "drawn"),
    [((300, 100), (170, 56.7)), ((100, 300), (20, 60)), ((60, 40), (45, 30)), ((9000, 3), (170, 0.06))],
)
def test_keeps_its_proportions_in_its_box(pixels: tuple[int, int], drawn: tuple[float, float]) -> None:
    data = invoice(paper=Paper(logo=picture(size=pixels), size="letter"))
    (placed,) = [each for page in compose(describe(data)) for each in page.pictures]
    assert (placed.width, placed.height) == pytest.approx(drawn, abs=0.05)
    assert placed.x + placed.width == pytest.approx(612 - 50)


def test_is_decoded_once_per_process() -> None:
    paper = Paper(logo=picture(size=(31, 17)))
    before = logo_of.cache_info().misses
    for number in range(5):
        render_pdf(invoice(order_number=str(number), paper=paper))
    assert logo_of.cache_info().misses == before + 1


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_one_is_left_out(content: bytes) -> None:
    assert render_pdf(invoice(paper=Paper(logo=content))) == render_pdf(invoice())


def test_without_one_the_sellers_name_stands_in_its_place() -> None:
    assert text_of(invoice()).startswith(SELLER.name)
    assert text_of(invoice(paper=Paper(logo=picture()))).startswith("Factura")
