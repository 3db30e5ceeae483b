"""Read many carts with promotions and print how many were issued, held and wrong: python -m tests.population 20000 1.

The first number is the count of carts, the second the seed. The exit status is 1 if any document is wrong.
"""

import os
import sys
from collections import Counter
from multiprocessing import Pool

from tests.orders.judging import judge
from tests.orders.shops import KINDS, sales

_PART = 500


def main(count: int = 20_000, seed: int = 1) -> int:
    """Print the table for `count` carts generated from `seed` and return how many documents are wrong."""
    parts = [(seed * 1_000_003 + number, min(_PART, count - number * _PART)) for number in range(-(-count // _PART))]
    counted: Counter[tuple[str, bool, str]] = Counter()
    with Pool(os.cpu_count()) as pool:
        for part in pool.imap_unordered(_judged, parts):
            counted += part
    _print(counted)
    return sum(amount for (_, _, verdict), amount in counted.items() if verdict == "wrong")


def _judged(part: tuple[int, int]) -> Counter[tuple[str, bool, str]]:
    seed, count = part
    return Counter((sold.kind, sold.is_hard, _verdict(judge(sold))) for sold in sales(seed, count))


def _verdict(judged: str) -> str:
    return "wrong" if judged.startswith("wrong") else judged


def _print(counted: Counter[tuple[str, bool, str]]) -> None:
    verdicts = ["issued", *sorted({verdict for _, _, verdict in counted} - {"issued", "wrong"}), "wrong"]
    print(f"{'promotion':<34}{'carts':>7}" + "".join(f"{verdict.removeprefix('held: '):>25}" for verdict in verdicts))
    for hard in (False, True):
        name = "only the order's tax tells" if hard else "told by lines, or nothing to tell"
        rows = [(f"{kind}", [kind]) for kind in KINDS] + [(name, list(KINDS))]
        for title, kinds in rows:
            _row(title, {v: sum(counted[kind, hard, v] for kind in kinds) for v in verdicts})
    _row("all carts", {v: sum(counted[kind, hard, v] for kind in KINDS for hard in (False, True)) for v in verdicts})


def _row(title: str, amounts: dict[str, int]) -> None:
    whole = sum(amounts.values())
    if whole:
        cells = (f"{amount:>15} {100 * amount / whole:>6.2f} %" for amount in amounts.values())
        print(f"{title:<34}{whole:>7}" + "".join(cells))


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:])) else 0)
