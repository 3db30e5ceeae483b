"""Statements of Folio's processes that wait for a test: the place where a worker can be killed between two steps.

A test-only trigger has the statement of a chosen step wait for a lock that the test holds. Once the worker is dead,
its statement is `undone`, as one that never reached PostgreSQL, or `released`: PostgreSQL commits what it had received.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg

# Keys of advisory locks.
_UNDONE, _RELEASED = 770_001, 770_002
# The table, the event, and the condition on its row.
STEPS = {
    "it counts as sent": ("invoices_submission", "UPDATE", "OLD.stage = 'waiting' AND NEW.stage = 'sent'"),
    "the answer is kept": ("invoices_exchange", "INSERT", "true"),
    "the document is recorded": ("invoices_providerdocument", "INSERT", "true"),
}
_PREPARE = """
CREATE TABLE held_steps (store_id bigint, order_id bigint, step text, lock bigint);
CREATE FUNCTION hold_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held bigint; mine jsonb := to_jsonb(NEW);
BEGIN
    SELECT h.lock INTO held FROM held_steps h
    WHERE h.step = TG_ARGV[0] AND h.store_id = NEW.store_id AND h.order_id = coalesce(
        (mine->>'order_id')::bigint,
        (SELECT s.order_id FROM invoices_submission s WHERE s.id = (mine->>'submission_id')::bigint));
    IF held IS NOT NULL THEN PERFORM pg_advisory_xact_lock_shared(held); END IF;
    RETURN NEW;
END $$;
"""
_TRIGGER = """
CREATE TRIGGER hold_{number} BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition})
EXECUTE FUNCTION hold_step('{step}');
"""
_WAITING = "FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ANY(%s)"


@dataclass
class Holds:
    """The statements that wait."""

    database: "psycopg.Connection[Any]"
    held: list[tuple[str, int]] = field(default_factory=list)

    def hold(self, store: str, order_id: int, step: str, *, is_undone: bool) -> None:
        """Have the `step` of the order of `store` wait."""
        lock = _UNDONE if is_undone else _RELEASED
        insert = "INSERT INTO held_steps SELECT id, %s, %s, %s FROM stores_store WHERE code = %s"
        self.database.execute(insert, [order_id, step, lock, store])
        self.held.append((store, order_id))

    def are_reached(self) -> bool:
        """Tell whether every step that is held waits."""
        (waiting,) = self.database.execute(f"SELECT count(*) {_WAITING}", [[_UNDONE, _RELEASED]]).fetchone() or (0,)
        return int(waiting) == len(self.held)

    def let_go(self) -> None:
        """Undo and release what waits; nothing is held any more."""
        self.database.execute("DELETE FROM held_steps")
        self.database.execute(f"SELECT pg_terminate_backend(pid) {_WAITING}", [[_UNDONE]])
        self.database.execute("SELECT pg_advisory_unlock_all()")
        self.held.clear()


@contextmanager
def holding(database: "psycopg.Connection[Any]") -> Iterator[Holds]:
    """Have triggers wait at the steps that a test holds, during the block."""
    database.execute(_PREPARE)
    for number, (step, (table, event, condition)) in enumerate(STEPS.items()):
        where = {"number": number, "event": event, "table": table, "condition": condition, "step": step}
        database.execute(_TRIGGER.format(**where))
    database.execute("SELECT pg_advisory_lock(%s), pg_advisory_lock(%s)", [_UNDONE, _RELEASED])
    holds = Holds(database)
    try:
        yield holds
    finally:
        holds.let_go()
        database.execute("DROP FUNCTION hold_step CASCADE")
        database.execute("DROP TABLE held_steps")


def end_leases(database: "psycopg.Connection[Any]", tables: Iterable[str]) -> None:
    """Make the claims of dead workers due, as the end of their leases does."""
    for table in tables:
        database.execute(f"UPDATE {table} SET due_at = now() WHERE state = 'claimed'")
