"""The stand-in of InvoiceXpress, and a store with an account of its own for each test."""

import pytest

from config.local.sandbox import Sandbox
from config.local.stand_ins import StandIn

from .shop import Shop


@pytest.fixture
def stand_in(provider_sandbox: Sandbox) -> StandIn:
    return StandIn(provider_sandbox, "invoicexpress")


@pytest.fixture
def shop(stand_in: StandIn) -> Shop:
    return Shop.opened(stand_in)
