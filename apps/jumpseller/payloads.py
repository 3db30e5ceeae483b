"""The platform's JSON: no float ever touches an amount, and single resources come wrapped or bare."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from apps.core.errors import FolioError

_YEARS = range(1990, 2200)


class NotJson(FolioError):
    """Bytes that are no JSON document."""

    code = "not_json"


def parse(body: bytes | str) -> Any:
    """Returns the JSON document BODY with every decimal number as `Decimal`. Raises NotJson."""
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, ArithmeticError, RecursionError):
        raise NotJson("This is not a JSON document.") from None


def unwrap(document: Any, root: str) -> Any:
    """Returns what stands below ROOT where the document is wrapped ({"order": {…}}), else the document itself."""
    if isinstance(document, Mapping) and isinstance(document.get(root), Mapping):
        return document[root]
    return document


def moment(value: Any) -> datetime | None:
    """Returns the moment that VALUE names, None if it names none.

    Jumpseller writes “2023-02-03 04:00:28 UTC”, and ISO 8601 in its lightweight requests.
    """
    try:
        found = datetime.fromisoformat(str(value).strip().removesuffix(" UTC"))
    except ValueError:
        return None
    if found.year not in _YEARS:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
