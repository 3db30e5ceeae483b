"""Connection of an account in two steps: Folio looks whose it is, and the merchant confirms what they saw.

Between the two the credentials are in the page, encrypted: they are in no row before they are confirmed, and nobody
can read them there. A page is good for one store, one provider and a quarter of an hour.
"""

import json
import time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from apps.core.encryption import UndecryptableSecret, decrypt, encrypt
from apps.core.errors import FolioError
from apps.countries.tax_numbers import normal_tax_number
from apps.dashboard.issuer import wording
from apps.dashboard.shared.formats import figures_for
from apps.formats.wording.number_format import Figures
from apps.invoices.issuing.issuer import OWN
from apps.invoices.models import ProviderAccount
from apps.invoices.submission import accounts
from apps.invoices.submission.exchanges import credentials_of
from apps.providers import registry
from apps.providers.account import Account
from apps.providers.contract import Provider
from apps.stores import settings_log
from apps.stores.models import InvoicingSettings, Store

LOGGED_ISSUER, LOGGED_ACCOUNT, LOGGED_CHOICES = "issuer", "issuer_account", "issuer_choices"
FOLIO = "Folio"
# Seconds.
_GOOD_FOR = 15 * 60


class LookedTooLongAgo(FolioError):
    """The page that showed whose account it is was opened too long ago, or by somebody else."""

    code = "looked_too_long_ago"


def seal_look(store: Store, code: str, credentials: dict[str, str], found: Account) -> str:
    """Return what a look found, with the credentials, so that only Folio can read it."""
    kept = {"store": store.pk, "code": code, "at": time.time(), "credentials": credentials, "found": found.as_json()}
    return encrypt(json.dumps(kept))


def connect_sealed(store: Store, code: str, sealed: str, *, by: str) -> ProviderAccount:
    """Connect the account that the merchant has seen. Raise LookedTooLongAgo, NotConnected."""
    try:
        kept = json.loads(decrypt(sealed))
    except UndecryptableSecret:
        raise LookedTooLongAgo("This page was not made by Folio.") from None
    if (kept["store"], kept["code"]) != (store.pk, code) or time.time() - kept["at"] > _GOOD_FOR:
        raise LookedTooLongAgo("This page was opened too long ago.")
    with settings_log.lock_settings(store):
        account = accounts.connect(store, code, kept["credentials"], Account.from_json(kept["found"]))
        settings_log.note_change(store, LOGGED_ACCOUNT, "", _name(account), by=by)
    return account


def switch(account: ProviderAccount | None, store: Store, *, by: str) -> None:
    """Have `account`, or with None Folio itself, issue what is decided from now on. Raise TestAccount, NotReady."""
    with settings_log.lock_settings(store):
        before = _issuer_of(store)
        accounts.switch_to(account, store)
        _note_issuer(store, before, by=by)


def disconnect(account: ProviderAccount, *, by: str) -> None:
    """Disconnect `account`. Raise StillOnItsWay."""
    with settings_log.lock_settings(account.store):
        before = _issuer_of(account.store)
        accounts.disconnect(account)
        settings_log.note_change(account.store, LOGGED_ACCOUNT, _name(account), "", by=by)
        _note_issuer(account.store, before, by=by)


def choose(account: ProviderAccount, choices: dict[str, str], *, by: str) -> None:
    """Keep the merchant's `choices`, if they are others than before."""
    with settings_log.lock_settings(account.store):
        account.refresh_from_db()
        if account.choices == choices:
            return
        before, after = ({name: [each] for name, each in of.items()} for of in (account.choices, choices))
        accounts.choose(account, choices)
        settings_log.note_change(account.store, LOGGED_CHOICES, before, after, by=by)


def known_values(store: Store, provider: Provider) -> dict[str, str]:
    """Return what is not secret of the credentials of the store's account at `provider`."""
    account = ProviderAccount.objects.filter(store=store, provider=provider.code).order_by("-pk").first()
    kept = credentials_of(account) if account else {}
    return {
        each.name: kept[each.name] for each in provider.credential_fields if not each.is_secret and each.name in kept
    }


def shown_account(found: Account, provider: Provider, store: Store) -> dict[str, Any]:
    """Return whose account it is, and what it has, for the merchant to compare."""
    own = normal_tax_number(InvoicingSettings.objects.get(store=store).seller_tax_id, store.country)
    return {
        "holder": found.holder,
        "tax_id": found.holder_tax_id,
        "is_compared": bool(own and found.holder_tax_id),
        "environment": wording.ENVIRONMENTS[found.environment],
        "is_test": found.environment == "test",
        "folios": _folios(found, provider, figures_for(store, store.currency)),
        "warnings": wording.tell_problems(found.warnings),
    }


def _folios(found: Account, provider: Provider, figures: Figures) -> list[tuple[str, str]]:
    """Return the titles of the kinds of documents, and how many numbers of each are left."""
    left = sorted((found.folios_left or {}).items())
    return [(gettext(provider.abilities.title_of(code)), figures.quantity(Decimal(count))) for code, count in left]


def _issuer_of(store: Store) -> str:
    code = InvoicingSettings.objects.get(store=store).issuer
    return FOLIO if code == OWN else registry.provider(code).abilities.title


def _note_issuer(store: Store, before: str, *, by: str) -> None:
    after = _issuer_of(store)
    if after != before:
        settings_log.note_change(store, LOGGED_ISSUER, before, after, by=by)


def _name(account: ProviderAccount) -> str:
    return f"{registry.provider(account.provider).abilities.title}: {account.found.get('holder', '')}".rstrip(": ")
