"""Geometry of the bar charts of days, which the page draws as SVG, in units of a canvas of `WIDTH` by `HEIGHT`."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from apps.dashboard.home.daily_totals import Day

WIDTH, HEIGHT = 600, 120
# Gap between two bars, as a part of a day's width.
_GAP = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `name` is its value: invoiced, held or credited."""

    name: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars upwards for invoiced amounts, with held ones on top, and downwards for credited ones.

    `base` is the position of zero; `most` the highest day's value, to which all are scaled.
    """

    bars: list[Bar]
    base: str
    most: Decimal


def amounts_chart(days: list[Day]) -> Chart:
    """Return the chart of the documents' amounts on each of `days`."""
    return _chart(days, lambda day, name: Decimal(getattr(day, name).amount))


def counts_chart(days: list[Day]) -> Chart:
    """Return the chart of the number of documents on each of `days`."""
    return _chart(days, lambda day, name: Decimal(getattr(day, name).count))


def _chart(days: list[Day], value: Callable[[Day, str], Decimal]) -> Chart:
    up = max((value(day, "invoiced") + value(day, "held") for day in days), default=Decimal(0))
    down = max((value(day, "credited") for day in days), default=Decimal(0))
    unit = HEIGHT / (up + down) if up + down else Decimal(0)
    base, step = up * unit if unit else Decimal(HEIGHT), Decimal(WIDTH) / max(len(days), 1)
    bars: list[Bar] = []
    for place, day in enumerate(days):
        x, top = place * step + step * _GAP / 2, base
        for name in ("invoiced", "held"):
            height = value(day, name) * unit
            top -= height
            bars.append(_bar(name, x, top, step * (1 - _GAP), height))
        bars.append(_bar("credited", x, base, step * (1 - _GAP), value(day, "credited") * unit))
    return Chart([bar for bar in bars if Decimal(bar.height)], _plain(base), max(up, down))


def _bar(name: str, x: Decimal, y: Decimal, width: Decimal, height: Decimal) -> Bar:
    return Bar(name, _plain(x), _plain(y), _plain(width), _plain(height))


def _plain(number: Decimal) -> str:
    """Return `number` in the form of SVG, with a decimal point in every language."""
    return f"{number:.2f}"
