"""Search: documents are found by what merchants type, in their own store only."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from apps.invoices.models import Invoice
from apps.invoices.models.search import amounts_in, found_by
from apps.stores.models import Store
from tests.factories import make_store

_LOST_LETTERS = "a" * 3000


def numbers(store: Store, text: str) -> list[str]:
    rows = Invoice.objects.filter(found_by(text, store.pk), store=store)
    return list(rows.order_by("pk").values_list("number", flat=True))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("muñoz", True),
        ("MUNOZ ana", True),
        ("mun", True),
        ("munoz pedro", False),
        ("12.345.678-5", True),
        ("123456785", True),
        ("F-000001", True),
        ("f000001", True),
        ("1", True),
        ("2", False),
        ("10.000", True),
        ("$ 10.000", True),
        ("10 000,00", True),
        ("10,000.00 CLP", True),
        ("10.001", False),
        ("4711", True),
        ("#4711", True),
        ("471", False),
        ("ana' | 'x", False),
        ("!!! & ( :*", False),
        ("\\", False),
        ("9" * 30, False),
    ],
)
def test_a_document_is_found_by(
    store: Store,
    sell: Callable[..., Invoice],
    text: str,
    is_found: bool,
) -> None:
    sell(store, id=4711)
    assert numbers(store, text) == (["F-000001"] if is_found else [])


def test_another_stores_documents_are_not_found(store: Store, sell: Callable[..., Invoice]) -> None:
    sell(make_store("beta"), id=4711)
    for text in ("munoz", "4711", "10.000", "F-000001", "1"):
        assert numbers(store, text) == []


def test_a_name_longer_than_any_index_takes_is_no_lost_sale(
    store: Store,
    sell: Callable[..., Invoice],
) -> None:
    sell(
        store,
        customer={"id": 1, "fullname": _LOST_LETTERS},
        billing_address={"name": _LOST_LETTERS, "country_code": "CL"},
    )
    assert numbers(store, "1") == ["F-000001"]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("10.000", ["10.000", "10000"]),
        ("1 234,50", ["1234.50"]),
        ("1.234,50", ["1234.50"]),
        ("1,234.5", ["1234.5"]),
        ("€ 12", ["12"]),
        ("12 CLP", ["12"]),
        ("1.2.3", []),
        ("Ana", []),
        ("", []),
    ],
)
def test_amounts_are_read_as_they_are_written(text: str, amounts: list[str]) -> None:
    assert amounts_in(text) == [Decimal(amount) for amount in amounts]
