import pytest
from django.db import ProgrammingError, connection, transaction

from apps.orders import snapshots
from apps.orders.models import OrderSnapshot
from apps.orders.reading import read_order
from apps.stores.models import Store
from tests.factories import order


def test_a_frozen_order_reads_like_the_order_itself(store: Store) -> None:
    made = order()
    assert read_order(snapshots.thaw_order(snapshots.freeze_order(store, made))) == read_order(made)


def test_equal_content_is_kept_once(store: Store) -> None:
    made = order()
    assert snapshots.freeze_order(store, made).pk == snapshots.freeze_order(store, dict(reversed(made.items()))).pk


def test_links_that_act_for_the_buyer_are_not_kept(store: Store) -> None:
    frozen = snapshots.freeze_order(store, order(checkout_url="https://shop.example/checkout/abc", duplicate_url="x"))
    assert "checkout" not in frozen.body
    assert "duplicate" not in frozen.body


def test_text_that_the_database_would_refuse_is_kept(store: Store) -> None:
    assert "\\u0000" in snapshots.freeze_order(store, order(additional_information="a\x00\ud800")).body


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE orders_ordersnapshot SET body = ''",
        "DELETE FROM orders_ordersnapshot",
        "TRUNCATE orders_ordersnapshot CASCADE",
    ],
)
def test_the_database_refuses_any_change(store: Store, statement: str) -> None:
    snapshots.freeze_order(store, order())
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)
    assert OrderSnapshot.objects.count() == 1
