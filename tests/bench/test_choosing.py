"""Choice of the tables of `make bench`, and format of the spread of its rounds."""

import pytest

from tests.bench.__main__ import TABLES, _chosen
from tests.bench.spread import spread


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([], list(TABLES)),
        ([""], list(TABLES)),
        (["intake"], ["intake"]),
        (["intake,lists"], ["intake", "lists"]),
        (["intake", "lists"], ["intake", "lists"]),
        (["intake, lists", "preview"], ["intake", "lists", "preview"]),
    ],
)
def test_tables_are_chosen_by_name(arguments: list[str], names: list[str]) -> None:
    assert _chosen(arguments) == names


def test_a_name_that_is_no_table_is_refused_with_those_that_are() -> None:
    with pytest.raises(SystemExit, match=r"No such table: intakes\. There are: .*intake"):
        _chosen(["intakes,lists"])


def test_the_spread_is_from_the_least_to_the_greatest() -> None:
    assert spread([3.26, 1.04, 2.0], ".1f") == "1.0–3.3"
    assert spread(each for each in (1200.0, 900.0)) == "900–1,200"
