"""What Folio's tables say of submissions, read past its code, beside what the providers keep."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

from tests.soak.shops import UNKEYED, KeptDocument, Shop

_RECORDED = """
SELECT i.order_id, i.kind = 'credit_note', p.number, i.gross_total FROM invoices_providerdocument p
JOIN invoices_invoice i ON i.id = p.invoice_id JOIN stores_store s ON s.id = p.store_id WHERE s.code = %s
"""
_DOCUMENTS = """
SELECT count(*) FROM invoices_invoice i JOIN stores_store s ON s.id = i.store_id WHERE s.code = %s AND i.order_id = %s
"""
_ASKED = """
SELECT r.id, m.order_id, m.kind = 'credit_note' FROM invoices_submission m
JOIN automation_orderrecord r ON r.store_id = m.store_id AND r.order_id = m.order_id
JOIN stores_store s ON s.id = m.store_id WHERE m.stage = 'asked' AND s.code = %s
"""
# A document that a person found has no address, and each one that they did not find is a further intent.
_ANSWERED = """
SELECT coalesce(sum(m.intent - 1), 0), count(*) FILTER (WHERE p.links = '{}') FROM invoices_submission m
LEFT JOIN invoices_providerdocument p ON p.submission_id = m.id
JOIN stores_store s ON s.id = m.store_id WHERE s.code = %s
"""
_LEFT = """
SELECT m.order_id, m.stage, m.error FROM invoices_submission m JOIN stores_store s ON s.id = m.store_id
WHERE s.code = %s AND m.stage <> 'recorded'
"""


@dataclass
class Ledger:
    """Folio's tables. `there` and `absent` count what the merchants answered, by the codes of their stores."""

    database: "psycopg.Connection[Any]"
    there: Counter[str]
    absent: Counter[str]

    def answer_questions(self, shops: Iterable[Shop]) -> None:
        """Answer each question as the merchant does who looks at the provider."""
        for shop in shops:
            for record_id, order_id, is_credit in self.database.execute(_ASKED, [shop.code]).fetchall():
                number = shop.number_of(order_id, is_credit=is_credit)
                shop.merchant.answer_submission(record_id, number)
                (self.there if number else self.absent)[shop.code] += 1

    def done(self, shops: Iterable[Shop]) -> set[tuple[str, int]]:
        """Return the code and the id of each order whose documents so far are all at the platform."""
        query = """
            SELECT s.code, i.order_id FROM invoices_invoice i JOIN stores_store s ON s.id = i.store_id
            JOIN invoices_posting p ON p.invoice_id = i.id WHERE s.code = ANY(%s)
            GROUP BY s.code, i.order_id HAVING bool_and(p.state = 'done')
        """
        return set(self.database.execute(query, [[shop.code for shop in shops]]).fetchall())

    def count(self, shop: Shop, order_id: int) -> int:
        """Return how many documents the order has."""
        (found,) = self.database.execute(_DOCUMENTS, [shop.code, order_id]).fetchone() or (0,)
        return int(found)

    def findings(self, shops: Iterable[Shop], cancelled: set[tuple[str, int]]) -> Iterator[str]:
        """Yield what is wrong: orders with other documents than theirs, ledgers that differ, questions not counted."""
        for shop in shops:
            yield from self._wrong_orders(shop, cancelled)
            yield from self._differences(shop)
            yield from self._wrong_questions(shop)

    def _wrong_orders(self, shop: Shop, cancelled: set[tuple[str, int]]) -> Iterator[str]:
        for order_id in shop.sold:
            due = 2 if (shop.code, order_id) in cancelled else 1
            linked = len(shop.sandbox.order(shop.code, order_id)["documents"])
            made = self.count(shop, order_id)
            if (made, linked) != (due, due):
                yield f"order {order_id} of {shop.code} has {made} documents and {linked} links instead of {due}"

    def _differences(self, shop: Shop) -> Iterator[str]:
        if shop.kind.provider == "own":
            return
        theirs = Counter(shop.documents())
        ours = Counter(KeptDocument(*row) for row in self.database.execute(_RECORDED, [shop.code]).fetchall())
        yield from (f"{shop.code}, {shop.kind.provider}: only there {each}" for each in (theirs - ours).elements())
        yield from (f"{shop.code}, {shop.kind.provider}: only here {each}" for each in (ours - theirs).elements())
        for order_id, stage, error in self.database.execute(_LEFT, [shop.code]).fetchall():
            yield f"the submission of order {order_id} of {shop.code} is {stage}: {error}"

    def _wrong_questions(self, shop: Shop) -> Iterator[str]:
        """Yield where the answers are not those that the tables show, or a question where none need be asked."""
        row = self.database.execute(_ANSWERED, [shop.code]).fetchone() or (0, 0)
        shown = (int(row[0]), int(row[1]) if shop.endpoint else 0)
        answered = (self.absent[shop.code], self.there[shop.code])
        if shown != answered:
            yield f"{shop.code}: {answered} questions answered with absent and there, the tables show {shown}"
        if any(answered) and shop.kind is not UNKEYED:
            yield f"{shop.code}, {shop.kind.provider}: {sum(answered)} questions where none need be asked"
