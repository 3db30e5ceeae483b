"""The webhooks that bring orders to us: registered once, after looking at which exist."""

from django.conf import settings
from django.utils import timezone

from apps.core.locking import Subject, advisory_lock
from apps.jumpseller.client import Client
from apps.stores import tokens
from apps.stores.models import Store

EVENTS = ("order_paid", "order_canceled", "order_updated")


def register(store: Store) -> None:
    """Makes sure that each of EVENTS calls us once. Raises JumpsellerError, NeedsAuthorisation; safe to repeat."""
    with advisory_lock(Subject.HOOKS, store.pk):
        tokens.call(store, _register_missing)
    Store.objects.filter(pk=store.pk).update(hooks_registered_at=timezone.now())


def stores_without() -> list[int]:
    """Returns the ids of active stores whose webhooks still have to be registered."""
    waiting = Store.objects.filter(hooks_registered_at__isnull=True, status=Store.Status.ACTIVE)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:1000])


def address() -> str:
    """Returns the address that all our webhooks go to."""
    return f"{settings.APP_URL}/webhooks/jumpseller"


def _register_missing(client: Client) -> None:
    existing = {(hook.event, hook.url) for hook in client.hooks()}
    for event in EVENTS:
        if (event, address()) not in existing:
            client.create_hook(event, address())
