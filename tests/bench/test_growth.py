"""The blocks that pages, sweeps and an issued document read grow far less than the documents.

The home page sums the documents of a month, so it reads a little more with more of them.
"""

import pytest
from django.db import connection
from django.test.utils import override_settings

from tests.bench import growth

_FEW, _MANY, _LIMIT = 1_000, 10_000, 3


@pytest.fixture
def blocks(db: None) -> dict[str, list[int]]:
    """Return the blocks that each step reads with few and with many documents."""
    read: dict[str, list[int]] = {}
    with override_settings(ALLOWED_HOSTS=["*"]):
        for count in (_FEW, _MANY):
            store = growth.filled(count)
            connection.cursor().execute("ANALYZE")
            for name, step in growth.steps(store).items():
                step()
                with growth.counted_blocks() as found:
                    step()
                read.setdefault(name, []).append(sum(found))
    return read


def test_ten_times_the_documents_are_at_most_three_times_the_blocks(blocks: dict[str, list[int]]) -> None:
    assert all(few > 0 for few, _ in blocks.values())
    assert {name: read for name, read in blocks.items() if read[1] > _LIMIT * read[0]} == {}
