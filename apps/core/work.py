"""Work that the database keeps until it is done: each row is due, claimed, done or failed.

A claim is a lease, which its process extends while it works (`leases`); without that the row is due again. `attempts`
fences late holders: only the latest claim can close the row. The sweep finds the rows that are due and publishes
messages for them.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

import structlog
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from apps.core import leases, queue
from apps.core.errors import FolioError
from apps.core.postgresql.statements import Slot, Update, Values
from apps.core.tenancy import TenantModel

log = structlog.get_logger(__name__)

_Outcome = TypeVar("_Outcome")
_LONGEST_WAIT = timedelta(hours=6)
# Some three days with the default of the first wait.
GIVE_UP_AFTER = 27
_RESTING = datetime(9999, 1, 1, tzinfo=UTC)
# Enough to keep every worker busy until the next sweep, few enough to be worked off within seconds.
IN_QUEUE_A_STORE = 20


class Work(TenantModel):
    """Base of the tables whose rows are work.

    `TASK` names the task that works on a row, `SWEEP` the one of its app that sweeps.
    """

    TASK: ClassVar[str]
    SWEEP: ClassVar[str]

    class State(models.TextChoices):
        DUE = "due"
        CLAIMED = "claimed"
        DONE = "done"
        FAILED = "failed"

    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    # When a message was last published for the row; empty until then.
    rung_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def is_due(cls, now: datetime | Slot) -> Q:
        """Return the condition for rows that are due at `now`."""
        return Q(state__in=[cls.State.DUE, cls.State.CLAIMED], due_at__lte=now)

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return the condition for rows that need access to the platform: all of them."""
        return Q()

    @classmethod
    def selected_by_claim(cls) -> "models.QuerySet[Self]":
        """Return what a claim reads of its row."""
        return QuerySet(cls).select_related("store")

    @classmethod
    def values_of_claim(cls) -> dict[str, object]:
        """Return further columns that a claim sets."""
        return {}

    @classmethod
    def run(
        cls,
        row_id: int,
        step: Callable[[Self], _Outcome],
        *,
        close: Callable[[Self, _Outcome], object],
        postpone: Callable[[Self, FolioError], object],
    ) -> None:
        """Claim the row and take the `step`: `close` ends the claim by its outcome, `postpone` after a FolioError.

        Nothing happens where the row cannot be claimed. Another error of the step or the close is logged and postpones
        the row, which fails after `GIVE_UP_AFTER` tries, so that a person sees it.
        """
        row = cls.claim(row_id)
        if row is None:
            return
        try:
            close(row, step(row))
        except FolioError as error:
            postpone(row, error)
        except Exception as error:
            log.exception(f"{cls._meta.verbose_name} postponed", **{str(cls._meta.model_name): row.pk})
            row.postpone(f"An error of Folio's own: {type(error).__name__}.")

    @classmethod
    def claim(cls, row_id: int, *, lease: timedelta = leases.LEASE) -> Self | None:
        """Take the row `row_id` for `lease`; None if it is not due, is done, or another worker holds it.

        Its message has arrived: if the lease ends, the next sweep publishes another at once.
        """
        now = timezone.now()
        rows = _claim_of(cls, getattr(cls.is_due, "__func__", cls.is_due)).returned(
            now=now, until=now + lease, row_id=row_id
        )
        if not rows:
            return None
        row: Self = rows[0]
        leases.hold(row)
        return row

    def finish(self, **values: object) -> bool:
        """Close the row as done, with `values`; False if the lease was lost and another worker has the row."""
        return self._close(state=self.State.DONE, error="", finished_at=timezone.now(), **values)

    def postpone(
        self, reason: str, *, seconds: float | None = None, at_least: float = 0.0, for_ever: bool = False
    ) -> bool:
        """Make the row due again after `seconds`, else after a wait that doubles and is `at_least` as many seconds.

        `seconds` may be what another program said: it counts up to the longest wait.

        After `GIVE_UP_AFTER` tries it fails, unless `for_ever`: what is not the row's own fault never gives it up.
        """
        if self.attempts >= GIVE_UP_AFTER and not for_ever:
            return self.fail(reason)
        doubled = max(_backoff(self.attempts), timedelta(seconds=at_least))
        wait = doubled if seconds is None else wait_of(seconds)
        return self._close(state=self.State.DUE, error=reason, due_at=timezone.now() + wait, rung_at=None)

    def defer(self, reason: str, until: datetime) -> bool:
        """End the claim of work whose turn has not come: the row is due at `until`, and the try does not count."""
        return self._close(state=self.State.DUE, error=reason, attempts=self.attempts - 1, due_at=until, rung_at=None)

    def fail(self, reason: str) -> bool:
        """Close the row as failed: a person must look at it."""
        return self._close(state=self.State.FAILED, error=reason, finished_at=timezone.now())

    def reopen(self) -> None:
        """Make a failed row due at once, with all its tries."""
        type(self)._default_manager.filter(pk=self.pk, state=self.State.FAILED).update(
            state=self.State.DUE, attempts=0, due_at=timezone.now(), rung_at=None, finished_at=None
        )

    def do_again(self) -> None:
        """Make a row that is done due at once, with all its tries; `finished_at` keeps when it was done."""
        type(self)._default_manager.filter(pk=self.pk, state=self.State.DONE).update(
            state=self.State.DUE, attempts=0, due_at=timezone.now(), rung_at=None
        )

    def release(self) -> bool:
        """End the claim of a step that went well; the row is due for its next step, with all its tries."""
        now = timezone.now()
        return self._close(state=self.State.DUE, error="", attempts=0, due_at=now, rung_at=now)

    def repeat(self, seconds: float) -> bool:
        """End the claim of work that comes again: the row is due after `seconds`, with all its tries."""
        now = timezone.now()
        return self._close(
            state=self.State.DUE,
            error="",
            attempts=0,
            due_at=now + timedelta(seconds=seconds),
            rung_at=None,
            finished_at=now,
        )

    @classmethod
    def sweep(cls, *, most: int = 1000) -> list[int]:
        """Return the ids of due rows without a recent message, and note in `rung_at` that one is published.

        At most `IN_QUEUE_A_STORE` rows of a store are in the queue at once, and the stores take turns, so that a store
        with ten thousand due rows does not delay the others. A worker that has finished a row sweeps again. Where the
        broker was emptied, the messages of all kinds of work count as lost.
        """
        if queue.were_messages_lost():
            forget_messages()
        now = timezone.now()
        lately = now - timedelta(seconds=settings.RING_AGAIN_SECONDS)
        turn = Window(RowNumber(), partition_by=[F("store_id")], order_by=[F("rung_at").asc(nulls_last=True), "due_at"])
        due = cls._default_manager.filter(cls.is_due(now)).annotate(turn=turn)
        chosen = due.filter(turn__lte=IN_QUEUE_A_STORE).order_by("turn", "due_at").values_list("pk", flat=True)
        in_turn = list(chosen[: 2 * most])
        if not in_turn:
            return []
        with transaction.atomic():
            not_rung = Q(rung_at__isnull=True) | Q(rung_at__lte=lately)
            rows = cls._default_manager.filter(cls.is_due(now), not_rung, pk__in=in_turn)
            locked = set(rows.select_for_update(skip_locked=True).values_list("pk", flat=True))
            ids = [row_id for row_id in in_turn if row_id in locked][:most]
            cls._default_manager.filter(pk__in=ids).update(rung_at=now)
        return ids

    def _close(self, **values: object) -> bool:
        leases.let_go(self)
        fields: dict[str, Any] = {name: self._meta.get_field(name) for name in values}
        prepared = {name: fields[name].get_db_prep_save(value, connection) for name, value in values.items()}
        ending = _ending_of(type(self), tuple(sorted(values)))
        return bool(ending.run(row_id=self.pk, claim=self.attempts, **prepared))


