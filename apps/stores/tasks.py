"""Celery tasks of the stores app."""

from celery import shared_task

from apps.core import periodic, queue, work
from apps.stores import installation_check, sign_in, webhook_tokens, webhooks
from apps.stores.models import Installation, Store


@shared_task(name="stores.register_hooks")
def register_hooks(store_id: int) -> None:
    """Register a store's webhooks and repair them."""
    with periodic.one_of_many("register hooks", store=store_id):
        webhooks.register_webhooks(Store.objects.get(pk=store_id))


@shared_task(name="stores.renew_hooks")
def renew_hooks(store_id: int) -> None:
    """Replace a store's webhooks, which seem to be paused."""
    with periodic.one_of_many("renew hooks", store=store_id):
        webhooks.renew_webhooks(Store.objects.get(pk=store_id))


@shared_task(name="stores.look_up_hooks_token")
def look_up_hooks_token(store_id: int) -> None:
    """Ask the platform whether it signs a store's webhooks with another token now."""
    webhook_tokens.look_again(Store.objects.get(pk=store_id))


@shared_task(name="stores.look_at_installation")
def look_at_installation(row_id: int) -> None:
    """Check whether a store still has Folio."""
    installation_check.check_installation(row_id)


@shared_task(name="stores.forget_sign_ins")
def forget_sign_ins() -> None:
    """Delete old sign-ins."""
    sign_in.forget_old_sign_ins()


@shared_task(name="stores.prepare_checks")
def prepare_checks() -> None:
    """Give every store the row of its installation check; the sweep looks only at stores that changed lately."""
    installation_check.prepare_checks(Store.objects.all())


@shared_task(name="stores.sweep")
def sweep() -> None:
    """Publish tasks for the stores whose webhooks or installation are due for a check."""
    queue.publish("stores.register_hooks", webhooks.renewal_due())
    installation_check.prepare_checks(Store.changed_lately())
    work.publish_due(Installation)
