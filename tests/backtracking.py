"""Cost of a regular expression: a backtracking matcher that counts its steps.

It walks the tree that Python's own parser makes of a pattern and tries the same matches as `re`, without its
optimisations. So its count is an upper bound that depends only on the pattern and the text.
"""

import math
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

Node = tuple[Any, Any]

_CATEGORIES = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    codes.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    codes.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    codes.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}
_SINGLE = (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN)
_USUAL = "a1 .-@"
_MOST_SIGNS, _MOST_WORDS = 4, 4
# Endings of the repeated text: nothing, and a character that no pattern matches.
_ENDS = ("", "\0")


# No linear pattern needs so many steps for texts as short as these.
_LIMIT = 80_000


class TooManySteps(Exception):
    """A text of a few hundred characters needed more than `_LIMIT` steps."""


@cache
def _parsed(pattern: str, flags: int) -> tuple[list[Node], bool]:
    """Return the tree of `pattern`, and whether it ignores case."""
    tree = parser.parse(pattern, flags)
    return list(tree), bool(tree.state.flags & re.IGNORECASE)


class Steps:
    """Match `pattern` against `text` and count the steps in `count`."""

    def __init__(self, pattern: str, text: str, flags: int = 0) -> None:
        self.tree, self.ignores_case = _parsed(pattern, flags)
        self.text, self.count = text, 0
        self._taken: dict[tuple[int, str], bool] = {}

    def scan(self) -> "Steps":
        """Find every match in turn, as `finditer` and `sub` do."""
        start = 0
        while start <= len(self.text):
            end = next(self._run(self.tree, start), None)
            start = max(start + 1, end or 0)
        return self

    def match_whole(self) -> "Steps":
        """Find a match of the whole text, as `fullmatch` does."""
        any(end == len(self.text) for end in self._run(self.tree, 0))
        return self

    def _run(self, nodes: Sequence[Node], at: int) -> Iterator[int]:
        """Yield the end of each match of `nodes` from `at` on, in the order in which `re` tries."""
        if not nodes:
            yield at
            return
        for end in self._one(nodes[0], at):
            yield from self._run(nodes[1:], end)

    def _one(self, node: Node, at: int) -> Iterator[int]:
        self.count += 1
        if self.count > _LIMIT:
            raise TooManySteps
        code, value = node
        if code in _SINGLE:
            yield from (at + 1,) if self._takes(node, at) else ()
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from self._run(list(branch), at)
        elif code is codes.SUBPATTERN:
            yield from self._run(list(value[3]), at)
        elif code is codes.ATOMIC_GROUP:
            yield from _first(self._run(list(value), at))
        elif code is codes.AT:
            yield from (at,) if self._stands(value, at) else ()
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from (at,) if self._sees(value, at) is (code is codes.ASSERT) else ()
        else:
            yield from self._repeated(code, value, at)

    def _repeated(self, code: Any, value: tuple[int, int, Any], at: int) -> Iterator[int]:
        least, most, item = value[0], value[1], list(value[2])
        if code is codes.POSSESSIVE_REPEAT:
            yield from _first(self._greedy(item, least, most, at))
        elif code is codes.MAX_REPEAT:
            yield from self._greedy(item, least, most, at)
        elif code is codes.MIN_REPEAT:
            yield from reversed(list(self._greedy(item, least, most, at)))
        else:
            raise NotImplementedError(code)

    def _greedy(self, item: Sequence[Node], least: int, most: int, at: int) -> Iterator[int]:
        if len(item) == 1 and item[0][0] in _SINGLE:
            ends = [at]
            while len(ends) <= most and self._takes(item[0], ends[-1]):
                self.count += 1
                ends.append(ends[-1] + 1)
            for end in reversed(ends[least:]):
                self.count += 1
                yield end
            return
        if most > 0:
            for end in self._run(item, at):
                if end > at or least > 0:
                    yield from self._greedy(item, max(0, least - 1), most - 1, end)
        if least == 0:
            yield at

    def _takes(self, node: Node, at: int) -> bool:
        if at >= len(self.text):
            return False
        key = id(node), self.text[at]
        if key not in self._taken:
            self._taken[key] = self._holds(node, self.text[at])
        return self._taken[key]

    def _holds(self, node: Node, sign: str) -> bool:
        signs = {sign, sign.lower(), sign.upper()} if self.ignores_case else {sign}
        return any(_holds(node, each) for each in signs if len(each) == 1)

    def _stands(self, place: Any, at: int) -> bool:
        if place is codes.AT_BEGINNING_LINE:
            return at == 0 or self.text[at - 1] == "\n"
        if place in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
            return at == 0
        if place in (codes.AT_END, codes.AT_END_STRING):
            return at == len(self.text)
        if place is codes.AT_BOUNDARY:
            return self._is_word(at - 1) != self._is_word(at)
        raise NotImplementedError(place)

    def _is_word(self, at: int) -> bool:
        return 0 <= at < len(self.text) and bool(re.match(r"\w", self.text[at]))

    def _sees(self, value: tuple[int, Any], at: int) -> bool:
        direction, inner = value
        start = at - inner.getwidth()[0] if direction < 0 else at
        return start >= 0 and next(self._run(list(inner), start), None) is not None


