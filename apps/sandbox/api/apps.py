"""Paths below /apps: whether the store has the App, and the App's billing cycle, a month from its installation.

The rule that ten paid orders are free and each further one is billed is the sandbox's own; Jumpseller documents only
the two lists.
"""

from datetime import timedelta

from apps.sandbox import lifecycle
from apps.sandbox.answers import HttpError, Payload
from apps.sandbox.api.gate import Call
from apps.sandbox.configuration import configuration

_CYCLE = timedelta(days=30)
_FREE_ORDERS = 10


def install_status(call: Call, app_code: str) -> Payload:
    """Return whether the store has the App, unwrapped, as documented."""
    _require_known(app_code)
    return {
        "app_code": app_code,
        "store_id": call.store.id,
        "installed": call.store.installed,
        "subscription_plan": "Pro",
        "subscription_status": "active",
        "code": call.store.code,
    }


def cycle_dates(call: Call, app_code: str) -> Payload:
    """Return the first and the last day of the cycle."""
    _require_known(app_code)
    start = call.store.installed_on
    return {"billing_start": start.isoformat(), "billing_end": (start + _CYCLE).isoformat()}


def cycle_orders(call: Call, app_code: str) -> Payload:
    """Return the paid orders, the first ones as free."""
    _require_known(app_code)
    paid = [order.payload for order in call.store.orders.values() if lifecycle.status_of(order.payload) == "paid"]
    return {"billable_orders": paid[_FREE_ORDERS:], "free_orders": paid[:_FREE_ORDERS]}


def _require_known(app_code: str) -> None:
    if app_code != configuration.app_code:
        raise HttpError(404, "App Not Found")
