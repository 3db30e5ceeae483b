"""What the first page lists of a store's orders, and the indexes that find it among any number of others."""

from django.db import models
from django.db.models import Q

# Held orders, which have no document, and invoiced ones of which something should be known.
HELD = Q(state="held")
ODD = Q(state="issued") & ~Q(reasons=[])
# Paid orders that the settings leave to the merchant, or that came in test mode.
BY_HAND = Q(state="skipped") & (
    Q(reasons__contains=[{"code": "by_hand"}]) | Q(reasons__contains=[{"code": "test_mode"}])
)
FROM_BEFORE = Q(state="skipped") & Q(reasons__contains=[{"code": "from_before"}])

OF_RECORDS = (
    models.Index(fields=("store", "-updated_at"), name="records_held", condition=HELD),
    models.Index(fields=("store", "-updated_at"), name="records_odd", condition=ODD),
    models.Index(fields=("store", "id"), name="records_by_hand", condition=BY_HAND),
    models.Index(fields=("store", "-updated_at"), name="records_from_before", condition=FROM_BEFORE),
)
