"""The sandbox's answers compared with Jumpseller's own API description, with the known differences listed.

The description is not part of this repository; without it these tests are skipped.
"""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from config.environment import PROJECT

from .conftest import Client
from .receiving import Receiver

Schema = dict[str, Any]

DESCRIPTION = PROJECT.parent / "shared" / "jumpseller" / "openapi.json"
INVOICE = {"document_type": 1, "external_id": "e1", "public_id": "F-1", "url": "https://folio.example/d/1"}


@pytest.fixture(scope="module")
def description() -> Schema:
    if not DESCRIPTION.is_file():
        pytest.skip(f"Jumpseller's API description is not at ../{DESCRIPTION.relative_to(PROJECT.parent)}")
    return relaxed(json.loads(DESCRIPTION.read_text("utf-8")))


def relaxed(description: Schema) -> Schema:
    """Return `description` corrected by the observed differences, and stricter where it states nothing."""
    description = copy.deepcopy(description)
    schemas = description["components"]["schemas"]
    # The description lists fields but requires none; an answer without them would be worthless.
    for name in ["HookFields", "DocumentFields", "OrderHistoryFields", "Count", "Store", "OrderProductTax"]:
        schemas[name]["required"] = list(schemas[name]["properties"])
    for name, root in {
        "Hook": "hook",
        "Order": "order",
        "Document": "document",
        "OrderHistory": "order_history",
    }.items():
        schemas[name]["required"] = [root]
    order = schemas["OrderFields"]
    order["required"] = [
        "id",
        "created_at",
        "status",
        "status_enum",
        "currency",
        "total",
        "products",
        "billing_address",
    ]
    # Seen in a real order: rate and amount of taxes are strings.
    for name in ["OrderProductTax", "OrderShippingTax"]:
        schemas[name]["properties"]["rate"] = {"type": "string", "pattern": r"^\d+(\.\d+)?$"}
    # Seen in Jumpseller's own webhook sample: the id of the customer is a string.
    schemas["CustomerSimpleFields"]["properties"]["id"]["type"] = ["integer", "string"]
    # Seen in a real order: fields that the system adds itself have no id.
    schemas["OrderAdditionalFields"]["properties"]["id"]["type"] = ["integer", "null"]
    # Declared integer, its allowed values are written as strings.
    schemas["DocumentFields"]["properties"]["document_type"]["enum"] = [0, 1]
    # Seen: a digital order has a shipment status that the description lacks, and the name is translated.
    order["properties"]["shipment_status_enum"]["enum"].append("not_applicable")
    del order["properties"]["shipment_status"]["enum"]
    # Seen: store information is wrapped.
    schemas["WrappedStore"] = {"type": "object", "required": ["store"], "properties": {"store": ref("Store")}}
    for schema in schemas.values():
        allow_null(schema)
    return description


def allow_null(schema: Schema) -> None:
    """Allow null for each property: “All empty value are replaced with null”."""
    for name, value in schema.get("properties", {}).items():
        if name not in {"id", "hook", "order", "document", "order_history", "store", "count"}:
            schema["properties"][name] = {"anyOf": [value, {"type": "null"}]}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def described(description: Schema, method: str, path: str) -> Schema:
    answer = description["paths"][path][method.lower()]["responses"]["200"]
    return dict(answer["content"]["application/json"]["schema"])


@pytest.fixture
def check(description: Schema) -> Callable[[Any, Schema], None]:
    """Fail with the first difference between an answer and a schema."""

    def checked(answer: Any, schema: Schema) -> None:
        whole = schema | {"components": description["components"]}
        errors = [
            f"{error.json_path}: {error.message[:300]}" for error in Draft202012Validator(whole).iter_errors(answer)
        ]
        assert errors == []

    return checked


@pytest.fixture
def busy(client: Client, receiver: Receiver) -> Iterator[Client]:
    """Return a store with an order of every template, the first with a document and a line of history."""
    for path in sorted((PROJECT / "apps/sandbox/orders").glob("*.json")):
        client.sandbox.create_order(client.store, template=path.stem)
    client.call("POST", "orders/1001/documents.json", {"document": INVOICE})
    client.call("POST", "orders/1001/history.json", {"order_history": {"message": "Invoice F-1"}})
    client.listen(receiver.url, "order_shipped")
    yield client
    client.sandbox.wait_until_quiet()


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("hooks.json", "/hooks.json"),
        ("taxes.json", "/taxes.json"),
        ("orders.json", "/orders.json"),
        ("orders/search.json", "/orders/search.json"),
        ("orders/count.json", "/orders/count.json"),
        ("orders/status/pending_payment.json", "/orders/status/{status}.json"),
        ("orders/1001.json", "/orders/{id}.json"),
        ("orders/1001/history.json", "/orders/{id}/history.json"),
        ("orders/1001/documents.json", "/orders/{id}/documents.json"),
        ("documents.json", "/documents.json"),
        ("apps/folio/install_status.json", "/apps/{code}/install_status.json"),
        ("apps/folio/billing_cycle_dates.json", "/apps/{code}/billing_cycle_dates.json"),
        ("apps/folio/billing_cycle_orders.json", "/apps/{code}/billing_cycle_orders.json"),
    ],
)
def test_reading(
    busy: Client, description: Schema, check: Callable[[Any, Schema], None], path: str, template: str
) -> None:
    answer = busy.get(path)
    assert answer
    check(answer, described(description, "GET", template))


