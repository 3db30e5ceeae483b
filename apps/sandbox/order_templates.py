"""Templates for “New order”: the files in `orders/`, each one payload as Jumpseller sends it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from apps.sandbox import moments
from apps.sandbox.answers import HttpError, Payload

_FOLDER = Path(__file__).parent / "orders"
_OF_ITS_OWN_TIME = {"id", "created_at", "completed_at", "status", "status_enum"}


@dataclass(frozen=True)
class OrderTemplate:
    """A payload to create orders from; `name` is its file's stem."""

    name: str
    payload: Payload

    @property
    def title(self) -> str:
        """Return the name for display: `clp-iva-included` is “CLP · iva included”."""
        currency, _, rest = self.name.partition("-")
        return f"{currency.upper()} · {rest.replace('-', ' ')}"

    @property
    def currency(self) -> str:
        """Return the ISO 4217 code of its amounts."""
        return str(self.payload["currency"])

    def fresh(self) -> Payload:
        """Return the payload of an order created now: without a number, not paid."""
        kept = {key: value for key, value in self.payload.items() if key not in _OF_ITS_OWN_TIME}
        return kept | {"created_at": moments.written(moments.now()), "completed_at": None}


@cache
def all_templates() -> dict[str, OrderTemplate]:
    """Return the templates by name."""
    paths = sorted(_FOLDER.glob("*.json"))
    return {path.stem: OrderTemplate(path.stem, json.loads(path.read_text("utf-8"))["order"]) for path in paths}


def template(name: str) -> OrderTemplate:
    """Return the template `name`. Raise HttpError 404."""
    if name not in all_templates():
        raise HttpError(404, f"An order template is one of {', '.join(all_templates())}")
    return all_templates()[name]
