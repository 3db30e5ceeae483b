"""Facts as columns: by their names, also those of a group."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

from apps.core.facts import columns_of, facts_of, names_of


@dataclass(frozen=True, slots=True)
class _Inner:
    colour: str
    size: int | None


@dataclass(frozen=True, slots=True)
class _Outer:
    name: str
    inner: _Inner
    last: bool = True


_FACTS = _Outer("a", _Inner("red", None))


def test_a_group_is_replaced_by_its_own_facts() -> None:
    assert columns_of(_FACTS) == {"name": "a", "colour": "red", "size": None, "last": True}
    assert list(names_of(_Outer)) == list(columns_of(_FACTS))


def test_facts_are_read_back_from_a_row_that_has_more() -> None:
    row = SimpleNamespace(**columns_of(replace(_FACTS, inner=_Inner("blue", 3))), more="x")
    assert facts_of(_Inner, row) == _Inner("blue", 3)
