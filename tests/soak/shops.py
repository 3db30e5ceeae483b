"""Stores on every issuer, and the documents that providers keep: stand-ins, and merchants' endpoints."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal

from config.local.merchant import Merchant, Refused
from config.local.provider_scenario import CHILE, PORTUGAL, ProviderStore
from config.local.sandbox import Json, Sandbox
from config.local.stand_ins import StandIn
from tests.providers.endpoint.running import Running

OWN = replace(CHILE, provider="own", templates=("clp-iva-included",))
KEYED = replace(
    CHILE,
    provider="endpoint",
    credentials={},
    templates=("clp-iva-included",),
    choices={"credit_notes": "yes", "idempotency": "yes"},
)
UNKEYED = replace(KEYED, choices={"credit_notes": "yes", "idempotency": "no"})
# Stores of a soak take these in turn.
KINDS = (CHILE, PORTUGAL, KEYED, UNKEYED, OWN, CHILE, PORTUGAL, UNKEYED, CHILE, PORTUGAL)
_CREDITS = "61"


@dataclass(frozen=True)
class KeptDocument:
    """A document as its provider keeps it, or as Folio has recorded it."""

    order_id: int
    is_credit: bool
    number: str
    total: Decimal


@dataclass
class Shop:
    """A store and its issuer: a provider's account that `key` opens, an `endpoint` of its own, or Folio."""

    kind: ProviderStore
    merchant: Merchant
    sandbox: Sandbox
    endpoint: Running | None = None
    key: str = ""
    sold: list[int] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.merchant.store

    @property
    def stand_in(self) -> StandIn:
        return StandIn(self.sandbox, self.kind.provider)

    @property
    def has_stand_in(self) -> bool:
        return self.kind.provider in _DOCUMENTS_OF

    def open(self) -> None:
        """Install Folio, take the first steps, and switch to the provider."""
        kind = self.kind
        place = {"currency": kind.currency, "country": kind.country, "timezone": kind.time_zone}
        self.sandbox.create_store(self.code, **place)
        self.merchant.install()
        self.merchant.start(seller_tax_id=kind.tax_id, **kind.seller)
        if self.has_stand_in:
            self.key = str(self.stand_in.create_account()["key"])
            self.merchant.connect_provider(kind.provider, kind.credentials | {kind.key_name: self.key}, kind.choices)
        elif self.endpoint:
            self.merchant.connect_provider(kind.provider, self.endpoint.credentials, kind.choices)

    def place(self) -> int:
        """Place an unpaid order and return its id."""
        template = self.kind.templates[len(self.sold) % len(self.kind.templates)]
        placed = self.sandbox.create_order(self.code, template=template, assign_id=True, quiet=True)
        self.sold.append(int(placed["order"]["id"]))
        return self.sold[-1]

    def sell(self) -> int:
        """Place an order, pay it, and return its id."""
        order_id = self.place()
        self.sandbox.pay(self.code, order_id)
        return order_id

    def documents(self) -> list[KeptDocument]:
        """Return the documents that the provider has; drafts that it has thrown away are none."""
        if self.endpoint:
            return [_of_endpoint(number, order) for number, order in self.endpoint.documents().items()]
        return _DOCUMENTS_OF[self.kind.provider](self.stand_in.documents(self.key)) if self.has_stand_in else []

    def number_of(self, order_id: int, *, is_credit: bool) -> str:
        """Return the number of the document that the merchant finds there for an order, empty if there is none."""
        found = (each for each in self.documents() if (each.order_id, each.is_credit) == (order_id, is_credit))
        return next((each.number for each in found), "")


def answer_vouchers(shops: Iterable[Shop], wait: Callable[[Callable[[], object], str], None]) -> None:
    """Sell once in each Chilean `shop` and tell that no voucher counts as the boleta, which holds the first order."""
    asking = [shop for shop in shops if shop.kind is CHILE]
    for shop in asking:
        shop.sell()
    for shop in asking:
        wait(shop.merchant.held, f"the first order of {shop.code} to be held")
        shop.merchant.answer_vouchers("no")
        # A check for missing documents may have read it again already.
        with suppress(Refused):
            shop.merchant.try_again()


def _of_endpoint(number: str, order: Json) -> KeptDocument:
    return KeptDocument(order["id"], order["status"] == "canceled", number, Decimal(str(order["total"])))


def _of_openfactura(documents: list[Json]) -> list[KeptDocument]:
    """Return the documents; a credit note names the folio of its document, which names the order."""
    kept: dict[str, KeptDocument] = {}
    for each in documents:
        dte, kind = each["dte"], str(each["kind"])
        reference = dte["Referencia"][0]
        credited = kept.get(f"{reference['TpoDocRef']}-{reference['FolioRef']}")
        order_id = credited.order_id if credited else int(reference["FolioRef"])
        number = f"{kind}-{each['folio']}"
        kept[number] = KeptDocument(
            order_id, kind == _CREDITS, number, Decimal(dte["Encabezado"]["Totales"]["MntTotal"])
        )
    return list(kept.values())


def _of_invoicexpress(documents: list[Json]) -> list[KeptDocument]:
    return [
        KeptDocument(
            int(each["reference"].split("-")[2]),
            each["root"] == "credit_note",
            f"{_CODES[each['root']]} {each['inverted_sequence_number']}",
            Decimal(json.dumps(each["total"])).quantize(Decimal("0.01")),
        )
        for each in documents
        if each["status"] != "deleted"
    ]


_CODES = {"invoice_receipt": "FR", "credit_note": "NC"}
_DOCUMENTS_OF: dict[str, Callable[[list[Json]], list[KeptDocument]]] = {
    "openfactura": _of_openfactura,
    "invoicexpress": _of_invoicexpress,
}
