"""An account of its own at the stand-in for each test, and the adapter that reaches it."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from apps.providers.account import Account
from apps.providers.document import Document
from apps.providers.http import Exchange, Http
from apps.providers.openfactura.adapter import OpenFactura
from apps.providers.outcomes import Issued, Outcome
from apps.providers.plan import Plan
from config.local.sandbox import Sandbox
from config.local.stand_ins import StandIn

_keys = itertools.count(1)


@dataclass
class Shop:
    """A company with an account: what the ledger knows of it, and the calls that the adapter makes for it."""

    stand_in: StandIn
    key: str
    environment: str = "live"
    choices: dict[str, str] = field(default_factory=dict)
    exchanges: list[Exchange] = field(default_factory=list)
    adapter: OpenFactura = field(default_factory=OpenFactura)

    @property
    def credentials(self) -> dict[str, str]:
        return {"environment": self.environment, "key": self.key}

    @property
    def http(self) -> Http:
        instead = {"api.haulmer.com": self.stand_in.url, "dev-api.haulmer.com": f"{self.stand_in.url}/dev"}
        return Http(keep=self.exchanges.append, secrets=[self.key], stand_ins=instead)

    def account(self) -> Account:
        return self.adapter.connect(self.http, self.credentials)

    def planned(self, document: Document) -> Plan:
        plan = self.adapter.plan(document, self.account(), self.choices)
        assert isinstance(plan, Plan), plan
        return plan

    def submit(self, plan: Plan, reference: str = "", key: str = "") -> Outcome:
        return self.adapter.submit(self.http, self.credentials, plan, key or f"key-{plan.type}", reference)

    def issue(self, document: Document, key: str = "") -> tuple[Plan, Issued]:
        plan = self.planned(document)
        outcome = self.submit(plan, key=key)
        assert isinstance(outcome, Issued), outcome
        return plan, outcome

    def find(self, plan: Plan, reference: str = "") -> Any:
        return self.adapter.find(self.http, self.credentials, plan, f"key-{plan.type}", reference)

    def documents(self) -> list[dict[str, Any]]:
        return self.stand_in.documents(self.key)

    def fault(self, name: str, **options: Any) -> None:
        self.stand_in.fault(name, key=self.key, **options)


@pytest.fixture(scope="session")
def stand_in(provider_sandbox: Sandbox) -> StandIn:
    return StandIn(provider_sandbox, "openfactura")


@pytest.fixture
def shop(stand_in: StandIn) -> Iterator[Shop]:
    key = f"key-of-shop-{next(_keys)}"
    stand_in.create_account(key=key)
    yield Shop(stand_in, key)
    stand_in.clear_faults(key)
