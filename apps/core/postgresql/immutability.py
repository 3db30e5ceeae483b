"""Rows that nothing can change: PostgreSQL refuses UPDATE, DELETE and TRUNCATE as long as the triggers are enabled.

There is one exception, for the law on personal data: columns named as `erasable` may be emptied, and nothing else
changed, in the transaction that logs the erasure of the row's order in `orders_erasure`.

The triggers are declared with django-pgtrigger, so migrations contain them and `makemigrations --check` guards them.
"""

from collections.abc import Sequence

import pgtrigger

_ITS_ORDER = "e.order_id = OLD.order_id"
ORDER_OF_ITS_DOCUMENT = "e.order_id = (SELECT i.order_id FROM invoices_invoice i WHERE i.id = OLD.invoice_id)"


def immutable_triggers(
    *, erasable: Sequence[str] = (), of: str = _ITS_ORDER, emptied: str = ""
) -> list[pgtrigger.Trigger]:
    """Return the triggers of a table whose rows may only be inserted, and their `erasable` columns emptied.

    `of` is the SQL condition that the erasure `e` is that of the row's order. `emptied` is the SQL condition that the
    erasable columns of `NEW` have their values after an erasure; by default each of them is empty.
    """
    return [
        _refuse_all_but_erasure(erasable, of, emptied or " AND ".join(f"NEW.{column} = ''" for column in erasable))
        if erasable
        else pgtrigger.Protect(name="refuse_update", operation=pgtrigger.Update),
        pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete),
        pgtrigger.Trigger(
            name="refuse_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
        ),
    ]


def _refuse_all_but_erasure(columns: Sequence[str], of: str, emptied: str) -> pgtrigger.Trigger:
    names = ", ".join(f"'{column}'" for column in columns)
    return pgtrigger.Trigger(
        name="refuse_update",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
        IF {emptied} AND to_jsonb(NEW) - ARRAY[{names}] = to_jsonb(OLD) - ARRAY[{names}]
        AND EXISTS (SELECT 1 FROM orders_erasure e
        WHERE e.store_id = OLD.store_id AND {of} AND e.erased_at = transaction_timestamp()) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
        """,  # noqa: S608
    )


def stamp_trigger(column: str) -> pgtrigger.Trigger:
    """Return the trigger that overwrites `column` of each new row with the start of the transaction."""
    return pgtrigger.Trigger(
        name="stamp",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"NEW.{column} = transaction_timestamp(); RETURN NEW;",
    )
