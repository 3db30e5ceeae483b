"""Scripts that are joined, reordered or run from right to left: displayed and read back correctly."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from bidi import get_display  # type: ignore[import-untyped]
from bidi.mirror import MIRRORED  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.formats.pdf.text import bidi, font_metrics, shaping
from apps.formats.pdf.text.bidi import RIGHT_TO_LEFT_MARK, levels, visual_order
from apps.formats.pdf.text.wrapping import REPLACEMENT, clean
from tests.formats.pdf.factories import invoice, line
from tests.formats.pdf.reading import squeezed, text_of

FROM_THE_LEFT = [
    "漢字かな交じり文、漢字。",
    "한국어 글꼴",
    "繁體中文（测试）",
    "ภาษาไทย กำลัง",
    "हिन्दी क्षत्रिय कि र्क",
    "👩‍👩‍👧‍👦 🇨🇱 🎁 👍🏽",
]
FROM_THE_RIGHT = ["كتاب اللغة العربية", "ספר עברי עם נִקּוּד", "فارسی: می‌خواهم گل پژمرده", "هاتف جوّال"]


def seen(text: str, font: str = font_metrics.REGULAR) -> str:
    """Return the characters on the line from left to right."""
    runs = shaping.shape(text, font)
    return "".join("".join(glyph.text for glyph in run.glyphs) if run.face else run.text for run in runs)


def shapes(text: str) -> list[int]:
    return [glyph.number for run in shaping.shape(text, font_metrics.REGULAR) for glyph in run.glyphs]


@pytest.mark.parametrize("text", FROM_THE_LEFT)
def test_text_from_the_left_is_read_back(text: str) -> None:
    assert text in text_of(invoice(line(description=text)))


@pytest.mark.parametrize("text", FROM_THE_RIGHT)
def test_text_from_the_right_is_read_back_in_logical_order(text: str) -> None:
    read = unicodedata.normalize("NFC", squeezed(text_of(invoice(line(description=text)))))
    assert squeezed(clean(text)) in read


@pytest.mark.parametrize("text", [*FROM_THE_LEFT, *FROM_THE_RIGHT])
@pytest.mark.parametrize("font", [font_metrics.REGULAR, font_metrics.BOLD])
def test_nothing_is_replaced(text: str, font: str) -> None:
    assert REPLACEMENT not in clean(text)
    assert 0 not in [glyph.number for run in shaping.shape(clean(text), font) for glyph in run.glyphs]


def test_lines_that_run_both_ways_stand_in_visual_order() -> None:
    assert seen("Libro 25,50 € שלום azul") == "Libro 25,50 € םולש azul"
    assert seen("Libro שלום 25,50 €") == "Libro 25,50 םולש €"
    assert seen("שלום Samsung Galaxy ספר") == "רפס Samsung Galaxy םולש"
    assert seen("ספר (מהדורה 3)") == "(3 הרודהמ) רפס".translate(str.maketrans("()", ")("))
    assert seen(RIGHT_TO_LEFT_MARK + "Galaxy ספר") == "רפס Galaxy"


def test_an_amount_beside_text_from_the_right_is_not_reversed() -> None:
    assert "1.234,50" in seen("1.234,50 שלום")
    assert "1.234,50" in seen("שלום 1.234,50")


BRACKETS = "()[]{}⟨⟩〈〉「」【】〔〕⦅⦆⸢⸣（）"


@settings(deadline=None, max_examples=400)
@given(st.text(f"ab 12.,שלום-א€ع٣{BRACKETS}", max_size=40).map(lambda text: " ".join(text.split())))
def test_the_order_is_that_of_the_algorithm(text: str) -> None:
    """Compare with another implementation (Rust's unicode-bidi), which mirrors no brackets; here the shaper does."""
    assert "".join(text[index] for index in visual_order(levels(text))) == get_display(text)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        # the examples of rule N0 in annex 9, its capitals as Hebrew letters
        ("אבג (book(s))", "(book(s)) גבא"),
        ("אבג book(s)", "book(s) גבא"),
        ("smith (fabrikam אבג) דהו", "smith (fabrikam גבא) והד"),
        ("א smith (fabrikam בגד) הו", "וה (דגב fabrikam) smith א"),
        # names of shops and goods
        ("קפה (250g)", "(250g) הפק"),
        ("Café (קפה)", "Café (הפק)"),
        ("جهاز (XL)", "(XL) زاهج"),
        ("Libro [אב] 2", "Libro [בא] 2"),
        ("ספר {a} [b", "b] {a} רפס"),
        ("ab (א b) ג", "ab (א b) ג"),
        ("א(1)ב", "ב(1)א"),
    ],
)
def test_brackets_stand_around_what_they_hold(text: str, stands: str) -> None:
    depth = levels(text)
    shown = [MIRRORED.get(text[at], text[at]) if depth[at] % 2 else text[at] for at in visual_order(depth)]
    assert "".join(shown) == stands


def test_a_mark_on_a_bracket_runs_with_it() -> None:
    assert levels("א (a)\u0301 b")[4:6] == levels("א (a)\u0301 b")[4:5] * 2
    assert levels("a (א)\u0301 ב")[4:6] == [0, 0]


def test_a_wall_of_brackets_is_read_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most 63 brackets are kept open, so their content is examined at most 63 times."""
    looked = Counter[int]()
    real = bidi._bracket_pairs

    def counted(chars: Any) -> Iterator[tuple[int, int]]:
        for pair in real(chars):
            looked[len(chars)] += pair[1] - pair[0]
            yield pair

    monkeypatch.setattr(bidi, "_bracket_pairs", counted)
    for count in (500, 1000):
        levels("א" + "(" * count + "a" + ")" * count)
        levels("א" + "(a)" * count)
    assert max(looked.values()) <= 63 * max(looked)


def test_arabic_letters_are_joined() -> None:
    joined, apart = shapes("ببب"), shapes("ب ب ب")
    assert len(set(joined)) == 3
    assert len(joined) == 3
    assert not set(joined) & set(apart)


def test_lam_and_alef_are_one_glyph() -> None:
    (run,) = shaping.shape("لا", font_metrics.REGULAR)
    assert [glyph.text for glyph in run.glyphs] == ["لا"]


def test_a_vowel_written_before_its_consonant_stands_there() -> None:
    (run,) = shaping.shape("कि", font_metrics.REGULAR)
    alone = shapes("क")
    assert [glyph.number for glyph in run.glyphs][1:] == alone
    assert "".join(glyph.text for glyph in run.glyphs) == "कि"


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧‍👦", "👍🏽", "🇨🇱", "❤‍🔥", "🎁"])
def test_an_emoji_of_many_parts_is_one_picture(emoji: str) -> None:
    (run,) = shaping.shape(emoji, font_metrics.REGULAR)
    assert run.face == "NotoEmoji-Regular"
    assert len([glyph for glyph in run.glyphs if glyph.advance]) == 1


def test_a_sequence_that_no_font_knows_shows_its_parts() -> None:
    assert seen("🎁\u200d🎂") == "🎁\u200d🎂"
    assert len(shapes("🎁\u200d🎂")) >= 2


@settings(deadline=None)
@given(st.text(st.characters(), max_size=60), st.sampled_from([font_metrics.REGULAR, font_metrics.BOLD]))
def test_a_line_is_as_wide_as_what_is_drawn(text: str, font: str) -> None:
    text = " ".join(clean(text).split())
    assert font_metrics.advance(text, font) == shaping.advance(text, font)


@settings(deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_every_character_is_drawn_once(text: str) -> None:
    text = " ".join(clean(text).split())
    assert sorted(seen(text)) == sorted(text)
