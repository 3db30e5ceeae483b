"""One sandbox for all tests of providers; each test has an account of its own at a stand-in."""

from collections.abc import Iterator

import pytest

from config.local.sandbox import Sandbox
from tests.sandbox.launching import start_sandbox


@pytest.fixture(scope="session")
def provider_sandbox() -> Iterator[Sandbox]:
    with start_sandbox() as sandbox:
        yield sandbox