@cache
def _claim_of(kind: type[Work], condition: object) -> "Update[Any]":
    """Return the statement that claims a row of `kind` if its `condition`, `is_due`, is met, and returns it."""

    def build() -> "tuple[models.QuerySet[Any], dict[str, object]]":
        rows = kind._default_manager.filter(kind.is_due(Slot("now")), pk=Slot("row_id"))
        claimed = {"state": kind.State.CLAIMED, "attempts": F("attempts") + 1, "due_at": Slot("until"), "rung_at": None}
        return rows, claimed | kind.values_of_claim()

    return Update(build, selected=kind.selected_by_claim())


@cache
def _ending_of(kind: type[Work], names: tuple[str, ...]) -> "Update[Any]":
    """Return the statement that ends the claim of a row of `kind` and sets the columns `names`."""

    def build() -> "tuple[models.QuerySet[Any], dict[str, object]]":
        mine = kind._default_manager.filter(pk=Slot("row_id"), state=kind.State.CLAIMED, attempts=Slot("claim"))
        return mine, {name: Slot(name) for name in names}

    return Update(build)


def due_kinds() -> list[type[Work]]:
    """Return the kinds of work of which a row is due, found by one statement."""
    tables = {name for (name,) in _DUE_TABLES.rows(now=timezone.now())}
    return [kind for kind in Work.__subclasses__() if kind._meta.db_table in tables]


def _due_tables() -> "QuerySet[Any, tuple[str]]":
    first, *others = (
        kind._default_manager.filter(kind.is_due(Slot("now"))).values_list(Value(kind._meta.db_table))[:1]
        for kind in Work.__subclasses__()
    )
    return first.union(*others, all=True)


_DUE_TABLES = Values(_due_tables)


def publish_due(*kinds: type[Work]) -> None:
    """Publish messages for the due rows of `kinds`, and a further sweep behind them where there are many."""
    for kind in kinds:
        queue.publish_in_turns(kind.TASK, kind.sweep(), then=kind.SWEEP)


def wake_store(store_id: int) -> None:
    """Make all waiting work of a store due at once: the obstacle is gone."""
    for kind in Work.__subclasses__():
        waiting = kind._default_manager.filter(store_id=store_id, state=Work.State.DUE)
        waiting.update(due_at=timezone.now(), rung_at=None, attempts=0)


def forget_messages() -> None:
    """Let the next sweeps publish messages for all unfinished work, whenever the last ones were published."""
    for kind in Work.__subclasses__():
        unfinished = kind._default_manager.filter(state__in=[Work.State.DUE, Work.State.CLAIMED])
        unfinished.filter(rung_at__isnull=False).update(rung_at=None)


def put_to_rest(store_id: int) -> None:
    """Let the store's waiting work that `waits_for_platform` wait until `wake_store`."""
    for kind in Work.__subclasses__():
        waiting = kind._default_manager.filter(kind.waits_for_platform(), store_id=store_id, state=Work.State.DUE)
        waiting.filter(due_at__lt=_RESTING).update(due_at=_RESTING)


def wait_of(seconds: float) -> timedelta:
    """Return a wait of `seconds`, whatever another program said: not below zero, and no longer than hours."""
    return timedelta(seconds=min(max(0.0, seconds), _LONGEST_WAIT.total_seconds()))


def _backoff(attempts: int) -> timedelta:
    """Return a wait that doubles with each try up to hours, with jitter that spreads rows which failed together."""
    seconds = min(settings.RETRY_BASE_SECONDS * 2 ** min(attempts - 1, 16), _LONGEST_WAIT.total_seconds())
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311
