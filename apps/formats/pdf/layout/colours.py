"""Colours, and their contrast as WCAG 2.2 (success criterion 1.4.3) measures it."""

from typing import NamedTuple

READABLE = 4.5
"""The least contrast that WCAG asks of text at its ordinary size."""

_STEP = 0.94


class Colour(NamedTuple):
    """Red, green and blue from 0 to 1."""

    red: float
    green: float
    blue: float


WHITE = Colour(1.0, 1.0, 1.0)
BLACK = Colour(0.0, 0.0, 0.0)


def colour(code: str) -> Colour:
    """Return the colour of `code`, six hexadecimal digits with or without # before them."""
    red, green, blue = (round(part / 255, 3) for part in bytes.fromhex(code.removeprefix("#")))
    return Colour(red, green, blue)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_like(wanted: Colour) -> Colour:
    """Return `wanted`, darkened until it is readable on white."""
    shade = wanted
    while contrast(shade, WHITE) < READABLE:
        shade = Colour(*(round(part * _STEP, 3) for part in shade))
    return shade


def ink_on(ground: Colour) -> Colour:
    """Return white if it is readable on `ground`, else black; one of them always is."""
    return WHITE if contrast(WHITE, ground) >= READABLE else BLACK


def tint_of(full: Colour, share: float) -> Colour:
    """Return `full` thinned with white to a `share` from 0 to 1."""
    return Colour(*(round(1 - (1 - part) * share, 3) for part in full))


def _luminance(shade: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shade)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
