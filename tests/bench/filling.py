"""Stores with any number of documents, inserted by PostgreSQL itself within minutes.

Documents are spread over three years, one in twenty a credit note. Rows that grow with a store grow here, too: orders
with warnings, orders left to the merchant or from before Folio. Every store has at least as many of each as a page
shows, so that pages differ only in the rows behind them.
"""

from django.db import connection, models, transaction

from apps.automation.models import OrderRecord
from apps.intake.models import Delivery
from apps.invoices.models import (
    HistoryLine,
    Invoice,
    Mailing,
    Posting,
    Rendering,
    Rendition,
    RenditionSeal,
    Seal,
    Series,
)
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store

_SHOWN = 40
_DAYS = 1095
_NOTE = "n % 20 = 0"
_FAILS = "CASE WHEN n % {stride} = 0 THEN 'failed' ELSE 'done' END"
_NAMES = "(ARRAY['Ana','Luis','Marta','Joana','Pedro','Inés','Rui','Elena'])[1 + n % 8]"
_ODD = """'[{"code": "wrong_tax_id"}]'"""
_LEFT = """CASE n % 4 WHEN 0 THEN '[{"code": "by_hand"}]'
WHEN 1 THEN '[{"code": "from_before"}]' ELSE '[{"code": "nothing_charged"}]' END::jsonb"""
_WAITING = "CASE n % 4 WHEN 0 THEN 'request' WHEN 1 THEN 'origin' ELSE '' END"
_EMPTY = {"JSONField": "'[]'", "BinaryField": "''::bytea", "UUIDField": "gen_random_uuid()", "BooleanField": "false"}


