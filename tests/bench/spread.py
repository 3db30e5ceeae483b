"""Spread of a measurement's rounds, printed beside their median."""

from collections.abc import Iterable


def spread(values: Iterable[float], pattern: str = ",.0f") -> str:
    """Return the least and the greatest of `values`, formatted by `pattern`, as “3–5”."""
    found = list(values)
    return f"{min(found):{pattern}}–{max(found):{pattern}}"
