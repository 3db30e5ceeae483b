"""Who can issue a store's documents: Folio itself, and the providers with what each makes and gets to know."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from apps.dashboard.issuer import wording
from apps.dashboard.shared.formats import language
from apps.formats.wording.locales import locale_of
from apps.invoices.issuing.issuer import OWN
from apps.invoices.models import ProviderAccount
from apps.providers import registry
from apps.providers.contract import Provider
from apps.stores.models import InvoicingSettings, Store

_EARLIER = Q(state=ProviderAccount.State.DISCONNECTED)


def issuers_of(store: Store) -> dict[str, Any]:
    """Return the data of the page: the issuer now, the providers for the store's country, and the others."""
    accounts = {each.provider: each for each in connected_accounts(store)}
    offered = registry.providers_of(store.country)
    others = [each for each in registry.PROVIDERS.values() if each not in offered]
    return {
        "store": store,
        "is_own": InvoicingSettings.objects.get(store=store).issuer == OWN,
        "cards": [_card(each, accounts.get(each.code), store) for each in offered],
        "others": [_card(each, accounts.get(each.code), store) for each in others],
        "earlier": [named(each) for each in ProviderAccount.objects.filter(_EARLIER, store=store).order_by("-pk")],
    }


def connected_accounts(store: Store) -> list[ProviderAccount]:
    """Return the accounts of `store` that are not disconnected."""
    return list(ProviderAccount.objects.filter(~_EARLIER, store=store).order_by("pk"))


def named(account: ProviderAccount) -> dict[str, Any]:
    """Return an account with its provider's title, and whose it is."""
    return {
        "row": account,
        "title": wording.title_of(registry.provider(account.provider)),
        "holder": account.found.get("holder", ""),
    }


def about(provider: Provider, store: Store) -> dict[str, Any]:
    """Return what is to be known of `provider` before a merchant connects an account at it."""
    abilities = provider.abilities
    return {
        "code": provider.code,
        "title": wording.title_of(provider),
        "makes": [_document(each.code, each.title) for each in abilities.documents],
        "authority": wording.authority_of(store.country) if abilities.countries else "",
        "countries": [_country(each) for each in sorted(abilities.countries)],
        "credits": _credits(provider),
        "personal_data": [str(wording.PERSONAL_DATA[each]) for each in abilities.personal_data],
        "was_tried_live": abilities.was_tried_live,
        "has_test_environment": abilities.has_test_environment,
        "asks_person": abilities.idempotency == "none",
    }


def _card(provider: Provider, account: ProviderAccount | None, store: Store) -> dict[str, Any]:
    state = wording.STATES[account.state] if account else ""
    return about(provider, store) | {"account": account, "state": state}


def _document(code: str, title: str) -> str:
    """Return the legal title of a kind of document, with its code where that is the authority's."""
    is_authoritys = code.isdigit() or code.isupper()
    return f"{gettext(title)} ({code})" if is_authoritys else gettext(title)


def _country(code: str) -> str:
    return str(locale_of(language(), code).territories.get(code, code))


def _credits(provider: Provider) -> str:
    if not provider.abilities.credits:
        return gettext("None: make credit notes at the provider.")
    if provider.abilities.partial_credit:
        return gettext("In full and in part")
    return gettext("Only in full")
