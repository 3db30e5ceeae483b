"""Fixture of the golden tests, which compares or writes."""

import os
from collections.abc import Callable

import pytest

from tests.golden.files import FOLDER, inflated

Compare = Callable[[str, bytes], None]


@pytest.fixture
def golden() -> Compare:
    """Compare content with the golden file of a name; with `GOLDEN=write` in the environment, write it there."""

    def compare(name: str, content: bytes) -> None:
        path = FOLDER / name
        if os.environ.get("GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif name.endswith(".pdf"):
            assert inflated(content) == inflated(path.read_bytes()), f"{name} prints something else"
        else:
            assert content.decode().splitlines() == path.read_text().splitlines()

    return compare
