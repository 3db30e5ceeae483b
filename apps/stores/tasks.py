from celery import shared_task

from apps.core import queue
from apps.stores import hooks, signing_in
from apps.stores.models import Store


@shared_task(name="stores.register_hooks")
def register_hooks(store_id: int) -> None:
    """Registers the webhooks that a store lacks."""
    hooks.register(Store.objects.get(pk=store_id))


@shared_task(name="stores.forget_sign_ins")
def forget_sign_ins() -> None:
    """Deletes sign-ins that can no longer end."""
    signing_in.forget_old()


@shared_task(name="stores.sweep")
def sweep() -> None:
    """Rings for the stores whose webhooks are not registered."""
    queue.ring("stores.register_hooks", hooks.stores_without())
