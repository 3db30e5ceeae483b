"""Statements that are compiled once: the same rows as the ORM's, for every value that is bound."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef
from django.test.utils import CaptureQueriesContext

from apps.automation.models import OrderRecord
from apps.core.postgresql.statements import Insert, Select, Slot, Update, Values, insert_together
from apps.orders.models import OrderSnapshot
from apps.stores.models import Credential, Store
from tests.factories import make_store

pytestmark = pytest.mark.django_db


def values_of(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_rows_are_those_of_the_queryset_for_every_value() -> None:
    select = Select(lambda: Credential.objects.select_related("store").filter(store=Slot("store_id")))
    for store in (make_store("alpha"), make_store("beta")):
        (row,) = select.rows(store_id=store.pk)
        expected = Credential.objects.get(store=store)
        assert values_of(row) == values_of(expected)
        with CaptureQueriesContext(connection) as queries:
            assert values_of(row.store) == values_of(store)
        assert len(queries) == 0
    assert (select.rows(store_id=0), select.first(store_id=0)) == ([], None)


def test_the_orm_writes_the_statement_once() -> None:
    built = []

    def build() -> Any:
        built.append(1)
        return Store.objects.filter(code=Slot("code"))

    select = Select(build)
    for code in "abc":
        select.rows(code=code)
    assert len(built) == 1


def test_a_row_with_few_columns_reads_the_others_when_they_are_used() -> None:
    store = make_store()
    row = Select(lambda: Store.objects.filter(pk=Slot("pk")).only("code")).rows(pk=store.pk)[0]
    assert row.get_deferred_fields() >= {"name", "currency"}
    assert (row.code, row.name) == (store.code, store.name)


def test_annotations_are_attributes_of_the_row() -> None:
    store = make_store()
    has = Exists(Credential.objects.filter(store=OuterRef("pk"), access_token=Slot("token")))
    select: Select[Any] = Select(lambda: Store.objects.annotate(has=has).filter(pk=Slot("pk")))
    assert select.rows(pk=store.pk, token="none")[0].has is False


def test_an_update_returns_the_rows_as_they_are_then_and_tells_their_number() -> None:
    store = make_store()
    record = OrderRecord.objects.create(store=store, order_id=7)
    update: Update[OrderRecord] = Update(
        lambda: (
            OrderRecord.objects.filter(order_id=Slot("order_id")),
            {"last_ticket": F("last_ticket") + 1, "platform_status": Slot("status")},
        ),
        selected=OrderRecord.objects.select_related("store"),
    )
    with CaptureQueriesContext(connection) as queries:
        (row,) = update.returned(order_id=7, status="paid")
        assert (row.last_ticket, row.platform_status, row.store.code) == (1, "paid", store.code)
    assert len(queries) == 1
    assert update.run(order_id=7, status="canceled") == 1
    assert update.run(order_id=8, status="canceled") == 0
    assert update.returned(order_id=8, status="canceled") == []
    record.refresh_from_db()
    assert (record.last_ticket, record.platform_status) == (2, "canceled")


def test_an_insert_returns_the_row_with_the_columns_that_the_model_fills() -> None:
    insert = Insert(OrderRecord, "ON CONFLICT ON CONSTRAINT one_record_an_order DO NOTHING")
    made = insert.returned(OrderRecord(store=make_store(), order_id=7))
    assert made is not None
    assert values_of(made) == values_of(OrderRecord.objects.get())
    assert made.created_at is not None
    assert insert.returned(OrderRecord(store_id=made.store_id, order_id=7)) is None
    assert OrderRecord.objects.count() == 1


def test_rows_of_several_tables_are_inserted_by_one_statement_in_order() -> None:
    store = make_store()
    lines = [OrderRecord(store=store, order_id=number) for number in (3, 1, 2)]
    snapshot = OrderSnapshot(store=store, order_id=3, body="{}", sha256="0" * 64)
    with CaptureQueriesContext(connection) as queries:
        insert_together(lines, [], [snapshot])
    assert len(queries) == 1
    assert [OrderRecord.objects.get(pk=line.pk).order_id for line in lines] == [3, 1, 2]
    assert values_of(OrderSnapshot.objects.get()) == values_of(snapshot)
    snapshot.refresh_from_db()
    assert not snapshot._state.adding


def test_values_are_the_columns_of_the_queryset_for_every_value() -> None:
    make_store("alpha")
    values = Values(lambda: Store.objects.filter(code=Slot("code")).values_list("code", "currency"))
    assert (values.rows(code="alpha"), values.rows(code="beta")) == ([("alpha", "CLP")], [])
