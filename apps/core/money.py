"""Amounts: `Decimal`, always with the number of decimals of their currency (ISO 4217)."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from iso4217 import Currency

from apps.core.errors import FolioError

ZERO = Decimal(0)


class UnknownCurrency(FolioError):
    """A code for which ISO 4217 defines no number of decimals."""

    code = "unknown_currency"


def is_known(currency: str) -> bool:
    """Tell whether ISO 4217 knows `currency` and defines its number of decimals."""
    try:
        decimals(currency)
    except UnknownCurrency:
        return False
    return True


@lru_cache(maxsize=256)
def decimals(currency: str) -> int:
    """Return the number of decimals of amounts in `currency`: CLP 0, EUR 2. Raise UnknownCurrency."""
    try:
        exponent: int | None = Currency(currency).exponent
    except ValueError:
        exponent = None
    if exponent is None:
        raise UnknownCurrency(f"“{currency}” is not a currency of ISO 4217 that amounts can be stated in.")
    return exponent


def quantize(amount: Decimal, currency: str) -> Decimal:
    """Round `amount` to the decimals of `currency`, halves away from zero as on invoices. Raise UnknownCurrency."""
    return amount.quantize(minor_unit(currency), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=256)
def minor_unit(currency: str) -> Decimal:
    """Return the smallest amount of `currency`: 1 for CLP, 0.01 for EUR. Raise UnknownCurrency."""
    return Decimal(1).scaleb(-decimals(currency))


def spread(amount: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """Split `amount` in proportion to `weights` so that the parts, in minor units, add up to it exactly.

    The largest remainders get the last minor units; of equal remainders the earlier part does. All-zero weights give
    everything to the first part. `amount` must already have the currency's decimals.
    """
    return spread_in(minor_unit(currency), amount, weights)


def spread_in(unit: Decimal, amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split as `spread` does, in multiples of `unit`."""
    total = sum(weights, ZERO)
    if not weights:
        return []
    if total == 0:
        return [amount, *[ZERO] * (len(weights) - 1)]
    return settle_in(unit, amount, [amount * weight / total for weight in weights])


def settle(amount: Decimal, parts: Sequence[Decimal], currency: str) -> list[Decimal]:
    """Round `parts`, none below zero, to minor units so that they add up to `amount` exactly and none falls below zero.

    The largest remainders get the last minor units; of equal remainders the earlier part does. A part of zero stays
    zero unless all are. `amount` must have the currency's decimals.
    """
    return settle_in(minor_unit(currency), amount, parts)


def settle_in(unit: Decimal, amount: Decimal, parts: Sequence[Decimal]) -> list[Decimal]:
    """Round as `settle` does, in multiples of `unit`."""
    rounded = [(part // unit) * unit for part in parts]
    missing = int((amount - sum(rounded, ZERO)) / unit)
    step = unit if missing >= 0 else -unit
    by_remainder = sorted(range(len(parts)), key=lambda i: (rounded[i] - parts[i]) * step)
    while missing:
        able = [index for index in by_remainder if (parts[index] if missing > 0 else rounded[index])] or [0]
        for index in able[: abs(missing)]:
            rounded[index] += step
        missing -= min(len(able), abs(missing)) * (1 if missing > 0 else -1)
    return rounded
