"""The rows of the periodic checks: one for each active store and span of days."""

from collections.abc import Iterable
from typing import TypeVar

from apps.automation.models import Reconciliation, Reposting
from apps.stores.models import Store

Look = TypeVar("Look", Reconciliation, Reposting)


def prepare_checks(kind: type[Look], spans: Iterable[int]) -> None:
    """Give every active store a row of `kind` for each of `spans`, in days; a new one is due at once."""
    for days in spans:
        having = kind._default_manager.filter(span_days=days).values("store_id")
        without = Store.objects.filter(status=Store.Status.ACTIVE).exclude(pk__in=having)
        for store in without:
            kind._default_manager.get_or_create(store=store, span_days=days)
