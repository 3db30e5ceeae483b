"""Search for the amounts that come to a sum, within a number of steps."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import accumulate

from apps.core.errors import FolioError
from apps.core.money import ZERO

_MOST_STEPS = 1500


class TooManySubsets(FolioError):
    """A search that needs more steps than allowed."""

    code = "too_many_subsets"


def subsets(amounts: Mapping[int, Decimal], least: Decimal, most: Decimal) -> Iterator[list[int]]:
    """Yield the keys of those `amounts` that come to no less than `least` and no more than `most`.

    Raise TooManySubsets where the search needs too many steps.
    """
    keys = sorted(amounts, key=lambda key: -amounts[key])
    once = dict.fromkeys(keys, 1)
    for given in _counts(keys, amounts, dict.fromkeys(keys, 0), once, (least, most)):
        yield [key for key, count in given.items() if count]


def counts(
    amounts: Mapping[int, Decimal], least: Mapping[int, int], most: Mapping[int, int], whole: Decimal, slack: Decimal
) -> Iterator[dict[int, int]]:
    """Yield how often to take each of `amounts`, between its `least` and `most`, so that they come to `whole`.

    Sums may differ by `slack`. Raise TooManySubsets where the search needs too many steps.
    """
    keys = sorted(amounts, key=lambda key: -amounts[key])
    yield from _counts(keys, amounts, least, most, (whole - slack, whole + slack))


def _counts(
    keys: list[int],
    amounts: Mapping[int, Decimal],
    least: Mapping[int, int],
    most: Mapping[int, int],
    bounds: tuple[Decimal, Decimal],
) -> Iterator[dict[int, int]]:
    rest = [*accumulate((amounts[key] * most[key] for key in reversed(keys)), initial=ZERO)][::-1]
    needed = [*accumulate((amounts[key] * least[key] for key in reversed(keys)), initial=ZERO)][::-1]
    steps, stack = 0, [(0, ZERO, dict[int, int]())]
    while stack:
        at, whole, given = stack.pop()
        if whole + needed[at] > bounds[1] or whole + rest[at] < bounds[0]:
            continue
        steps += 1
        if steps > _MOST_STEPS:
            raise TooManySubsets("There are too many sums to compare.")
        if at == len(keys):
            yield given
            continue
        key = keys[at]
        for count in range(least[key], most[key] + 1):
            if whole + amounts[key] * count > bounds[1]:
                break
            stack.append((at + 1, whole + amounts[key] * count, given | {key: count} if count else given))
