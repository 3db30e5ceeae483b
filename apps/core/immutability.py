"""Rows that nothing can change: PostgreSQL itself refuses UPDATE, DELETE and TRUNCATE, whoever asks.

The triggers are declared with django-pgtrigger, so migrations carry them and `makemigrations --check` guards them.
"""

import pgtrigger


def immutable_triggers() -> list[pgtrigger.Trigger]:
    """Returns the triggers of a table whose rows may only be inserted."""
    return [
        pgtrigger.Protect(name="refuse_update", operation=pgtrigger.Update),
        pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete),
        pgtrigger.Trigger(
            name="refuse_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
        ),
    ]
