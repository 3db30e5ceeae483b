"""Rules that refuse numbering settings with which numbers would repeat, mix or look alike."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from apps.invoices.models import Kind, Series
from apps.stores.models import Store

_KINDS = {"invoice_prefix": Kind.INVOICE, "credit_note_prefix": Kind.CREDIT_NOTE, "test_prefix": Kind.TEST}
_FIRST_NUMBERS = {"invoice_first_number": "invoice_prefix", "credit_note_first_number": "credit_note_prefix"}

Problem = tuple[str, str]


def numbering_problems(store: Store, values: dict[str, Any]) -> Iterator[Problem]:
    """Yield field and problem for each of the cleaned `values` that conflicts with the series of `store`."""
    for name, kind in _KINDS.items():
        prefix = values.get(name)
        if prefix is not None:
            yield from _of_prefix(name, kind, prefix, store, restarts=bool(values.get("restart_yearly")))
    yield from _of_equals(values)
    yield from _of_first_numbers(store, values)


def _of_prefix(name: str, kind: Kind, prefix: str, store: Store, *, restarts: bool) -> Iterator[Problem]:
    begun = _series(store, prefix)
    if prefix[-1:].isdigit() or prefix.endswith("}"):
        yield name, _("End the prefix with a letter or a hyphen, so that numbers stay distinct.")
    if restarts and "{YY" not in prefix:
        yield name, _("Numbers that start again each year need the year in the prefix: write {YYYY} or {YY}.")
    if begun.exclude(kind=kind).exists():
        yield name, _("Documents of another kind use this prefix already.")
    elif begun.filter(year__isnull=restarts).exists():
        yield name, _("Documents with this prefix were numbered without the new rule for years: choose another prefix.")


def _of_equals(values: dict[str, Any]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in _KINDS:
        prefix = values.get(name)
        if prefix in seen:
            yield name, _("Use another prefix than that of other documents.")
        elif prefix is not None:
            seen.add(prefix)


def _of_first_numbers(store: Store, values: dict[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each first number of an existing series, where it would have no effect."""
    for name, prefix in _FIRST_NUMBERS.items():
        first = _series(store, values.get(prefix, "")).order_by("pk").first()
        if first and values.get(name) not in (None, first.first_number):
            yield name, _("Documents with this prefix exist already. To start at another number choose another prefix.")


def _series(store: Store, prefix: str) -> QuerySet[Series]:
    return Series.objects.filter(store=store, prefix=prefix)
