"""Paths /store and /taxes: the store's details with the token that signs its webhooks, and its taxes."""

from apps.sandbox.answers import Payload
from apps.sandbox.api.filtering import only_fields
from apps.sandbox.api.gate import Call


def info(call: Call) -> Payload:
    """Return the store, wrapped, with only the requested `fields` if there are any."""
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


def taxes(call: Call) -> list[Payload]:
    """Return the store's taxes, each wrapped."""
    return [{"tax": tax} for tax in call.store.taxes]
