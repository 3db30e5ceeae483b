"""Conditions on the records of orders, and the indexes that find what the home page lists among any number of others.

`OrderRecord.objects` has a method for each condition. Those of an index are part of the database's schema. Conditions
name states and what orders wait for; reasons are compared only with those that the merchant has put aside.
"""

from django.db import models
from django.db.models import F, Q

from apps.automation.reasons import WaitsFor

# Reasons that the merchant has dismissed are not shown again.
_FRESH = ~Q(reasons=F("dismissed"))
# Held orders, which have no document; and invoiced orders with a remark.
HELD = Q(state="held")
ODD = Q(state="issued") & ~Q(reasons=[]) & _FRESH
# Paid orders that wait for the merchant: by their settings, in test mode, or before they enabled automatic issuing.
BY_HAND = Q(state="skipped", waiting_for__in=[WaitsFor.REQUEST.value, WaitsFor.TEST_END.value, WaitsFor.START.value])
FROM_BEFORE = Q(state="skipped", waiting_for=WaitsFor.ORIGIN.value) & _FRESH
# Found among the records of a store: these two wait for the first steps, the last for the shipment.
UNSTARTED = Q(waiting_for=WaitsFor.START.value)
UNRATED = Q(waiting_for=WaitsFor.TAX_RATE.value)
UNSHIPPED = Q(waiting_for=WaitsFor.SHIPMENT.value)

# What an order can wait for in each state. One that was credited by hand and released in test mode stays credited.
WAITS_IN_ITS_STATE = (
    Q(waiting_for="")
    | Q(state="skipped", waiting_for__in=[wait for wait in WaitsFor.values if wait != WaitsFor.TAX_RATE])
    | Q(state="held", waiting_for__in=[WaitsFor.REQUEST.value, WaitsFor.TAX_RATE.value])
    | Q(state="credited", waiting_for=WaitsFor.TEST_END.value)
)

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
