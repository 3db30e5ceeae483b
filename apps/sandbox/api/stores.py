"""/store: who the merchant is, and the token that signs the webhooks."""

from apps.sandbox.answers import Payload
from apps.sandbox.api.filtering import only_fields
from apps.sandbox.api.gate import Call


def info(call: Call) -> Payload:
    """Returns the store, wrapped, with only the `fields` asked for if any are."""
    store = call.store
    details: Payload = {
        "name": store.name,
        "code": store.code,
        "currency": store.currency,
        "country": store.country,
        "timezone": store.timezone,
        "email": store.email,
        "hooks_token": store.hooks_token,
        "url": store.url,
        "logo": None,
        "weight_unit": "kg",
        "subscription_status": "active",
        "subscription_plan": "Pro",
        "fb_pixel_id": None,
        "address": store.address,
        "whatsapp_phone": None,
    }
    return {"store": only_fields(details, call.query)}
