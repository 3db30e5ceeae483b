"""The taxes of a store in the platform's JSON (`GET /taxes.json`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax that a store has set up. `rate` is in percent, or an amount of money where it `is_fixed`."""

    name: str
    country: str
    rate: Decimal
    is_fixed: bool


def read_taxes(found: Mapping[str, Any]) -> Tax | None:
    """Return the tax that `found` describes, None if it names no rate. Answers call it `tax_amount`, requests `tax`."""
    try:
        rate = Decimal(str(found.get("tax_amount", found.get("tax"))))
    except InvalidOperation:
        return None
    if not rate.is_finite() or rate < 0:
        return None
    return Tax(str(found.get("name") or ""), str(found.get("country") or ""), rate, is_fixed=found.get("fixed") is True)
