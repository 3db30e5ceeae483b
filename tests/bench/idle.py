"""Processor time of Folio at rest: ten thousand stores that sell nothing, with their periodic checks.

The rows of the checks are due at random moments of their intervals, as they are after some time. The stores are first
measured without a due check, then with them: the difference is what the checks cost.
"""

import time
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from apps.automation import missing_invoices, missing_links
from apps.automation.models import Reconciliation, Reposting
from apps.core.work import Work
from apps.stores.models import Credential, Installation, InvoicingSettings, Store
from tests import factories
from tests.bench import job
from tests.bench.costs import cpu_seconds, server_pids

_STORES, _WARM, _SECONDS = 10_000, 15.0, 60.0
_LIMIT = 1.0


def measure(folder: Path, urls: dict[str, str]) -> None:
    """Print the table: percent of a core by process, without and with due checks."""
    with job.running_platform() as platform, job.running_folio(folder, urls, platform) as running:
        with transaction.atomic():
            _fill(f"{running.folio}/webhooks/jumpseller")
            _spread_checks(is_due=False)
        roots = server_pids(urls, folder / "postgresql")
        roots |= {name: process.pid for name, process in running.processes.items()}
        rows = {}
        for name, is_due in (("no check is due", False), ("with their checks", True)):
            _spread_checks(is_due=is_due)
            # What the servers do about so many changed rows is no cost of rest.
            connection.cursor().execute("VACUUM ANALYZE")
            time.sleep(_WARM)
            rows[name] = _percentages(roots)
    _print(rows)


def _fill(address: str) -> None:
    """Insert the stores, whose webhooks are registered with `address`."""
    pattern = factories.make_store("idle")
    others = {"code": "'idle-' || n", **dict.fromkeys(("status_since", "installed_at"), "now() - interval '1 year'")}
    Store.objects.update(hooks_address=address)
    _copy(Store, _STORES - 1, f"id = {pattern.pk}", **others)
    # The credentials stay valid while the stores are measured.
    valid = {"expires_at": "now() + interval '1 day'"}
    for model in (Credential, InvoicingSettings):
        _copy_for_stores(model, pattern, **(valid if model is Credential else {}))
    for check, spans in ((Reconciliation, missing_invoices.SPANS), (Reposting, missing_links.SPANS)):
        for days in spans:
            check.objects.create(store=pattern, span_days=days)
            _copy_for_stores(check, pattern, which=f"span_days = {days}")
    Installation.objects.create(store=pattern)
    _copy_for_stores(Installation, pattern)


def _copy_for_stores(
    model: type[Credential | InvoicingSettings | Work], pattern: Store, which: str = "true", **given: str
) -> None:
    """Insert a copy of the row of the store `pattern` for every other store."""
    columns = _columns(model)
    values = {"store_id": "store.id"} | given
    chosen = ", ".join(values.get(name, f"row.{name}") for name in columns)
    connection.cursor().execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {chosen} "
        f"FROM {model._meta.db_table} row, stores_store store "
        f"WHERE row.store_id = {pattern.pk} AND store.code LIKE 'idle-%' AND {which}"
    )


def _copy(model: type[Store], count: int, which: str, **given: str) -> None:
    columns = _columns(model)
    chosen = ", ".join(given.get(name, name) for name in columns)
    connection.cursor().execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {chosen} "
        f"FROM {model._meta.db_table}, generate_series(1, {count}) n WHERE {which}"
    )


def _columns(model: type[Store | Credential | InvoicingSettings | Work]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]


def _spread_checks(*, is_due: bool) -> None:
    """Let the checks be due at random moments within their intervals, or not for days."""
    spans = {Reconciliation: missing_invoices.SPANS, Reposting: missing_links.SPANS}
    each = [(check, f"span_days = {days}", hours) for check, known in spans.items() for days, hours in known.items()]
    for check, which, hours in (*each, (Installation, "true", 24)):
        wait = f"random() * interval '{hours} hours'" if is_due else "interval '3 days'"
        connection.cursor().execute(f"UPDATE {check._meta.db_table} SET due_at = now() + {wait} WHERE {which}")
    # At rest the look at the last month puts the one at the last days off each time.
    connection.cursor().execute(
        "UPDATE automation_reconciliation days SET due_at = month.due_at + interval '1 hour' "
        "FROM automation_reconciliation month "
        "WHERE days.span_days = 3 AND month.span_days = 35 AND month.store_id = days.store_id"
    )
    Store.objects.update(hooks_due_at=timezone.now() + timedelta(days=3))


def _percentages(roots: dict[str, int]) -> dict[str, float]:
    before, start = cpu_seconds(roots), time.perf_counter()
    time.sleep(_SECONDS)
    seconds = time.perf_counter() - start
    return {name: 100 * (after - before[name]) / seconds for name, after in cpu_seconds(roots).items()}


def _print(rows: dict[str, dict[str, float]]) -> None:
    print(f"At rest, {_STORES:,} stores, percent of a core in {_SECONDS:.0f} s; the aim: less than {_LIMIT:.0f} %")
    names = list(next(iter(rows.values())))
    print(f"  {'':<20}" + "".join(f"{name:>12}" for name in names) + f"{'sum':>8}")
    for title, taken in rows.items():
        print(f"  {title:<20}" + "".join(f"{taken[name]:>12.2f}" for name in names) + f"{sum(taken.values()):>8.2f}")
