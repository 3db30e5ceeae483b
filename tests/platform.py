"""Jumpseller's API mocked at the HTTP level; tests in tests/sandbox check its formats against the description."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import responses
from django.conf import settings

from apps.stores import webhooks


class Platform:
    """Mock that answers for one order and its documents, and records posted ones."""

    def __init__(self, mock: responses.RequestsMock) -> None:
        self.mock = mock
        self.documents: dict[int, list[dict[str, Any]]] = {}

    def url(self, path: str) -> str:
        return f"{settings.JUMPSELLER_API_URL}/{path}"

    def serve_order(self, order: dict[str, Any]) -> None:
        """Serve `order` from now on in this state; without documents, if none were served."""
        if order["id"] not in self.documents:
            self.serve_documents(order["id"])
        path = self.url(f"orders/{order['id']}.json")
        self.mock.remove(responses.GET, path)
        self.mock.add(responses.GET, path, body=json.dumps({"order": order}, default=_number))

    def fail_order(self, order_id: int, status: int, **options: Any) -> None:
        path = self.url(f"orders/{order_id}.json")
        self.mock.remove(responses.GET, path)
        self.mock.add(responses.GET, path, status=status, json={"message": "no"}, **options)

    def serve_documents(self, order_id: int, *existing: dict[str, Any]) -> None:
        """Store the order's documents as the platform does, without a check for duplicates."""
        kept = self.documents[order_id] = list(existing)
        path = self.url(f"orders/{order_id}/documents.json")

        def listed(_: Any) -> tuple[int, dict[str, str], str]:
            return 200, {}, json.dumps([{"document": document} for document in kept])

        def created(request: Any) -> tuple[int, dict[str, str], str]:
            kept.append(json.loads(request.body)["document"])
            return 200, {}, json.dumps({"document": kept[-1]})

        def updated(request: Any) -> tuple[int, dict[str, str], str]:
            found = _first(kept, request)
            found.update(json.loads(request.body))
            return 200, {}, json.dumps({"document": found})

        def deleted(request: Any) -> tuple[int, dict[str, str], str]:
            kept.remove(_first(kept, request))
            return 200, {}, json.dumps("OK")

        one = re.compile(re.escape(self.url(f"orders/{order_id}/documents/")) + r"[^/]+\.json$")
        answers = ((responses.GET, path, listed), (responses.POST, path, created))
        for method, url, callback in (*answers, (responses.PUT, one, updated), (responses.DELETE, one, deleted)):
            self.mock.remove(method, url)
            self.mock.add_callback(method, url, callback=callback)

    def serve_history(self, order_id: int, *messages: str) -> list[dict[str, Any]]:
        """Store the order's history, beginning with `messages`; return the growing list of its entries."""
        kept: list[dict[str, Any]] = [{"message": message} for message in messages]
        path = self.url(f"orders/{order_id}/history.json")

        def listed(_: Any) -> tuple[int, dict[str, str], str]:
            return 200, {}, json.dumps([{"order_history": {"message": entry["message"]}} for entry in kept])

        def created(request: Any) -> tuple[int, dict[str, str], str]:
            kept.append(json.loads(request.body)["order_history"])
            return 200, {}, json.dumps({"order_history": {"message": kept[-1]["message"]}})

        self.mock.add_callback(responses.GET, path, callback=listed)
        self.mock.add_callback(responses.POST, path, callback=created)
        return kept

    def serve_hooks(self, *existing: str) -> list[str]:
        """Serve the store's webhooks, of which `existing` events call us; return the growing list of events."""
        return Hooks(self, [(event, webhooks.webhook_address()) for event in existing]).events

    def serve_store(self, **changes: Any) -> None:
        store = {
            "name": "Tienda Alfa",
            "code": "alfa",
            "currency": "CLP",
            "country": "CL",
            "timezone": "Santiago",
            "email": "hola@example.com",
            "hooks_token": "hooks-alfa",
            "address": {"address": "Av. Uno 1", "city": "Santiago", "country_code": "CL"},
        }
        self.mock.add(
            responses.GET, self.url("store/info.json"), json=changes.pop("answer", {"store": store | changes})
        )

    def serve_tokens(self, access: str = "access-1", refresh: str = "refresh-1", **options: Any) -> None:
        tokens = {"access_token": access, "token_type": "bearer", "expires_in": 3600, "refresh_token": refresh}
        self.mock.add(responses.POST, self.token_url, **({"json": tokens} | options))

    @property
    def token_url(self) -> str:
        return f"{settings.JUMPSELLER_ACCOUNTS_URL}/oauth/token"


class Hooks:
    """The store's webhooks as the platform stores them: event and URL by id, duplicates allowed."""

    def __init__(self, platform: Platform, existing: Iterable[tuple[str, str]] = ()) -> None:
        self.kept = dict(enumerate(existing, 1))
        self.events = [event for event, _ in self.kept.values()]
        one = re.compile(re.escape(platform.url("hooks/")) + r"(\d+)\.json")
        platform.mock.add_callback(responses.GET, platform.url("hooks.json"), callback=self._listed)
        platform.mock.add_callback(responses.POST, platform.url("hooks.json"), callback=self._created)
        platform.mock.add_callback(responses.PUT, one, callback=self._updated)
        platform.mock.add_callback(responses.DELETE, one, callback=self._deleted)
        platform.mock.assert_all_requests_are_fired = False

    def _listed(self, _: Any) -> tuple[int, dict[str, str], str]:
        found = [{"hook": {"id": n, "event": event, "url": url}} for n, (event, url) in self.kept.items()]
        return 200, {}, json.dumps(found)

    def _created(self, request: Any) -> tuple[int, dict[str, str], str]:
        hook = json.loads(request.body)["hook"]
        self.kept[max(self.kept, default=0) + 1] = (hook["event"], hook["url"])
        self.events.append(hook["event"])
        return 200, {}, json.dumps({"hook": hook | {"id": max(self.kept)}})

    def _updated(self, request: Any) -> tuple[int, dict[str, str], str]:
        hook = json.loads(request.body)["hook"]
        self.kept[_id(request)] = (hook["event"], hook["url"])
        return 200, {}, json.dumps({"hook": hook})

    def _deleted(self, request: Any) -> tuple[int, dict[str, str], str]:
        found = self.kept.pop(_id(request), None)
        return (200, {}, "OK") if found else (404, {}, json.dumps({"message": "Hook not found"}))


def _first(documents: list[dict[str, Any]], request: Any) -> dict[str, Any]:
    """Return the first document with the number in the URL."""
    number = unquote(request.url.rsplit("/", 1)[1].removesuffix(".json"))
    return next(document for document in documents if document["public_id"] == number)


def _id(request: Any) -> int:
    return int(re.findall(r"/hooks/(\d+)\.json", request.url)[0])


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)
