"""Fonts: embedded in every file as subsets, parsed once per process."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from apps.formats.pdf.render import render_pdf
from apps.formats.pdf.text import font_files, shaping
from apps.formats.pdf.writer import font_embedding
from tests.formats.pdf.factories import invoice, line
from tests.formats.pdf.reading import open_pdf, text_of

FOREIGN = "Ελληνικά Русский Tiếng Việt ½ ≠"
EVERYTHING = f"{FOREIGN} 漢字 한글 العربية עברית ไทย हिन्दी 👩‍👧 🇨🇱"
LATIN = {"DejaVuSans", "DejaVuSans-Bold"}
OTHERS = {
    "DroidSansFallbackFull",
    "GothicA1-Hangul",
    "NotoEmoji-Regular",
    "NotoSansThai-Regular",
    "NotoSansDevanagari-Regular",
}
FOLDER = Path(font_files.__file__).parent / "fonts"


def fonts_of(content: bytes) -> list[Any]:
    pages = open_pdf(content).pages
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]


def names_of(content: bytes) -> set[str]:
    return {font["/BaseFont"].split("+")[1] for font in fonts_of(content)}


@pytest.mark.parametrize(
    ("description", "names"), [("Cuaderno", LATIN), (FOREIGN, LATIN), (EVERYTHING, LATIN | OTHERS)]
)
def test_every_font_is_embedded(description: str, names: set[str]) -> None:
    content = render_pdf(invoice(line(description=description)))
    assert names_of(content) == names
    for font in fonts_of(content):
        (descendant,) = (each.get_object() for each in font["/DescendantFonts"])
        file = descendant["/FontDescriptor"]["/FontFile2"].get_object()
        assert file.get_data()[:4] == b"\x00\x01\x00\x00"
        assert file["/Length1"] == len(file.get_data())


def test_each_subset_has_a_name_of_its_own() -> None:
    fonts = fonts_of(render_pdf(invoice(line(description=EVERYTHING))))
    assert set(Counter(font["/BaseFont"] for font in fonts).values()) == {1}


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler is not installed")
@pytest.mark.parametrize("description", [FOREIGN, EVERYTHING])
def test_another_reader_finds_them_embedded(tmp_path: Path, description: str) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(render_pdf(invoice(line(description=description), kind="test")))
    listing = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout
    rows = [row.split() for row in listing.splitlines()[2:]]
    assert len(rows) >= 2
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("description", ["Cuaderno", EVERYTHING])
def test_the_file_is_sound(tmp_path: Path, description: str) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(render_pdf(invoice(line(description=description), kind="test")))
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_another_reader_draws_them_without_complaint(tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(render_pdf(invoice(line(description=EVERYTHING))))
    drawn = subprocess.run(
        ["pdftoppm", "-r", "40", "-png", str(file), str(tmp_path / "page")], capture_output=True, check=True
    )
    assert drawn.stderr == b""


def test_other_scripts_are_real_text() -> None:
    assert FOREIGN in text_of(invoice(line(description=FOREIGN)))


def test_faces_are_parsed_and_common_subsets_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    made: list[str] = []
    parse, subset = font_files.Face.__init__, font_embedding._subset

    def counted_parse(self: font_files.Face, name: str) -> None:
        parsed.append(name)
        parse(self, name)

    def counted_subset(face: font_files.Face, glyphs: Any) -> tuple[bytes, dict[int, int]]:
        made.append(face.name)
        return subset(face, glyphs)

    monkeypatch.setattr(font_files.Face, "__init__", counted_parse)
    monkeypatch.setattr(font_embedding, "_subset", counted_subset)
    for remembered in (font_files.face, font_files.face_for, font_embedding._common_parts, shaping._shape_remembered):
        remembered.cache_clear()
    for number in range(5):
        render_pdf(invoice(line(description=f"Café Nº {number} «Łódź» – 5 €")))
    assert sorted(made) == sorted(LATIN)
    assert set(parsed) <= LATIN
    for _ in range(5):
        render_pdf(invoice(line(description=EVERYTHING)))
    assert sorted(parsed) == sorted(LATIN | OTHERS)
    assert made.count("DejaVuSans") == 1 + 5


def test_common_characters_need_no_other_font() -> None:
    assert len(fonts_of(render_pdf(invoice(line(description=shaping.COMMON))))) == 2


def test_both_faces_have_the_common_characters() -> None:
    for font in (font_files.REGULAR, font_files.BOLD):
        assert font_files.own(font).covers(shaping.COMMON)


@pytest.mark.parametrize(("description", "most"), [("Cuaderno", 40_000), (EVERYTHING, 70_000)])
def test_a_small_document_is_a_small_file(description: str, most: int) -> None:
    assert len(render_pdf(invoice(*[line(description=description) for _ in range(8)]))) <= most


def test_a_face_without_a_bold_is_drawn_bold() -> None:
    def operators(**changes: Any) -> str:
        page = open_pdf(render_pdf(invoice(line(), **changes))).pages[0]
        contents = page.get_contents()
        assert contents is not None
        return contents.get_data().decode("latin-1")

    seller = invoice().seller
    assert " 2 Tr" not in operators().replace("\n", " ")
    assert "2 Tr" in operators(seller=type(seller)("株式会社", ""))


def test_every_font_file_has_its_licence_beside_it() -> None:
    licences = [file.name.removeprefix("LICENSE.") for file in FOLDER.glob("LICENSE.*")]
    files = [file.stem for file in FOLDER.glob("*.ttf")]
    assert set(files) == LATIN | OTHERS
    assert all(any(file.startswith(licence) for licence in licences) for file in files)


def test_the_font_of_a_document_names_what_it_draws() -> None:
    font = next(font for font in fonts_of(render_pdf(invoice())) if font["/BaseFont"].endswith("+DejaVuSans"))
    assert font["/Encoding"] == "/Identity-H"
    assert b"<20AC> <20AC>" in font["/ToUnicode"].get_object().get_data()
