"""Log of changed settings: written in the transaction that changes them, and never changed afterwards."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from apps.stores.models import InvoicingSettings, SettingsChange, Store

_NOT_SETTINGS = {"id", "store", "steps_done"}


@contextmanager
def log_changes(store: Store, *, by: str) -> Iterator[None]:
    """Run the block in a transaction and log each setting of `store` that the block changes.

    `by` is the result of `sessions.digest`, or `SettingsChange.INSTALLATION` or `AUTHORISATION`.
    """
    with transaction.atomic():
        before = _values(store)
        yield
        after = _values(store)
        changed = [name for name in after if before.get(name) != after[name]]
        SettingsChange.objects.bulk_create(
            SettingsChange(store=store, field=name, old=before.get(name), new=after[name], by=by) for name in changed
        )


@contextmanager
def lock_settings(store: Store) -> Iterator[None]:
    """Run the block in a transaction that alone changes settings of `store`; it logs them by `note_change`."""
    with transaction.atomic():
        InvoicingSettings.objects.select_for_update().get(store=store)
        yield


def note_change(store: Store, name: str, old: Any, new: Any, *, by: str) -> None:
    """Log that the setting `name` of `store`, which is no column of its settings, changed from `old` to `new`."""
    SettingsChange.objects.create(store=store, field=name, old=old, new=new, by=by)


def _values(store: Store) -> dict[str, Any]:
    """Return the settings in the form of JSON, locked until the transaction ends."""
    invoicing_settings = InvoicingSettings.objects.select_for_update().get(store=store)
    fields = [field for field in invoicing_settings._meta.concrete_fields if field.name not in _NOT_SETTINGS]
    values = {field.name: field.value_from_object(invoicing_settings) for field in fields}
    read: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return read
