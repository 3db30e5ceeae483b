"""Detect stores whose webhooks no longer come.

After eight failures Jumpseller pauses a hook, tells its App by mail only, and does not show it in its API (support page
on webhooks). The only sign is that `missing_invoices` finds sales that no webhook announced.
"""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from apps.intake.models import Delivery
from apps.intake.receive import MISSED
from apps.stores import webhooks
from apps.stores.models import Store

# So many sales without a webhook, and no webhook since, count as paused; a single one may be a lost webhook.
_SALES = 3
_SPAN = timedelta(days=1)


def silent_stores(*, most: int = 100) -> list[int]:
    """Return the ids of active stores whose webhooks seem to be paused and were not renewed within a day.

    Stores whose renewal fails stay among them, so more than `most` stores take turns at random.
    """
    now = timezone.now()
    came = Delivery.objects.filter(
        store=OuterRef("store"), event__in=webhooks.EVENTS, received_at__gte=OuterRef("received_at")
    )
    unannounced = Delivery.objects.filter(~Exists(came), event=MISSED, received_at__gte=now - _SPAN)
    counted = unannounced.values("store").annotate(sales=Count("order_id", distinct=True))
    suspects = counted.filter(sales__gte=_SALES).values("store")
    not_lately = Q(hooks_renewed_at__isnull=True) | Q(hooks_renewed_at__lte=now - _SPAN)
    stores = Store.objects.filter(not_lately, pk__in=suspects, status=Store.Status.ACTIVE)
    return list(stores.order_by("?").values_list("pk", flat=True)[:most])
