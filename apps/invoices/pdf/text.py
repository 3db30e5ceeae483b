"""Other people's text made fit for paper: cleaned of what cannot be shown, broken into lines that fit."""

import unicodedata
from functools import lru_cache

from apps.invoices.pdf import typeface

REPLACEMENT = "□"
_LINE_ENDS = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_FIRST_MARK = "\u0300"
_MOST_MARKS = 4


def clean(text: str) -> str:
    """Returns TEXT as it can be printed: composed accents, "\\n" the only line end, one kind of space.

    Control and invisible characters vanish. What the fonts cannot draw becomes REPLACEMENT, so that the reader sees
    that something is missing.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    if max(text) >= _FIRST_MARK:
        text = unicodedata.normalize("NFC", _without_piled_marks(text))
    return "".join(map(_printable, text))


def one_line(text: str) -> str:
    """Returns TEXT clean and on one line, with single spaces."""
    return " ".join(clean(text).split())


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Breaks TEXT into lines of at most WIDTH points; a word wider than that is broken between characters.

    Nothing but white space is lost. Empty lines are left out, so empty TEXT gives no line.
    """
    limit = width * 1000 / size
    return [line for part in clean(text).split("\n") for line in _fill(part.split(), typeface.widths(font), limit)]


def fit(text: str, font: str, size: float, width: float) -> str:
    """Returns TEXT on one line of at most WIDTH points, its end replaced by an ellipsis when it is longer."""
    line = one_line(text)
    if typeface.width(line, font, size) <= width:
        return line
    room = width - typeface.width("…", font, size)
    return _pieces(line, typeface.widths(font), room * 1000 / size)[0].rstrip() + "…"


def _fill(words: list[str], advances: dict[int, float], limit: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    space = advances[ord(" ")]
    for word in words:
        size = sum([advances[ord(char)] for char in word])
        if line and used + space + size <= limit:
            line, used = f"{line} {word}", used + space + size
            continue
        if line:
            lines.append(line)
        line, used = word, size
        if size > limit:
            *full, line = _pieces(word, advances, limit)
            lines += full
            used = sum([advances[ord(char)] for char in line])
    return [*lines, line] if line else lines


def _pieces(word: str, advances: dict[int, float], limit: float) -> list[str]:
    pieces: list[str] = []
    start, used = 0, 0.0
    for index, char in enumerate(word):
        advance = advances[ord(char)]
        if used + advance > limit and index > start:
            pieces.append(word[start:index])
            start, used = index, 0.0
        used += advance
    return [*pieces, word[start:]]


def _without_piled_marks(text: str) -> str:
    """Caps the combining marks on one letter: composing a long pile of them takes quadratic time."""
    kept: list[str] = []
    pile = 0
    for char in text:
        pile = pile + 1 if unicodedata.combining(char) else 0
        if pile <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _printable(char: str) -> str:
    category = unicodedata.category(char)
    if char in _LINE_ENDS:
        return "\n"
    if char == "\t" or category == "Zs":
        return " "
    if category in {"Cc", "Cf"}:
        return ""
    if ord(char) in typeface.drawable():
        return char
    return "" if category in {"Mn", "Me"} else REPLACEMENT
