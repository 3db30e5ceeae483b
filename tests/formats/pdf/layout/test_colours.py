"""Text in or on any colour that a merchant chooses is legible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.formats.pdf.layout.colours import BLACK, READABLE, WHITE, Colour, colour, contrast, ink_like, ink_on, tint_of
from apps.formats.pdf.layout.style import INK, look_of

CHANNEL = st.floats(0, 1)
COLOURS = st.builds(Colour, CHANNEL, CHANNEL, CHANNEL)


def test_contrast_as_wcag_gives_it() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(colour("#777777"), WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast(WHITE, colour("0000ff")) == pytest.approx(8.59, abs=0.01)
    assert contrast(WHITE, WHITE) == 1


@given(COLOURS)
def test_ink_can_be_read(wanted: Colour) -> None:
    assert contrast(ink_like(wanted), WHITE) >= READABLE
    assert contrast(ink_on(wanted), wanted) >= READABLE
    assert contrast(INK, tint_of(wanted, 0.07)) >= READABLE


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert ink_like(colour("#1f3a5f")) == colour("#1f3a5f")
    assert ink_on(colour("#1f3a5f")) == WHITE


@pytest.mark.parametrize("accent", ["#ffffff", "#ffe680", "#00ff00", "#808080", "#000000", "#1f3a5f"])
def test_a_look_has_readable_text(accent: str) -> None:
    look = look_of("a4", accent)
    assert look.accent == colour(accent)
    assert contrast(look.total.colour, look.accent) >= READABLE
    assert contrast(look.number.colour, WHITE) >= READABLE
    assert contrast(look.link.colour, WHITE) >= READABLE
    assert contrast(look.mark.colour, look.ink) >= READABLE
