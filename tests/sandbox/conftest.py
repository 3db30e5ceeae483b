"""One sandbox for all tests of this folder; each test has its own store in it, so no cleaning up is needed."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from config.local.sandbox import Sandbox

from .launching import start_sandbox
from .receiving import Receiver, receive

TIME_SCALE = 0.0001

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Client:
    """An installed App, which calls the API of one store with its token."""

    sandbox: Sandbox
    store: str
    tokens: dict[str, Any]

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> requests.Response:
        """Return the answer to the request `method` /v1/`path`."""
        headers = {"Authorization": f"Bearer {self.tokens['access_token']}"}
        url = f"{self.sandbox.api_url}/{path}"
        return self.sandbox.session.request(method, url, json=body, headers=headers, params=query, timeout=30)

    def get(self, path: str, **query: Any) -> Any:
        """Return the JSON of a GET that must succeed."""
        answer = self.call("GET", path, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def listen(self, url: str, *events: str) -> list[int]:
        """Create a hook for each of `events` and return their ids."""
        answers = [self.call("POST", "hooks.json", {"hook": {"event": event, "url": url}}) for event in events]
        assert all(answer.status_code == 200 for answer in answers), [answer.text for answer in answers]
        return [answer.json()["hook"]["id"] for answer in answers]


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    with start_sandbox(webhook_time_scale=TIME_SCALE) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Iterator[Sandbox]:
    """Return the sandbox without faults, and with limits above the calls of any test."""
    running_sandbox.faults()
    running_sandbox.set_limits(per_second=1000, per_minute=10_000)
    yield running_sandbox
    running_sandbox.faults()


@pytest.fixture
def store(sandbox: Sandbox) -> str:
    """Return the code of a new Chilean store."""
    code = f"store-{next(_numbers)}"
    sandbox.create_store(code, taxes=[{"name": "IVA", "tax_amount": 19}])
    return code


@pytest.fixture
def client(sandbox: Sandbox, store: str) -> Client:
    return Client(sandbox, store, sandbox.install(store))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receive() as running:
        yield running
