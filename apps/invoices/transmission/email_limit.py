"""The limit of e-mails that a store sends within an hour. E-mails above it wait for their turn; none is dropped.

Anyone can order with another person's address: without a limit, one shop could flood strangers in Folio's name.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from apps.core.postgresql.locking import Subject, lock_until_commit
from apps.invoices.models import MailAttempt, Mailing
from apps.stores.models import Store

# The `error` of a mailing that waits for its turn.
WAITS = "The store has sent as many mails as it may within an hour."
_SPAN = timedelta(hours=1)
# A turn begins when the attempt that makes room for it has certainly left the span.
_MARGIN = timedelta(seconds=1)


def turn_of(mailing: Mailing) -> datetime | None:
    """Return the time at which `mailing` may be sent, or None if it may be sent now.

    Call it in the transaction that inserts the attempt, before any row lock: until that transaction ends no other
    e-mail of the store is let through. Mailings that already wait go first.
    """
    lock_until_commit(Subject.MAIL, mailing.store_id)
    now = timezone.now()
    counted = MailAttempt.objects.filter(store=mailing.store_id, started_at__gt=now - _SPAN)
    sent = list(
        counted.exclude(outcome=MailAttempt.Outcome.UNREACHABLE)
        .order_by("started_at")
        .values_list("started_at", flat=True)
    )
    before = waiting_mailings(mailing.store).exclude(pk=mailing.pk).count()
    free = settings.MAILS_PER_STORE_AND_HOUR - len(sent)
    if free > 0 and (mailing.error == WAITS or not before):
        return None
    return _turn(before, sent, max(free, 0), now)


def waiting_mailings(store: Store) -> QuerySet[Mailing]:
    """Return the mailings of `store` that wait for their turn."""
    return Mailing.objects.filter(store=store, state=Mailing.State.DUE, error=WAITS)


def _turn(before: int, sent: list[datetime], free: int, now: datetime) -> datetime:
    """Return the time at which a mailing with `before` others before it is sent.

    There are `free` places now, and one more whenever one of `sent` leaves the span; each is free again a span later.
    """
    spans, place = divmod(before, free + len(sent))
    opens = now if place < free else sent[place - free] + _SPAN
    return opens + spans * _SPAN + _MARGIN