def _first(ends: Iterator[int]) -> Iterable[int]:
    end = next(ends, None)
    return () if end is None else (end,)


def _holds(node: Node, sign: str) -> bool:
    code, value = node
    if code is codes.LITERAL:
        return ord(sign) == int(value)
    if code is codes.NOT_LITERAL:
        return ord(sign) != int(value)
    if code is codes.ANY:
        return sign != "\n"
    if code is codes.RANGE:
        return int(value[0]) <= ord(sign) <= int(value[1])
    if code is codes.CATEGORY:
        return bool(_CATEGORIES[value](sign))  # type: ignore[no-untyped-call]
    negated = value[0][0] is codes.NEGATE
    return any(_holds(item, sign) for item in value[negated:]) is not negated


def growth(pattern: str, flags: int = 0, *, length: int = 24) -> float:
    """Return the largest factor by which the steps grow when a text of `length` repetitions is doubled.

    The texts repeat the characters and words that `pattern` itself contains. About 2 is linear, about 4 quadratic.
    """
    worst = 0.0
    for repeated, end in product(_repeated_by(pattern), _ENDS):
        worst = max(worst, _growth(pattern, flags, repeated, end, length))
        if worst == math.inf:
            break
    return worst


def _growth(pattern: str, flags: int, repeated: str, end: str, length: int) -> float:
    short, long = (Steps(pattern, repeated * count + end, flags) for count in (length, 2 * length))
    try:
        whole = long.match_whole().count / short.match_whole().count
        short.count = long.count = 0
        return max(whole, long.scan().count / short.scan().count)
    except TooManySteps:
        return math.inf


def _repeated_by(pattern: str) -> list[str]:
    """Return texts for a hostile repetition: characters that `pattern` matches, pairs of them, its literal words."""
    signs = dict.fromkeys(_signs(parser.parse(pattern)))
    few = list(signs)[:_MOST_SIGNS] or list(_USUAL)
    words = list(dict.fromkeys(re.findall(r"\w{2,}\W?", re.sub(r"\\.", " ", pattern))))[:_MOST_WORDS]
    return [*few, *map("".join, product(few, repeat=2)), *words]


def _signs(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        is_node = isinstance(node, tuple) and len(node) == 2
        code, value = node if is_node else (None, node)
        if code in (codes.LITERAL, codes.RANGE):
            yield chr(value if isinstance(value, int) else value[0])
        elif code in _SINGLE or code is codes.CATEGORY:
            yield from (sign for sign in _USUAL if code is codes.CATEGORY or _holds(node, sign))
        elif isinstance(value, (tuple, list, parser.SubPattern)):
            yield from _signs(list(value))
