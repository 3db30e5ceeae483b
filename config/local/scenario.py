"""The main use of Folio, step by step, as merchant and buyer see it: each step is printed and awaited."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.local.merchant import Merchant
from config.local.processes import wait_until
from config.local.sandbox import Json, Sandbox

_PATIENCE = 60.0
# Seconds within which an unwanted document would appear.
_MOMENT = 2.0


class StepFailed(Exception):
    """A step did not end as expected; the text names the step and the reason."""


@dataclass
class Scenario:
    """A merchant's first day. `say` prints a line, `check` raises if a process of Folio has ended."""

    merchant: Merchant
    sandbox: Sandbox
    folder: Path
    say: Callable[[str], None]
    check: Callable[[], None]

    def play(self) -> None:
        """Install, sell, wait for documents, cancel, wait for the credit note. Raise StepFailed."""
        self._install()
        real = self._sell("the real CLP order (IVA inside)", template="clp-sample-giftcard-with-iva", status="paid")
        usd = self._sell_later("the real USD order (pending)", template="usd-sample-pending-with-discount")
        more = [
            self._sell(f"an order: {template}", template=template, status="paid")
            for template in ("clp-iva-included", "eur-vat-on-top-with-shipping", "eur-coupon-discount")
        ]
        for order in (real, usd, *more):
            self._wait_for_documents(order, 1)
        self.sandbox.cancel(self.merchant.store, real)
        self.say(f"Cancelled order {real}")
        self._wait_for_documents(real, 2)

    def _install(self) -> None:
        page = self.merchant.install()
        events = sorted(hook["event"] for hook in self.sandbox.store(self.merchant.store)["hooks"])
        if not page.startswith(self.merchant.folio) or len(events) != 3:
            raise StepFailed(f"Installing ended at {page} with the webhooks {events}.")
        self.say(f"Installed in the store {self.merchant.store} through OAuth; webhooks: {', '.join(events)}")
        self.merchant.start(fallback_tax_rate="19")
        self.say("Took the first steps (seller, 19 % inside the prices of orders without taxes) and turned issuing on")
        self.merchant.change_settings(mail_buyers="on")
        self.say("Turned mail to the buyers on")

    def _sell(self, what: str, **order: Any) -> int:
        placed = self.sandbox.create_order(self.merchant.store, assign_id=True, **order)
        order_id = int(placed["order"]["id"])
        self.say(f"Sold order {order_id}: {what}")
        return order_id

    def _sell_later(self, what: str, **order: Any) -> int:
        order_id = self._sell(what, **order)
        self.sandbox.wait_until_quiet(_PATIENCE)
        time.sleep(_MOMENT)
        if self._documents(order_id):
            raise StepFailed(f"Order {order_id} is not paid and has a document.")
        self.sandbox.pay(self.merchant.store, order_id)
        self.say(f"Paid order {order_id}, which had no document before")
        return order_id

    def _wait_for_documents(self, order_id: int, count: int) -> None:
        def arrived() -> bool:
            self.check()
            return len(self._documents(order_id)) >= count

        wait_until(arrived, seconds=_PATIENCE, what=f"document {count} of order {order_id} in Jumpseller")
        documents = self._documents(order_id)
        if len(documents) != count:
            raise StepFailed(f"Order {order_id} has {len(documents)} documents, not {count}.")
        self._show(order_id, documents[-1])

    def _documents(self, order_id: int) -> list[Json]:
        return list(self.sandbox.order(self.merchant.store, order_id)["documents"])

    def _show(self, order_id: int, document: Json) -> None:
        pdf = self.merchant.download(f"{document['url']}.pdf")
        if not pdf.startswith(b"%PDF-"):
            raise StepFailed(f"The link of {document['public_id']} opens no PDF.")
        path = self.folder / f"{document['public_id']}.pdf"
        path.write_bytes(pdf)
        kind = "Invoice" if document["document_type"] == 1 else "Credit note"
        self.say(f"{kind} {document['public_id']} of order {order_id}: {path}\n    {document['url']}")
