"""Sales of stores whose documents a provider issues: each step as merchant and buyer see it, printed and awaited."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from config.local.merchant import Merchant, Refused
from config.local.processes import wait_until
from config.local.sandbox import Json, Sandbox
from config.local.scenario import StepFailed
from config.local.stand_ins import StandIn

_PATIENCE = 90.0


@dataclass(frozen=True)
class ProviderStore:
    """A store, its provider's stand-in, and what it sells. `credentials` are completed by the account's key."""

    country: str
    currency: str
    time_zone: str
    provider: str
    tax_id: str
    key_name: str
    credentials: dict[str, str]
    templates: tuple[str, ...]
    choices: dict[str, str] = field(default_factory=dict)
    seller: dict[str, str] = field(default_factory=dict)


CHILE = ProviderStore(
    country="CL",
    currency="CLP",
    time_zone="America/Santiago",
    provider="openfactura",
    # The company of the stand-in.
    tax_id="76795561-8",
    key_name="key",
    credentials={"environment": "live"},
    templates=("clp-iva-included", "clp-factura-with-coupon"),
)
PORTUGAL = ProviderStore(
    country="PT",
    currency="EUR",
    time_zone="Europe/Lisbon",
    provider="invoicexpress",
    tax_id="503504564",
    key_name="api_key",
    credentials={"account": "acme", "environment": "live"},
    templates=("eur-vat-on-top-with-shipping",),
    seller={"seller_street": "Rua Augusta 1", "seller_postcode": "1100-048", "seller_city": "Lisboa"},
)


@dataclass
class ProviderScenario:
    """The first sales of `kind` of store through its provider. `say` prints a line, `check` raises if Folio ended."""

    kind: ProviderStore
    merchant: Merchant
    sandbox: Sandbox
    say: Callable[[str], None]
    check: Callable[[], None]
    key: str = ""

    def play(self) -> None:
        """Connect, switch, sell, answer what is asked, cancel. Raise StepFailed."""
        self._install()
        self._connect()
        orders = [self._sell(template) for template in self.kind.templates]
        self._answer_vouchers(orders)
        for order_id in orders:
            self._wait_for_documents(order_id, 1)
        self.sandbox.cancel(self.merchant.store, orders[0])
        self.say(f"Cancelled order {orders[0]}")
        self._wait_for_documents(orders[0], 2)
        self._compare(orders)

    @property
    def _stand_in(self) -> StandIn:
        return StandIn(self.sandbox, self.kind.provider)

    def _install(self) -> None:
        self.sandbox.create_store(
            self.merchant.store,
            currency=self.kind.currency,
            country=self.kind.country,
            timezone=self.kind.time_zone,
        )
        self.merchant.install()
        self.merchant.start(seller_tax_id=self.kind.tax_id, **self.kind.seller)
        self.say(f"Installed in the store {self.merchant.store} ({self.kind.country})")

    def _connect(self) -> None:
        self.key = str(self._stand_in.create_account()["key"])
        credentials = self.kind.credentials | {self.kind.key_name: self.key}
        self.merchant.connect_provider(self.kind.provider, credentials, self.kind.choices)
        self.say(f"Connected {self.kind.provider}, which issues the documents from now on")

    def _sell(self, template: str) -> int:
        placed = self.sandbox.create_order(self.merchant.store, template=template, status="paid", assign_id=True)
        order_id = int(placed["order"]["id"])
        self.say(f"Sold order {order_id}: {template}")
        return order_id

    def _answer_vouchers(self, orders: list[int]) -> None:
        """Say that no voucher counts as the boleta, where the country asks; a factura is issued in any case."""
        if self.kind.country != "CL":
            return
        self._wait(self.merchant.held, f"one of the orders {orders} to be held")
        self.merchant.answer_vouchers("no")
        self.say("Answered that no voucher counts as the boleta: without the answer, sales without a factura are held")
        # A periodic check may have read the order again already.
        with suppress(Refused):
            self.merchant.try_again()

    def _wait_for_documents(self, order_id: int, count: int) -> None:
        def arrived() -> bool:
            return len(self._documents(order_id)) >= count

        self._wait(arrived, f"document {count} of order {order_id} in Jumpseller")
        document = self._documents(order_id)[-1]
        pdf = self.merchant.download(f"{document['url']}.pdf")
        if not pdf.startswith(b"%PDF"):
            raise StepFailed(f"The link of {document['public_id']} opens no PDF.")
        page = self.merchant.download(document["url"]).decode()
        title = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)
        said = " ".join(re.sub(r"<[^>]+>", " ", title.group(1)).split()) if title else document["public_id"]
        self.say(f"{said}, order {order_id}: {document['url']}")

    def _compare(self, orders: list[int]) -> None:
        """Compare the provider's documents with those in Jumpseller: as many, and each once."""
        there = [each for each in self._stand_in.documents(self.key) if each.get("status") != "draft"]
        shown = [each for order_id in orders for each in self._documents(order_id)]
        if len(there) != len(shown):
            raise StepFailed(f"{self.kind.provider} has {len(there)} documents, Jumpseller shows {len(shown)}.")
        self.say(f"{self.kind.provider} has the same {len(there)} documents, each once")

    def _documents(self, order_id: int) -> list[Json]:
        return list(self.sandbox.order(self.merchant.store, order_id)["documents"])

    def _wait(self, condition: Callable[[], Any], what: str) -> None:
        def met() -> bool:
            self.check()
            return bool(condition())

        wait_until(met, seconds=_PATIENCE, what=what)
