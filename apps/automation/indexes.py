"""Conditions on the records of orders, and the indexes that find what the home page lists among any number of others.

`OrderRecord.objects` has a method for each condition. Those of an index are part of the database's schema.
"""

from django.db import models
from django.db.models import F, Q

# Reasons that the merchant has dismissed are not shown again.
_FRESH = ~Q(reasons=F("dismissed"))
# Held orders, which have no document; and invoiced orders with a remark.
HELD = Q(state="held")
ODD = Q(state="issued") & ~Q(reasons=[]) & _FRESH
# Paid orders that wait for the merchant: by their settings, in test mode, or before they enabled automatic issuing.
BY_HAND = Q(state="skipped") & (
    Q(reasons__contains=[{"code": "by_hand"}])
    | Q(reasons__contains=[{"code": "test_mode"}])
    | Q(reasons__contains=[{"code": "not_started"}])
)
FROM_BEFORE = Q(state="skipped") & Q(reasons__contains=[{"code": "from_before"}]) & _FRESH
# Found among the records of a store: these two wait for the first steps, the last for the shipment.
UNSTARTED = Q(state="skipped", reasons__contains=[{"code": "not_started"}])
UNRATED = Q(state="held", reasons__contains=[{"code": "no_tax_data"}]) & ~Q(reasons__contains=[{"code": "by_hand"}])
UNSHIPPED = Q(reasons__contains=[{"code": "not_shipped"}])

OF_RECORDS = (
    models.Index(fields=("store", "-updated_at"), name="records_held", condition=HELD),
    models.Index(fields=("store", "-updated_at"), name="records_odd", condition=ODD),
    models.Index(fields=("store", "id"), name="records_by_hand", condition=BY_HAND),
    models.Index(fields=("store", "-updated_at"), name="records_from_before", condition=FROM_BEFORE),
    # Covers all columns that the home page sums up, so that it reads only the index.
    models.Index(
        fields=("store", "paid_on"),
        name="records_by_day_of_payment",
        include=("order_id", "state", "currency", "amount"),
    ),
)
