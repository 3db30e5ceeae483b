"""The direction of each character of a line, by the Unicode bidirectional algorithm (annex 9), without overrides.

The steps are python-bidi's. Only its older half exposes each character's level; that half predates rule N0, so pairs of
brackets are resolved here.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from bidi import algorithm, mirror  # type: ignore[import-untyped]

RIGHT_TO_LEFT_MARK = "\u200f"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_MOST_OPEN_BRACKETS = 63


def _is_bracket(char: str, category: str) -> bool:
    return (unicodedata.category(char), unicodedata.bidirectional(char)) == (category, "ON")


# BidiBrackets.txt of the Unicode database is derived in this way from the data of Python and python-bidi.
_CLOSING_OF: dict[str, str] = {
    char: other for char, other in mirror.MIRRORED.items() if _is_bracket(char, "Ps") and _is_bracket(other, "Pe")
}
_CLOSING = frozenset(_CLOSING_OF.values())


def runs_both_ways(text: str) -> bool:
    """Tell whether some of `text` may run from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))


def begins_from_the_right(text: str) -> bool:
    """Tell whether the first letter of `text` is of a script that runs from right to left."""
    return runs_both_ways(text) and algorithm.get_base_level(text) == 1


def levels(text: str) -> list[int]:
    """Return the embedding level of each character of the line `text`: odd levels run from right to left.

    The first letter gives the direction of the line; `RIGHT_TO_LEFT_MARK` counts as one.
    """
    storage: dict[str, Any] = algorithm.get_empty_storage()
    base: int = algorithm.get_base_level(text)
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for index, char in enumerate(storage["chars"]):
        char["index"] = index
        # characters newer than Python's tables
        char["type"] = char["type"] or "ON"
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    for run in storage["runs"]:
        start, stop = run["start"], run["start"] + run["length"]
        _resolve_brackets(storage["chars"][start:stop], run["sor"], "LR"[base])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = {char["index"]: char["level"] for char in storage["chars"]}
    resolved: list[int] = []
    for index in range(len(text)):
        # joiners take no part (rule X9); they run as the letter before them
        resolved.append(found.get(index, resolved[-1] if resolved else base))
    return resolved


def _resolve_brackets(chars: Sequence[dict[str, Any]], before: str, along: str) -> None:
    """Give the pairs of brackets in `chars`, a run after `before`, their direction (rule N0).

    It is that of the line, `along`, if the brackets enclose any text of that direction. Else it is that of the enclosed
    text if the text before them has it too, and `along` if not. Brackets without any such text remain neutral.
    """
    for opening, closing in sorted(_bracket_pairs(chars)):
        inside = {_STRONG.get(char["type"]) for char in chars[opening + 1 : closing]} - {None}
        if not inside:
            continue
        found = along
        if along not in inside:
            earlier = (_STRONG.get(char["type"]) for char in reversed(chars[:opening]))
            found = next(filter(None, earlier), before)
        for place in (opening, closing):
            _turn(chars, place, found)


def _turn(chars: Sequence[dict[str, Any]], place: int, direction: str) -> None:
    """Give `direction` to the bracket at `place` and to the marks on it."""
    chars[place]["type"] = direction
    for char in chars[place + 1 :]:
        if char["orig"] != "NSM":
            return
        char["type"] = direction


def _bracket_pairs(chars: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Yield the positions of paired brackets (definition BD16), at most 63 of them open at a time."""
    waiting: list[tuple[str, int]] = []
    for place, char in enumerate(chars):
        # the two kinds of angle brackets are canonically the same
        shown = unicodedata.normalize("NFC", char["ch"]) if char["type"] == "ON" else ""
        if shown in _CLOSING_OF:
            if len(waiting) == _MOST_OPEN_BRACKETS:
                return
            waiting.append((_CLOSING_OF[shown], place))
        elif shown in _CLOSING:
            depth = next((at for at in reversed(range(len(waiting))) if waiting[at][0] == shown), None)
            if depth is not None:
                yield waiting[depth][1], place
                del waiting[depth:]


def visual_order(runs: list[int]) -> list[int]:
    """Return the indices of `runs`, given by their levels, in their order from the left (rule L2)."""
    order = list(range(len(runs)))
    for level in range(max(runs, default=0), 0, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and runs[order[stop]] >= level:
                stop += 1
            order[start:stop] = reversed(order[start:stop])
            start = max(stop, start + 1)
    return order
