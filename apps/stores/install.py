"""Installing Folio in a store: tokens, the store's own description, default settings, webhooks."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import structlog
from babel import Locale
from django.db import transaction
from django.utils import timezone

from apps.core import work
from apps.core.errors import FolioError
from apps.core.money import decimals
from apps.core.postgresql.locking import Subject, advisory_lock
from apps.countries import registry
from apps.countries.addresses import Address
from apps.jumpseller import oauth
from apps.jumpseller.client import Client
from apps.stores import reauthorisation, time_zones, tokens, webhook_tokens, webhooks
from apps.stores.models import Installation, InvoicingSettings, Store

log = structlog.get_logger(__name__)


class IncompleteStore(FolioError):
    """The platform's description of the store lacks something that invoices cannot do without."""

    code = "incomplete_store"


def install_store(code: str) -> Store:
    """Trades the callback's `code` for tokens and sets the store up; repeating it refreshes what is there.

    Raise ExchangeRefused, AccountsUnreachable, JumpsellerError, IncompleteStore, LockBusy. Webhooks that cannot be
    registered right now do not stop it: the sweep registers them.
    """
    pair = oauth.exchange_code(code)
    info = Client(pair.access_token).store_info()
    values = _described(info)
    known = Store.objects.filter(code=values["code"]).first()
    store = _install_again(known, values, info, pair) if known else _install(values, info, pair)
    work.wake_store(store.pk)
    try:
        webhooks.register_webhooks(store)
    except FolioError as error:
        log.warning("hooks not registered yet", store=store.code, reason=str(error))
    return store


def _install(values: dict[str, Any], info: Mapping[str, Any], pair: oauth.Tokens) -> Store:
    store = _keep(values, info)
    tokens.replace_tokens(store, pair)
    return store


def _install_again(known: Store, values: dict[str, Any], info: Mapping[str, Any], pair: oauth.Tokens) -> Store:
    """Install Folio in a store that it knows, one authorisation after the other.

    The settings are changed before the tokens are kept: with the new tokens nothing is issued by the old settings.
    """
    with advisory_lock(Subject.CREDENTIAL, known.pk):
        was_refused = tokens.are_refused(known)
        with transaction.atomic():
            # Told once that Folio is removed, Folio has still been waiting for the second time.
            was_told = Installation.objects.filter(store=known, installed=False).update(installed=None)
            if known.status == Store.Status.UNINSTALLED:
                reauthorisation.restart_store(known)
            elif was_refused or was_told:
                reauthorisation.begin_reauthorisation(known)
            store = _keep(values, info)
        tokens.replace_tokens(store, pair)
    return store


@transaction.atomic
def _keep(values: dict[str, Any], info: Mapping[str, Any]) -> Store:
    changes = {name: value for name, value in values.items() if name not in {"code", "hooks_token"}}
    changes |= {"hooks_registered_at": None, "hooks_due_at": timezone.now()}
    token = values["hooks_token"]
    store, _ = Store.objects.update_or_create(
        code=values["code"], defaults=changes, create_defaults=changes | {"hooks_token": token}
    )
    webhook_tokens.keep_token(store, token)
    InvoicingSettings.objects.get_or_create(store=store, defaults=_default_settings(store, info))
    return store


def _described(info: Mapping[str, Any]) -> dict[str, Any]:
    country = _country(_text(info, "country"), _text(_address(info), "country_code"), _text(_address(info), "country"))
    described = {
        "code": _text(info, "code"),
        "name": _text(info, "name") or _text(info, "code"),
        "email": _text(info, "email"),
        "currency": _text(info, "currency").upper(),
        "country": country,
        "time_zone": time_zones.resolve_time_zone(_text(info, "timezone"), country),
        "hooks_token": _text(info, "hooks_token"),
    }
    missing = [name for name in ("code", "currency", "country", "hooks_token") if not described[name]]
    if missing:
        raise IncompleteStore(
            f"Jumpseller does not tell the store's {', '.join(missing)}. Complete it there and retry."
        )
    decimals(described["currency"])
    return described


def _default_settings(store: Store, info: Mapping[str, Any]) -> dict[str, Any]:
    country, address = registry.country(store.country), _parts(_address(info))
    return {
        "seller_name": store.name,
        "seller_address": "\n".join(country.address.lines_of(address)),
        "seller_email": store.email,
        "language": country.store_language,
        "tax_rounding": country.rounding.by,
        **_parts_that_fit(address),
    }


def _parts(place: Mapping[str, Any]) -> Address:
    """Return the store's address `place`; the platform states no number beside the street."""
    return Address(
        street=_text(place, "address"),
        city=_text(place, "city"),
        region=_text(place, "region"),
        postcode=_text(place, "postal"),
    )


def _parts_that_fit(address: Address) -> dict[str, str]:
    """Return the settings that hold the parts of `address`, none if one is too long: then only its text is known."""
    parts = {f"seller_{part}": text for part, text in asdict(address).items()}
    longest = {field.name: field.max_length or 0 for field in InvoicingSettings._meta.concrete_fields}
    return parts if all(len(text) <= longest[name] for name, text in parts.items()) else {}


def _country(*candidates: str) -> str:
    """The first of `candidates` that is a country: the platform does not say whether it sends codes or names."""
    found = (_countries().get(candidate.casefold()) for candidate in candidates)
    return next((code for code in found if code), "")


@cache
def _countries() -> dict[str, str]:
    """Codes of countries (ISO 3166-1 alpha-2) by code and by their names in the platform's languages."""
    named = [(name, code) for language in ("en", "es", "pt") for code, name in Locale(language).territories.items()]
    codes = [(code, code) for code in Locale("en").territories]
    return {word.casefold(): code for word, code in (*named, *codes) if len(code) == 2 and code.isalpha()}


def _address(info: Mapping[str, Any]) -> Mapping[str, Any]:
    address = info.get("address")
    return address if isinstance(address, Mapping) else {}


def _text(source: Mapping[str, Any], name: str) -> str:
    value = source.get(name)
    return str(value).strip() if value is not None else ""
