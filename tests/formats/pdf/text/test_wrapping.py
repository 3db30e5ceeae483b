"""Foreign text: cleaned without loss so that nothing harmful is left, and broken so that it fits."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.formats.pdf.context import describe
from apps.formats.pdf.render import compose, render_pdf
from apps.formats.pdf.text import font_metrics
from apps.formats.pdf.text.bidi import RIGHT_TO_LEFT_MARK
from apps.formats.pdf.text.graphemes import graphemes
from apps.formats.pdf.text.wrapping import REPLACEMENT, UNBROKEN_SPACE, clean, fit, missing_characters, one_line, wrap
from tests.examples import examples
from tests.formats.pdf.factories import invoice, line
from tests.formats.pdf.reading import open_pdf, squeezed

SCRIPTS = "aé ñß Ωж 漢字か。「한글 العربية لا سلام עברית נִ ไทยน้ำ हिन्दीक्ष 👩‍👧👍🏽🇨🇱🎁 1⃣ \u0301\u064b\u200d\u200c,.(5)"
ANY_TEXT = st.one_of(
    st.text(st.characters(), max_size=300),
    st.text(SCRIPTS, max_size=120),
    st.text("سلام\u064b", min_size=180, max_size=500),
)
FONTS = st.sampled_from([font_metrics.REGULAR, font_metrics.BOLD])


@pytest.mark.no_cover  # Other tests run the same lines.
@settings(deadline=None)
@given(ANY_TEXT, st.floats(10, 400), FONTS)
def test_wrapping_keeps_every_character_and_the_width(text: str, width: float, font: str) -> None:
    lines = wrap(text, font, 8.5, width)
    bare = [each.removeprefix(RIGHT_TO_LEFT_MARK) for each in lines]
    assert squeezed("".join(bare)) == squeezed(clean(text))
    for whole, each in zip(lines, bare, strict=True):
        assert len(each) == 1 or font_metrics.width(whole, font, 8.5) <= width + 0.01


@settings(deadline=None)
@given(ANY_TEXT, st.floats(100, 400))
def test_wrapping_never_breaks_what_is_one_to_the_reader(text: str, width: float) -> None:
    lines = [each.removeprefix(RIGHT_TO_LEFT_MARK) for each in wrap(text, font_metrics.REGULAR, 8.5, width)]
    words = {part for word in clean(text).split() for part in graphemes(word)}
    assert {part for each in lines for word in each.split() for part in graphemes(word)} == words


def test_wrapping_breaks_between_words_and_else_between_characters() -> None:
    width = font_metrics.width("una palabra", font_metrics.REGULAR, 10) + 0.01
    assert wrap("una palabra corta", font_metrics.REGULAR, 10, width) == ["una palabra", "corta"]
    assert "".join(wrap("x" * 99, font_metrics.REGULAR, 10, width)) == "x" * 99
    assert wrap("uno\n\ndos", font_metrics.REGULAR, 10, width) == ["uno", "dos"]
    assert wrap("", font_metrics.REGULAR, 10, width) == []


def test_chinese_and_japanese_break_between_characters_but_not_before_a_full_stop() -> None:
    assert wrap("abc 漢字漢字", font_metrics.REGULAR, 10, 45) == ["abc 漢字", "漢字"]
    assert wrap("漢字漢。字", font_metrics.REGULAR, 10, 30.1) == ["漢字", "漢。字"]
    assert wrap("漢「字」", font_metrics.REGULAR, 10, 30.1) == ["漢", "「字」"]


def test_every_line_of_a_paragraph_from_the_right_says_so() -> None:
    lines = wrap("هاتف " + "Samsung Galaxy " * 4 + "باللون", font_metrics.REGULAR, 10, 120)
    assert len(lines) > 2
    assert not lines[0].startswith(RIGHT_TO_LEFT_MARK)
    assert all(each.startswith(RIGHT_TO_LEFT_MARK) for each in lines[1:-1])
    assert not any(
        RIGHT_TO_LEFT_MARK in each for each in wrap("Samsung " * 9 + "باللون", font_metrics.REGULAR, 10, 120)
    )


@settings(deadline=None)
@given(ANY_TEXT)
@example("e\u200b\u0301")
@example("e" + "\u0301" * 4 + "\u064b\u200dا")
def test_cleaned_text_can_be_drawn_and_is_stable(text: str) -> None:
    cleaned = clean(text)
    assert all(map(font_metrics.can_draw, cleaned.replace("\n", "")))
    assert clean(cleaned) == cleaned


def test_cleaning() -> None:
    assert clean("e\u0301 n\u0303") == "é ñ"
    assert clean("a\x00b\u200bc\u202ed") == "abcd"
    assert clean("a\r\nb\tc\u00a0d") == "a\nb c d"
    assert clean("漢 \ud800 🎁") == f"漢 {REPLACEMENT} 🎁"
    assert clean("বাংলা") == REPLACEMENT * 5


def test_joiners_stay_where_they_join() -> None:
    assert clean("\u200da\u200db\u200c \u200d") == "ab "
    assert clean("می\u200cخواهم 👩\u200d👧 क्\u200dष") == "می\u200cخواهم 👩\u200d👧 क्\u200dष"
    assert clean("❤\ufe0f\u200d🔥") == "❤\u200d🔥"


@settings(deadline=None)
@given(ANY_TEXT, st.floats(20, 400), FONTS)
def test_fitting_cuts_with_an_ellipsis(text: str, width: float, font: str) -> None:
    cut = fit(text, font, 7, width)
    assert "\n" not in cut
    assert font_metrics.width(cut, font, 7) <= width + 0.01
    assert cut == one_line(text) or cut.endswith("…")


@pytest.mark.parametrize(
    "whole",
    ["é", "e\u0301", "👩‍👩‍👧‍👦", "👍🏽", "🇨🇱", "1\ufe0f\u20e3", "นี", "น้ำ", "क्षि", "한", "\u1112\u1161\u11ab", "נִ", "لَّ"],
)
def test_what_is_one_to_the_reader(whole: str) -> None:
    assert graphemes(whole) == [whole]
    assert graphemes(f"a{whole}{whole}b") == ["a", whole, whole, "b"]


def test_what_is_not() -> None:
    assert graphemes("🇨🇱🇪🇸") == ["🇨🇱", "🇪🇸"]
    assert graphemes("漢字ab") == list("漢字ab")
    assert max(map(len, graphemes("👩\u200d" * 100))) == 32
    assert graphemes("") == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000,
        "漢" * 30_000,
        "العربية" * 4_000,
        "سلام " * 5_000,
        "e" + "\u0301" * 50_000,
        "\u0e34" * 30_000,
        "👩\u200d" * 10_000,
        "\u202e\u200b\ufeff\u00ad" * 25_000,
        "\ud800" * 20_000,
        "🇨" * 10_000,
        "क्" * 10_000,
    ],
    ids=lambda text: f"{ord(text[0]):X}",
)
def test_the_work_for_a_very_long_text_grows_no_faster_than_the_text(text: str) -> None:
    part, half = text[: len(text) // 2], text[: len(text) // 4]

    def lay_out(text: str) -> list[str]:
        fit(text, font_metrics.REGULAR, 8.5, 300)
        return wrap(text, font_metrics.REGULAR, 8.5, 300)

    assert calls_of(lambda: lay_out(part)) < 3 * calls_of(lambda: lay_out(half)) + 1000
    assert squeezed("".join(lay_out(text))).replace(RIGHT_TO_LEFT_MARK, "") == squeezed(clean(text))


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions `work` calls, those of the interpreter included."""
    count = 0

    def counted(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "text", ["</para><b>&amp;", "\u202e10,00\u202c", "\u2067abc", "\x1b[31m", "\ud800", "\u200b\u200d\ufeff"]
)
def test_hostile_text_reverses_nothing_beside_it(text: str) -> None:
    data = invoice(line(net="1234.50", description=text, sku=text), notes=(text,))
    texts = [each.line.text for page in compose(describe(data)) for each in page.texts]
    assert "1.234,50" in texts
    assert "1.234,50" in open_pdf(render_pdf(data)).pages[0].extract_text()
    assert not set("".join(texts)) & set("\u202e\u202c\u2067\x1b\ud800\u200b\u200d\ufeff")


