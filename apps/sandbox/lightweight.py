"""The request of the button “Create Invoice”: an order in a format of its own, POSTed to the App.

Source: Jumpseller's page on invoicing integrations. It documents body and answers but not signature, statuses and time
limit: the sandbox signs and times out as for webhooks.
"""

from dataclasses import dataclass
from typing import Any

import requests

from apps.sandbox import lifecycle, moments, webhooks
from apps.sandbox.answers import Payload, encoded
from apps.sandbox.configuration import configuration
from apps.sandbox.sending import TIMEOUT_SECONDS, direct_session
from apps.sandbox.state import Order, Store

EVENT = "invoice_requested"


@dataclass(frozen=True)
class Request:
    """The request of a click on the button, ready to be sent."""

    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """The result that the merchant sees after the click: a link with its name, or only a message."""

    message: str
    url: str = ""
    public_id: str = ""


def request_for(store: Store, order: Order) -> Request:
    """Return the signed request for the invoice of `order` in its current state. The caller holds the lock."""
    body = encoded({"order": in_dialect(order.payload)})
    headers = {
        "Content-Type": "application/json",
        "Jumpseller-Store-Code": store.code,
        "Jumpseller-Event": EVENT,
        "Jumpseller-Hmac-Sha256": webhooks.signature(body, store.hooks_token),
    }
    return Request(body, headers)


def send(request: Request) -> Answer:
    """POST `request` to the App and return its answer. The caller must not hold the lock: the App will call the API."""
    try:
        with direct_session() as session:
            answer = session.post(
                f"{configuration.app_url}/invoices",
                data=request.body,
                headers=request.headers,
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
        said = answer.json()
    except (requests.RequestException, ValueError) as error:
        return Answer(f"{configuration.app_name} gave no answer ({type(error).__name__}).")
    return _answer(said if isinstance(said, dict) else {}, answer.status_code)


def _answer(said: Payload, status: int) -> Answer:
    message = str(said.get("message") or "")
    if status == 200 and said.get("url") and said.get("public_id"):
        return Answer(message, str(said["url"]), str(said["public_id"]))
    return Answer(message or f"{configuration.app_name} answered {status} without a message.")


def in_dialect(payload: Payload) -> Payload:
    """Return an order's `payload` with the fields and names of lightweight requests."""
    customer, address = payload.get("customer") or {}, payload.get("billing_address") or {}
    return {
        "id": payload["id"],
        "created_at": moments.in_iso(str(payload.get("created_at"))),
        "currency": payload.get("currency"),
        "subtotal": payload.get("subtotal"),
        "total": payload.get("total"),
        "status": lifecycle.status_of(payload),
        "customer": {
            "email": customer.get("email"),
            "fullname": customer.get("fullname"),
            "tax_id": address.get("taxid"),
        },
        "products": [_product(product) for product in payload.get("products") or []],
        "billing_address": {"country": address.get("country_code"), "zip": address.get("postal")},
    }


def _product(product: dict[str, Any]) -> Payload:
    named = {"name": "name", "price": "price", "quantity": "qty", "sku": "sku"}
    return {ours: product.get(theirs) for ours, theirs in named.items()}
