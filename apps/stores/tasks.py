from celery import shared_task

from apps.core import queue
from apps.stores import hooks, hooks_tokens, installations, signing_in
from apps.stores.models import Installation, Store


@shared_task(name="stores.register_hooks")
def register_hooks(store_id: int) -> None:
    """Brings a store's webhooks in order."""
    hooks.register(Store.objects.get(pk=store_id))


@shared_task(name="stores.renew_hooks")
def renew_hooks(store_id: int) -> None:
    """Replaces a store's webhooks, which seem to be paused."""
    hooks.renew(Store.objects.get(pk=store_id))


@shared_task(name="stores.look_up_hooks_token")
def look_up_hooks_token(store_id: int) -> None:
    """Ask the platform whether it signs a store's webhooks with another token now."""
    hooks_tokens.look_again(Store.objects.get(pk=store_id))


@shared_task(name="stores.look_at_installation")
def look_at_installation(row_id: int) -> None:
    """Looks whether a store still has Folio."""
    installations.look(row_id)


@shared_task(name="stores.forget_sign_ins")
def forget_sign_ins() -> None:
    """Deletes sign-ins that can no longer end."""
    signing_in.forget_old()


@shared_task(name="stores.sweep")
def sweep() -> None:
    """Rings for the stores whose webhooks or installation should be looked at."""
    queue.ring("stores.register_hooks", hooks.due())
    installations.prepare()
    queue.ring("stores.look_at_installation", Installation.sweep())
