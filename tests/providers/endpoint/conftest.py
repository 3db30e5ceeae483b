"""A running endpoint for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.providers.endpoint.running import Running, running_endpoint


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[Running]:
    with running_endpoint(tmp_path) as running:
        yield running
