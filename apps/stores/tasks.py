from celery import shared_task

from apps.core import queue
from apps.stores import hooks, signing_in
from apps.stores.models import Store


@shared_task(name="stores.register_hooks")
def register_hooks(store_id: int) -> None:
    """Brings a store's webhooks in order."""
    hooks.register(Store.objects.get(pk=store_id))


@shared_task(name="stores.forget_sign_ins")
def forget_sign_ins() -> None:
    """Deletes sign-ins that can no longer end."""
    signing_in.forget_old()


@shared_task(name="stores.sweep")
def sweep() -> None:
    """Rings for the stores whose webhooks should be looked at."""
    queue.ring("stores.register_hooks", hooks.due())
