"""The orders of a live check."""

from datetime import date
from pathlib import Path

import pytest

from apps.providers.document_json import NotADocument
from apps.providers.live_check.documents import BUILT_IN, folder_of, orders_in

_TODAY = date(2026, 12, 1)


@pytest.mark.parametrize("folder", sorted(path.name for path in BUILT_IN.iterdir()))
def test_built_in_orders_are_of_today_and_of_their_run(folder: str) -> None:
    orders = orders_in(BUILT_IN / folder, today=_TODAY, run="7")
    assert orders
    assert {each.document.today for each in orders} == {each.document.payment_date for each in orders} == {_TODAY}
    assert len({each.document.reference for each in orders}) == len(orders)
    for each in orders:
        assert sum(line.gross for line in each.document.lines) == each.document.totals.gross_total


@pytest.mark.parametrize(
    ("countries", "folder"), [({"CL"}, "CL"), ({"PT", "AO"}, "PT"), (set(), "any"), ({"ZZ"}, "any")]
)
def test_a_provider_gets_the_orders_of_its_country(countries: set[str], folder: str) -> None:
    assert folder_of(countries).name == folder


def test_a_file_that_is_no_document_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text("{}")
    with pytest.raises(NotADocument, match=r"odd\.json"):
        orders_in(tmp_path, today=_TODAY, run="7")
