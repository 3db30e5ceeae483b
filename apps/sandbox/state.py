"""State of the sandbox, in the memory of one process. Every reader and writer holds `lock`."""

import itertools
import secrets
import threading
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from apps.sandbox import moments
from apps.sandbox.answers import HttpError, Payload
from apps.sandbox.configuration import configuration

EVENTS = (
    "order_updated",
    "order_pending_payment",
    "order_paid",
    "order_shipped",
    "order_canceled",
    "order_abandoned",
    "product_created",
    "product_updated",
    "product_deleted",
    "product_stock_updated",
    "customer_created",
    "customer_updated",
    "customer_deleted",
)

lock = threading.RLock()
_ids = itertools.count(70001)


def new_id() -> int:
    """Return a number that is unique in this sandbox, for hooks, history entries and stores."""
    return next(_ids)


@dataclass
class Document:
    """A document that an App attached to an order; `document_type` is stored as it was sent."""

    order_id: int
    document_type: int | str
    external_id: str | None
    public_id: str | None
    url: str | None
    app_code: str | None

    @property
    def type_number(self) -> int:
        """Return 1 for an invoice, 0 for a credit note."""
        return int(str(self.document_type)[0])

    def as_payload(self) -> Payload:
        """Return the document in the format of the API."""
        return {"document": vars(self) | {"document_type": self.type_number}}


@dataclass
class HistoryEntry:
    """A line in an order's history."""

    message: str
    log: Any = None
    id: int = field(default_factory=new_id)
    created_at: str = field(default_factory=lambda: moments.written(moments.now()))

    def as_payload(self) -> Payload:
        """Return the entry in the format of the API."""
        return {"order_history": {"id": self.id, "message": self.message, "created_at": self.created_at}}


@dataclass
class Order:
    """An order: its payload as Jumpseller sends it, its documents and its history."""

    payload: Payload
    documents: list[Document] = field(default_factory=list)
    history: list[HistoryEntry] = field(default_factory=list)

    @property
    def id(self) -> int:
        """Return the order's number, unique within its store."""
        return int(self.payload["id"])

    def as_payload(self) -> Payload:
        """Return the order in the format of the API and of webhooks."""
        return {"order": self.payload}


@dataclass
class Hook:
    """A webhook subscription; `failed_attempts` counts those since the last success."""

    event: str
    url: str
    id: int = field(default_factory=new_id)
    created_at: str = field(default_factory=lambda: moments.written(moments.now()))
    failed_attempts: int = 0
    paused: bool = False

    def resume(self) -> None:
        """Resume the hook with a failure count of zero."""
        self.failed_attempts, self.paused = 0, False

    def as_payload(self) -> Payload:
        """Return the hook in the format of the API, which does not report that a hook is paused."""
        fields = {"id": self.id, "name": self.event, "event": self.event, "url": self.url}
        return {"hook": fields | {"created_at": self.created_at, "application_id": 1}}


@dataclass
class Store:
    """A merchant's store. Order numbers are unique within the store only."""

    code: str
    name: str
    currency: str
    country: str
    timezone: str
    email: str
    url: str
    address: dict[str, str | None]
    # In the format of the API, unwrapped. Many stores have set up none.
    taxes: list[Payload] = field(default_factory=list)
    id: int = field(default_factory=new_id)
    hooks_token: str = field(default_factory=lambda: secrets.token_hex(16))
    orders: dict[int, Order] = field(default_factory=dict)
    hooks: dict[int, Hook] = field(default_factory=dict)
    # Whether the merchant has the App, and since when.
    installed: bool = False
    installed_on: date = field(default_factory=lambda: moments.now().date())
    _last_order_id: int = 1000

    def new_order_id(self) -> int:
        """Return the next free order number."""
        self._last_order_id += 1
        while self._last_order_id in self.orders:
            self._last_order_id += 1
        return self._last_order_id

    def order(self, order_id: int) -> Order:
        """Return the order `order_id`. Raise HttpError 404."""
        if order_id not in self.orders:
            raise HttpError(404, "Order Not Found")
        return self.orders[order_id]

    def hook(self, hook_id: int) -> Hook:
        """Return the hook `hook_id`. Raise HttpError 404."""
        if hook_id not in self.hooks:
            raise HttpError(404, "Hook Not Found")
        return self.hooks[hook_id]

    def install(self) -> None:
        """Record that the merchant has authorised the App."""
        if not self.installed:
            self.installed, self.installed_on = True, moments.now().date()

    def reset_hooks_token(self) -> None:
        """Give the store another key to sign webhooks with, as merchants can."""
        self.hooks_token = secrets.token_hex(16)


stores: dict[str, Store] = {}


def store(code: str) -> Store:
    """Return the store `code`. Raise HttpError 404."""
    if code not in stores:
        raise HttpError(404, f"There is no store “{code}”")
    return stores[code]


def create_store(
    code: str,
    *,
    name: str = "",
    currency: str = "CLP",
    country: str = "CL",
    timezone: str = "America/Santiago",
    email: str = "",
    address: dict[str, str | None] | None = None,
    taxes: list[Payload] | None = None,
) -> Store:
    """Create and return a store. Raise HttpError 409 if `code` is taken, 400 if `timezone` is unknown."""
    if code in stores:
        raise HttpError(409, f"There is a store “{code}” already")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, IsADirectoryError):
        raise HttpError(400, f"“{timezone}” is no time zone") from None
    stores[code] = Store(
        code=code,
        name=name or code.replace("-", " ").title(),
        currency=currency,
        country=country,
        timezone=timezone,
        email=email or f"owner@{code}.example",
        url=f"https://{code}.jumpseller.example",
        address=_EMPTY_ADDRESS | (_SANTIAGO if country == "CL" else {"country_code": country}) | (address or {}),
        taxes=[_TAX | {"id": new_id(), "country": country} | tax for tax in taxes or []],
    )
    return stores[code]


_TAX: Payload = {"name": "IVA", "region": None, "category_id": None, "tax_amount": 0, "fixed": False, "shipping": True}
_EMPTY_ADDRESS: dict[str, str | None] = dict.fromkeys(
    ["address", "city", "postal", "region", "country", "region_code", "country_code"]
)
_SANTIAGO: dict[str, str | None] = {
    "address": "Avenida Providencia 1234",
    "city": "Santiago",
    "postal": "7500000",
    "region": "Metropolitana",
    "country": "Chile",
    "region_code": "12",
    "country_code": "CL",
}

create_store(configuration.store_code)