def test_reading_what_is_described_wrongly(busy: Client, check: Callable[[Any, Schema], None]) -> None:
    check(busy.get("store/info.json"), ref("WrappedStore"))
    check(busy.get("orders/after/1001.json"), {"type": "array", "minItems": 2, "items": ref("Order")})


def test_writing(busy: Client, receiver: Receiver, description: Schema, check: Callable[[Any, Schema], None]) -> None:
    hook = {"hook": {"event": "order_paid", "url": receiver.url}}
    made = busy.call("POST", "hooks.json", hook).json()
    writes: list[tuple[str, str, str, Any]] = [
        ("POST", "hooks.json", "/hooks.json", hook),
        ("PUT", f"hooks/{made['hook']['id']}.json", "/hooks/{id}.json", hook),
        ("DELETE", f"hooks/{made['hook']['id']}.json", "/hooks/{id}.json", None),
        ("PUT", "orders/1001.json", "/orders/{id}.json", {"order": {"status": "Paid"}}),
        ("POST", "orders/1001/history.json", "/orders/{id}/history.json", {"order_history": {"message": "m"}}),
        ("POST", "orders/1001/documents.json", "/orders/{id}/documents.json", {"document": INVOICE}),
        (
            "PUT",
            "orders/1001/documents/F-1.json",
            "/orders/{id}/documents/{public_id}.json",
            {"url": "https://x.example"},
        ),
        ("DELETE", "orders/1001/documents/F-1.json", "/orders/{id}/documents/{public_id}.json", None),
    ]
    for method, path, template, body in writes:
        answer = busy.call(method, path, body)
        assert answer.status_code == 200, (method, path, answer.text)
        check(answer.json(), described(description, method, template))


def test_what_is_not_there_answers_as_described(busy: Client, check: Callable[[Any, Schema], None]) -> None:
    for path in ["orders/9.json", "hooks/9.json"]:
        answer = busy.call("GET", path)
        assert answer.status_code == 404
        check(answer.json(), ref("NotFound") | {"required": ["message"]})


def test_every_event_of_the_description_can_be_subscribed(
    busy: Client, receiver: Receiver, description: Schema
) -> None:
    event = description["components"]["schemas"]["HookEditFields"]["properties"]["event"]["anyOf"][0]
    assert len(busy.listen(receiver.url, *event["enum"])) == 13


def test_scopes_are_those_of_the_description(busy: Client, description: Schema) -> None:
    for template, operations in description["paths"].items():
        path = template.replace("{id}", "1001").replace("{status}", "paid").replace("{public_id}", "F-1").lstrip("/")
        for method, operation in operations.items():
            needed = next(iter(operation["security"][-1].get("OAuth2", [])), None)
            if needed and template in SERVED and method.upper() in SERVED[template]:
                others = " ".join({"read_store", "read_orders", "write_orders", "read_hooks", "write_hooks"} - {needed})
                stranger = Client(busy.sandbox, busy.store, busy.sandbox.install(busy.store, others))
                body: Schema | None = {} if method in {"post", "put"} else None
                assert stranger.call(method.upper(), path, body).status_code == 403, (method, path)


SERVED = {
    "/store/info.json": {"GET"},
    "/hooks.json": {"GET", "POST"},
    "/taxes.json": {"GET"},
    "/hooks/{id}.json": {"GET", "PUT", "DELETE"},
    "/orders.json": {"GET"},
    "/orders/search.json": {"GET"},
    "/orders/count.json": {"GET"},
    "/orders/after/{id}.json": {"GET"},
    "/orders/status/{status}.json": {"GET"},
    "/orders/{id}.json": {"GET", "PUT"},
    "/orders/{id}/history.json": {"GET", "POST"},
    "/orders/{id}/documents.json": {"GET", "POST"},
    "/orders/{id}/documents/{public_id}.json": {"PUT", "DELETE"},
}
