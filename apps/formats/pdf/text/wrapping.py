"""Preparation of foreign text for print: removal of characters that cannot be shown, and breaks into lines."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from apps.formats.pdf.text import font_metrics, shaping
from apps.formats.pdf.text.bidi import RIGHT_TO_LEFT_MARK, begins_from_the_right
from apps.formats.pdf.text.graphemes import graphemes

REPLACEMENT = "□"
UNBROKEN_SPACE = "\u202f"
"""A space of Folio's own figures at which `wrap` ends no line; it is printed as a common space."""
_LINE_ENDS = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_FIRST_MARK = "\u0300"
_MOST_MARKS = 4
_MARKS = frozenset({"Mn", "Me"})
_JOINERS = "\u200c\u200d"
# Format characters that show: signs around Arabic numbers
_SHOWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd" + _JOINERS)
_JOINED = "[\u0600-\u109f\u1780-\u17ff\u2190-\u2bff\U0001f000-\U0001faff]"
_STRAY_JOINER = re.compile(f"(?<!{_JOINED})[{_JOINERS}]|[{_JOINERS}](?!{_JOINED})")
_VARIATIONS = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_IDEOGRAPHS = re.compile(
    "[\u2e80-\u2fff\u3001-\u30ff\u3105-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff]"
)
_OPENING = frozenset("([{«‹“‘（［｛「『【〈《〔")
_CLOSING = frozenset(")]}»›”’.,:;!?…、。，．！？：；）］｝」』】〉》〕・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_LONGEST = 200


def clean(text: str) -> str:
    """Return `text` for print: composed accents, "\\n" the only line end, one kind of space beside UNBROKEN_SPACE.

    Control and invisible characters are removed, including directions and their overrides; joiners remain where they
    join. A character that the fonts cannot draw is written in its plain form (Unicode's NFKC: 𝓑 as B, Ⓒ as C). Without
    one it becomes `REPLACEMENT`, so that the reader sees that something is missing.
    """
    if text.isascii() and text.isprintable():
        return text
    text = "".join(map(_visible, text.replace("\r\n", "\n")))
    return "".join(map(_drawable, _composed(text))) if text and max(text) >= _FIRST_MARK else text


def missing_characters(texts: Iterable[str]) -> list[str]:
    """Return the characters of `texts` that `clean` replaces, each once, in order of appearance."""
    visible = ("".join(map(_visible, text)) for text in texts if not text.isascii())
    characters = dict.fromkeys(char for text in visible for char in _composed(text))
    return [char for char in characters if char != REPLACEMENT and _drawable(char) == REPLACEMENT]


def _composed(text: str) -> str:
    """Return the visible `text` with composed accents, in plain forms if the fonts have only those."""
    text = _STRAY_JOINER.sub("", _without_piled_marks(text))
    return unicodedata.normalize("NFC", "".join(map(_plain, text)))


def one_line(text: str) -> str:
    """Return `text` clean and on one line, with single spaces."""
    return " ".join(clean(text).split())


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Break `text` into lines of at most `width` points between words and between Chinese or Japanese characters.

    A longer word is broken between perceived characters. Only white space is lost. No line ends at UNBROKEN_SPACE.
    Empty lines are left out, so that empty `text` gives no line. In a paragraph that runs from right to left, each line
    begins with a letter of that direction or with RIGHT_TO_LEFT_MARK.
    """
    limit = width * 1000 / size
    text = clean(text)
    if shaping.is_common(text):
        line = " ".join(text.split())
        if font_metrics.advance(line, font) <= limit:
            return [line] if line else []
    lines: list[str] = []
    for part in text.split("\n"):
        filled = _fill(part, font, limit)
        lines += map(_from_the_right, filled) if begins_from_the_right(part) else filled
    return lines


def fit(text: str, font: str, size: float, width: float) -> str:
    """Return `text` on one line of at most `width` points, its end replaced by an ellipsis if it is longer."""
    line = one_line(text)
    limit = width * 1000 / size
    shown = line[: 5 * _LONGEST]
    if shown == line and font_metrics.advance(line, font) <= limit:
        return line
    room = limit - font_metrics.advance("…", font)
    beginning = next(_pieces(shown, font, room)).rstrip()
    return f"{beginning}…" if font_metrics.advance(beginning, font) <= room else "…"


def _from_the_right(line: str) -> str:
    return line if begins_from_the_right(line) else RIGHT_TO_LEFT_MARK + line


def _fill(text: str, font: str, limit: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    space = font_metrics.advance(" ", font)
    for gap, unit in _units(text):
        size = font_metrics.advance(unit, font)
        together = used + size + (space if gap else 0)
        if line and not gap and not shaping.is_plain(unit):
            # parts of one word may join
            together = font_metrics.advance(line + unit, font)
        if line and together <= limit:
            line, used = f"{line}{gap}{unit}", together
            continue
        if line:
            lines.append(line)
        line, used = unit, size
        if size > limit:
            *full, line = _pieces(unit, font, limit)
            lines += full
            used = font_metrics.advance(line, font)
    return [*lines, line] if line else lines


def _units(text: str) -> Iterator[tuple[str, str]]:
    """Yield the units between which a line may break, each with the space before it."""
    for word in filter(None, map(str.strip, text.split(" "))):
        gap = " "
        for unit in _unbroken(word.replace(UNBROKEN_SPACE, " ")):
            yield gap, unit
            gap = ""


def _unbroken(word: str) -> list[str]:
    """Return `word` split where a line may end in it; a long word shaped as a whole is also split at intervals."""
    broken = _IDEOGRAPHS.search(word)
    if not broken and (len(word) <= _LONGEST or shaping.is_plain(word)):
        return [word]
    units: list[str] = []
    before = ""
    for grapheme in graphemes(word):
        if units and len(units[-1]) < _LONGEST and not (broken and _may_break(before, grapheme)):
            units[-1] += grapheme
        else:
            units.append(grapheme)
        before = grapheme
    return units


def _may_break(before: str, after: str) -> bool:
    if before[0] in _OPENING or after[0] in _CLOSING:
        return False
    return bool(_IDEOGRAPHS.match(before) or _IDEOGRAPHS.match(after))


def _pieces(text: str, font: str, limit: float) -> Iterator[str]:
    """Yield `text` in pieces not wider than `limit`, broken between characters."""
    if shaping.is_plain(text):
        yield from _plain_pieces(text, font_metrics.widths(font), limit)
        return
    rest = graphemes(text)
    while rest:
        starts = ["".join(rest[:count]) for count in range(1, len(rest) + 1)]
        count = bisect_right(starts, limit, key=lambda start: font_metrics.advance(start, font))
        if not count and len(rest[0]) > 1:
            rest[:1] = rest[0]
            continue
        yield "".join(rest[: count or 1])
        del rest[: count or 1]


def _plain_pieces(text: str, advances: dict[int, int], limit: float) -> Iterator[str]:
    start, used = 0, 0
    for index, char in enumerate(text):
        advance = advances[ord(char)]
        if used + advance > limit and index > start:
            yield text[start:index]
            start, used = index, 0
        used += advance
    yield text[start:]


def _without_piled_marks(text: str) -> str:
    """Limit the combining marks on one letter: composing a long pile of them takes quadratic time."""
    kept: list[str] = []
    pile = 0
    for char in text:
        if char not in _JOINERS:
            pile = pile + 1 if _is_mark(char) else 0
        if pile <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    return unicodedata.combining(char) > 0 or unicodedata.category(char) in _MARKS


@lru_cache(maxsize=4096)
def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if char == UNBROKEN_SPACE:
        return char
    if char in _LINE_ENDS:
        return "\n"
    if char == "\t" or category == "Zs":
        return " "
    if (category in {"Cc", "Cf"} and char not in _SHOWN) or _VARIATIONS.match(char):
        return ""
    return char


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """Return `char`, or its plain form (NFKC) if the fonts have all of that and not `char`."""
    if char == "\n" or font_metrics.can_draw(char):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if all(map(font_metrics.can_draw, plain)) else char


@lru_cache(maxsize=4096)
def _drawable(char: str) -> str:
    """Return `char`, or its parts if the fonts have only those, or `REPLACEMENT`."""
    if char == "\n" or font_metrics.can_draw(char):
        return char
    parts = unicodedata.normalize("NFD", char)
    return parts if parts != char and all(map(font_metrics.can_draw, parts)) else REPLACEMENT
