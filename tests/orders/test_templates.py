"""Every realistic order of the sandbox is read."""

from decimal import Decimal
from pathlib import Path

import pytest

from apps.core.http import exact_json
from apps.orders.data import TaxFallback
from apps.orders.payload import parse_order
from apps.orders.reading import read_order
from config.environment import PROJECT

_TEMPLATES = sorted((PROJECT / "apps" / "sandbox" / "orders").glob("*.json"))


@pytest.mark.parametrize("template", _TEMPLATES, ids=lambda template: template.stem)
def test_the_sandboxs_orders_are_read(template: Path) -> None:
    document = exact_json.parse_json(template.read_bytes())
    reading = read_order(document, TaxFallback(rate=Decimal(19), inside=True))
    assert reading.data is not None, reading.problems
    paid_by_card = reading.data.gift_card_amount
    assert parse_order(document).total in {reading.data.gross_total, reading.data.gross_total - paid_by_card}