def fill(store: Store, count: int) -> None:
    """Insert `count` documents with all their related rows into `store`, without firing row triggers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        first = (Invoice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        _documents(store, count, first)
        _what_follows(store, count, first)
        _orders(store, count)
        _left_orders(store, max(count // 10, 4 * _SHOWN))


def make_store(code: str) -> Store:
    """Return a store without documents."""
    described = {"name": "Bench", "currency": "CLP", "country": "CL", "time_zone": "America/Santiago"}
    store = Store.objects.create(code=code, **described)
    InvoicingSettings.objects.create(store=store, seller_name="Bench")
    return store


def _documents(store: Store, count: int, first: int) -> None:
    snapshot = OrderSnapshot.objects.create(store=store, order_id=1, body="{}", sha256="0" * 64)
    invoices, notes = (
        Series.objects.create(store=store, kind=kind, prefix=prefix, next_number=count + 1)
        for kind, prefix in (("invoice", "F-"), ("credit_note", "NC-"))
    )
    # Each series is without gaps.
    place = f"CASE WHEN {_NOTE} THEN n / 20 ELSE n - n / 20 END"
    order = f"CASE WHEN {_NOTE} THEN n - 1 ELSE n END"
    # Every second credit note credits half of its invoice.
    gross = f"((1000 + ({order}) * 7919 % 200000) / CASE WHEN n % 40 = 0 THEN 2 ELSE 1 END)"
    net = f"round({gross} / 1.19)"
    moment = f"now() - interval '1 day' * ({_DAYS} - n * {_DAYS}::numeric / {count})"
    _insert(
        Invoice,
        store,
        count,
        id=f"{first} + n - 1",
        kind=f"CASE WHEN {_NOTE} THEN 'credit_note' ELSE 'invoice' END",
        series_id=f"CASE WHEN {_NOTE} THEN {notes.pk} ELSE {invoices.pk} END",
        sequence=place,
        number=f"CASE WHEN {_NOTE} THEN 'NC-' ELSE 'F-' END || lpad(({place})::text, 7, '0')",
        token=f"md5('{store.pk}-' || n)",
        order_id=order,
        revision="1",
        credits_id=f"CASE WHEN {_NOTE} THEN {first} + n - 2 END",
        snapshot_id=str(snapshot.pk),
        issued_at=moment,
        issue_date=f"({moment})::date",
        currency="'CLP'",
        country="'CL'",
        language="'es'",
        time_zone="'America/Santiago'",
        buyer_name=f"{_NAMES} || ' Comprador' || n % 50000",
        buyer_tax_id=f"(10000000 + n % {count // 2})::text || '-K'",
        line_count="1",
        rate_count="1",
        gross_total=gross,
        amount_paid=gross,
        net_total=net,
        tax_total=f"{gross} - {net}",
    )
    connection.cursor().execute("SELECT setval(pg_get_serial_sequence('invoices_invoice', 'id'), %s)", [first + count])


def _what_follows(store: Store, count: int, first: int) -> None:
    document = f"{first} + n - 1"
    state = _FAILS.format(stride=count // _SHOWN)
    for work in (Posting, HistoryLine):
        _insert(work, store, count, invoice_id=document, state=state)
    _insert(Rendering, store, count, invoice_id=document, state="'done'")
    _insert(Mailing, store, count, invoice_id=document, state=state, recipient="'a@example.com'")
    _insert(Rendition, store, count, invoice_id=document, path=f"md5('{store.pk}/' || n)", sha256="md5(n::text)")
    sealed = {"previous": "md5((n - 1)::text)", "sha256": "md5(n::text)"}
    series = f"(SELECT series_id FROM invoices_invoice WHERE id = {document})"
    _insert(Seal, store, count, invoice_id=document, series_id=series, sequence="n", **sealed)
    rendition = f"(SELECT id FROM invoices_rendition WHERE invoice_id = {document})"
    sealed["sha256"] = f"encode(sha256(convert_to({sealed['previous']} || chr(10), 'UTF8')), 'hex')"
    place = {"after_sequence": "n", "place": "1"}
    _insert(RenditionSeal, store, count, rendition_id=rendition, series_id=series, **place, **sealed)


def _orders(store: Store, count: int) -> None:
    odd = f"n % {min(count // _SHOWN, 50)} = 0"
    moment = f"now() - interval '1 day' * ({_DAYS} - n * {_DAYS}::numeric / {count})"
    _insert(
        OrderRecord,
        store,
        count,
        order_id="n",
        state="CASE WHEN n % 20 = 19 THEN 'credited' ELSE 'issued' END",
        reasons=f"CASE WHEN {odd} THEN {_ODD} ELSE '[]' END::jsonb",
        paid_on=f"CASE WHEN n % 20 > 0 THEN ({moment})::date END",
        currency="'CLP'",
        amount="1000 + n * 7919 % 200000",
        updated_at=moment,
    )
    _insert(
        Delivery,
        store,
        count,
        order_id="n",
        event="'order_paid'",
        fingerprint="md5(n::text)",
        state=_FAILS.format(stride=count // _SHOWN),
        error=f"CASE WHEN n % {count // _SHOWN} = 0 THEN 'Jumpseller answered 500.' ELSE '' END",
    )


def _left_orders(store: Store, count: int) -> None:
    """Insert orders without a document: some held, the others skipped for several reasons, few of them recent."""
    held = f"n % {count // _SHOWN} = 2"
    _insert(
        OrderRecord,
        store,
        count,
        order_id="n + 100000000",
        state=f"CASE WHEN {held} THEN 'held' ELSE 'skipped' END",
        reasons=f"CASE WHEN {held} THEN {_ODD}::jsonb ELSE {_LEFT} END",
        waiting_for=f"CASE WHEN {held} THEN '' ELSE {_WAITING} END",
        paid_on=f"CASE WHEN {held} THEN current_date - (n % 30)::int END",
        currency="'CLP'",
        amount="1000",
        updated_at=f"now() - CASE WHEN n > {count - 4 * _SHOWN} THEN interval '1 day' ELSE interval '90 days' END",
    )


def _insert(model: type[models.Model], store: Store, count: int, **given: str) -> None:
    """Insert `count` rows, n from 1; columns that are not `given` as SQL are empty."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or field.column in given]
    known = {"store_id": str(store.pk)} | given
    values = [known[field.column] if field.column in known else _empty(field) for field in fields]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {", ".join(values)}'
    sql += f" FROM generate_series(1::bigint, {count}) n"
    connection.cursor().execute(sql)


def _empty(field: "models.Field[object, object]") -> str:
    if field.null:
        return "NULL"
    kind = field.get_internal_type()
    if kind.endswith("TimeField"):
        return "now()"
    return _EMPTY.get(kind, "0" if "Integer" in kind or kind == "DecimalField" else "''")
