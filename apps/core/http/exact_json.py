"""JSON whose amounts are exact: decimal numbers are `Decimal` when they are read, and never change when written."""

import json
from decimal import Decimal
from typing import Any

from apps.core.errors import FolioError


class NotJson(FolioError):
    """Bytes that are no JSON document."""

    code = "not_json"


class NotExact(FolioError):
    """A number with more digits than a JSON number keeps in every program that reads it."""

    code = "number_not_exact"


def parse_json(body: bytes | str) -> Any:
    """Return the JSON document `body` with every decimal number as `Decimal`. Raise NotJson."""
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, ArithmeticError, RecursionError):
        raise NotJson("This is not a JSON document.") from None


def json_number(number: Decimal) -> int | float:
    """Return what `json.dumps` writes with the very digits of `number`, without zeros at its end. Raise NotExact."""
    if number == number.to_integral_value():
        return int(number)
    written = float(number)
    if Decimal(repr(written)) != number:
        raise NotExact(f"{number} has too many digits for a JSON number.")
    return written


def _refuse(constant: str) -> None:
    raise ValueError(constant)
