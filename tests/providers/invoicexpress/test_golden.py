"""The requests for order 1042 and for the return of one of its items, as they are sent."""

import json
from pathlib import Path
from typing import Any

from .shop import Shop, order_1042, refund_77

_GOLDEN = Path(__file__).parent / "golden"


def _sent(shop: Shop, path: str) -> Any:
    return next(json.loads(each.request) for each in shop.exchanges if each.method == "POST" and path in each.url)


def _golden(name: str) -> Any:
    return json.loads((_GOLDEN / f"{name}.json").read_text())


def test_order_1042_is_sent_as_a_fatura_recibo(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    issued = shop.issued(plan)
    assert _sent(shop, "invoice_receipts.json") == _golden("fatura_recibo_1042")
    assert (issued.number, issued.fiscal_id, str(issued.gross_total)) == ("FR A/1", "AT47736-1", "29.52")
    assert issued.receiver == plan.receiver == "PT123456789"


def test_a_returned_item_is_sent_as_a_credit_note_of_its_line(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    note = refund_77(order_1042(), plan, shop.issued(plan))
    assert shop.plan(note).receiver == plan.receiver
    credited = shop.issued(shop.plan(note), "folio-77-refund-77")
    assert _sent(shop, "credit_notes.json") == _golden("nota_credito_1042")
    assert (credited.number, str(credited.gross_total)) == ("NC A/1", "12.30")
