"""Which way each character of a line runs, by the Unicode bidirectional algorithm (annex 9), without overrides."""

import re
from typing import Any

from bidi import algorithm  # type: ignore[import-untyped]

RIGHT_TO_LEFT_MARK = "\u200f"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def runs_both_ways(text: str) -> bool:
    """Tells whether some of TEXT may run from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))


def begins_from_the_right(text: str) -> bool:
    """Tells whether the first letter of TEXT is one of a script that runs from right to left."""
    return runs_both_ways(text) and algorithm.get_base_level(text) == 1


def levels(text: str) -> list[int]:
    """Returns the embedding level of each character of the line TEXT: odd ones run from right to left.

    The line as a whole runs as its first letter does; RIGHT_TO_LEFT_MARK counts as one.
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
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = {char["index"]: char["level"] for char in storage["chars"]}
    resolved: list[int] = []
    for index in range(len(text)):
        # joiners take no part (rule X9); they run as the letter before them
        resolved.append(found.get(index, resolved[-1] if resolved else base))
    return resolved


def visual_order(runs: list[int]) -> list[int]:
    """Returns the places of runs with the levels RUNS in the order in which they stand from the left (rule L2)."""
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
