"""The orders that “New order” can place: the files in `orders/`, each one payload as Jumpseller sends it."""

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
    """A payload to make orders from; `name` is its file's."""

    name: str
    payload: Payload

    @property
    def title(self) -> str:
        """The name for people: `clp-iva-included` is “CLP · iva included”."""
        currency, _, rest = self.name.partition("-")
        return f"{currency.upper()} · {rest.replace('-', ' ')}"

    @property
    def currency(self) -> str:
        """The ISO 4217 code of its amounts."""
        return str(self.payload["currency"])

    def fresh(self) -> Payload:
        """Returns the payload of an order that is placed now: no number yet, not paid."""
        kept = {key: value for key, value in self.payload.items() if key not in _OF_ITS_OWN_TIME}
        return kept | {"created_at": moments.written(moments.now()), "completed_at": None}


@cache
def all_templates() -> dict[str, OrderTemplate]:
    """Returns the templates by name."""
    paths = sorted(_FOLDER.glob("*.json"))
    return {path.stem: OrderTemplate(path.stem, json.loads(path.read_text("utf-8"))["order"]) for path in paths}


def template(name: str) -> OrderTemplate:
    """Returns the template NAME. Raises HttpError 404."""
    if name not in all_templates():
        raise HttpError(404, f"An order template is one of {', '.join(all_templates())}")
    return all_templates()[name]