@pytest.mark.no_cover  # Other tests run the same lines.
@settings(max_examples=examples(60), deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_makes_a_clean_page(text: str, other: str) -> None:
    data = invoice(line(description=text, sku=other), notes=(other, text), number=text[:40])
    assert len(open_pdf(render_pdf(data)).pages) >= 1


@pytest.mark.parametrize(
    ("styled", "plain"),
    [
        ("𝓑𝓸𝓵𝓼𝓸 𝟐𝟎𝟐𝟔 Ⓒ", "Bolso 2026 C"),
        ("𝗢𝗳𝗲𝗿𝘁𝗮 𝘥𝘦 𝙫𝙚𝙧𝙖𝙣𝙤", "Oferta de verano"),
        ("𝕮𝖆𝖋é 𝔊", "Café G"),
        ("𝒞𝒶𝒻𝑒\u0301", "Café"),
        ("🄿🄰🄿🄴🄻 ⒈ ⑴ ⓩ", "PAPEL 1. (1) z"),
        ("㍿ ㋿ 🈐", "株式会社 令和 手"),
        ("𝔸𝔹ℂ 𝟙𝟚𝟛 𝛂𝜷", "𝔸𝔹ℂ 𝟙𝟚𝟛 αβ"),
    ],
)
def test_styled_letters_are_written_plainly(styled: str, plain: str) -> None:
    assert clean(styled) == plain
    assert missing_characters([styled]) == []


@pytest.mark.parametrize("text", ["m² H₂O xⁿ", "ＡＢＣ１２３", "①②③", "㎏", "ﬁn", "ℌ", "½", "™ © ®"])
def test_what_the_fonts_have_stays(text: str) -> None:
    assert clean(text) == text


def test_what_has_neither_glyph_nor_plain_form_is_told() -> None:
    assert missing_characters(["𐎠 a 𐎠", "Café", "ᚠᚢ 🅐"]) == ["𐎠", "ᚠ", "ᚢ", "🅐"]
    assert missing_characters([REPLACEMENT, "漢字 👩‍👩‍👧 \u202e\x00", "e" + "\u0301" * 9]) == []


@given(ANY_TEXT)
def test_every_box_is_told(text: str) -> None:
    boxes = clean(text).count(REPLACEMENT) - clean(text.replace(REPLACEMENT, "")).count(REPLACEMENT)
    assert boxes == text.count(REPLACEMENT)
    assert bool(missing_characters([text])) is (REPLACEMENT in clean(text.replace(REPLACEMENT, "")))


def test_no_line_ends_at_an_unbroken_space() -> None:
    amount = f"1{UNBROKEN_SPACE}000{UNBROKEN_SPACE}000,00{UNBROKEN_SPACE}€"
    for length in range(12):
        lines = wrap(f"{'a ' * length}{amount} b", font_metrics.REGULAR, 8, 70)
        assert any("1 000 000,00 €" in line for line in lines)
        assert UNBROKEN_SPACE not in "".join(lines)
