"""A merchant's account at a provider: connect, check, choose, switch to it, disconnect."""

import json
from collections.abc import Mapping
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from apps.core.errors import FolioError
from apps.core.work import Work
from apps.countries.tax_numbers import normal_tax_number
from apps.invoices.issuing.issuer import OWN
from apps.invoices.models import AccountReview, ProviderAccount, Submission
from apps.invoices.submission.exchanges import credentials_of, http_of, provider_http
from apps.providers import registry
from apps.providers.account import Account
from apps.providers.http import Exchange as Call
from apps.providers.outcomes import Blocked, CallFailed, Unauthorised
from apps.providers.problems import Problem
from apps.stores.models import InvoicingSettings, Store

log = structlog.get_logger(__name__)


class NotConnected(FolioError):
    """The account could not be opened, or is not the merchant's; `problems` say why."""

    code = "not_connected"

    def __init__(self, *problems: Problem) -> None:
        super().__init__("The account could not be connected.")
        self.problems = problems


class TestAccount(FolioError):
    """The account is one of the provider's test environment: its documents are not valid, so it issues none."""

    code = "test_account"


class NotReady(FolioError):
    """The account does not issue now: the provider does not accept its credentials, or stops its documents."""

    code = "account_not_ready"


class StillOnItsWay(FolioError):
    """Documents are on their way to this account: they must end before it is disconnected."""

    code = "still_on_its_way"


def look_at(store: Store, code: str, credentials: Mapping[str, str]) -> Account:
    """Return whose account the `credentials` open at the provider `code`, and what it has. Raise NotConnected.

    Nothing is written, not even the exchanges: the credentials may be another company's.
    """
    provider = registry.provider(code)

    def forget(_: Call) -> None:
        """Keep nothing."""

    try:
        found = provider.connect(provider_http(provider, credentials, "connect", keep=forget), credentials)
    except CallFailed as error:
        raise NotConnected(_problem_of(error)) from None
    _refuse_other_company(store, found)
    return found


@transaction.atomic
def connect(store: Store, code: str, credentials: Mapping[str, str], found: Account) -> ProviderAccount:
    """Keep the account that `look_at` found. An earlier one of the same holder gets the new credentials.

    Raise NotConnected where another holder's account is connected: it is disconnected first.
    """
    now = timezone.now()
    account = _same_account(store, code, found)
    if account is None:
        account = ProviderAccount(store=store, provider=code, choices=default_choices(code))
    account.credentials, account.found = json.dumps(dict(credentials)), found.as_json()
    account.state, account.trouble, account.disconnected_at = ProviderAccount.State.CONNECTED, {}, None
    account.checked_at = account.changed_at = now
    account.save()
    _start_reviews(account)
    _wake(account)
    return account


def _same_account(store: Store, code: str, found: Account) -> ProviderAccount | None:
    """Return the store's account of the same holder. Raise NotConnected where another one is connected."""
    kept = list(ProviderAccount.objects.select_for_update().filter(store=store, provider=code).order_by("pk"))
    holder = (found.holder_tax_id or found.holder, found.environment)
    same = [each for each in kept if _holder_of(each) == holder]
    others = [each for each in kept if each not in same and each.state != ProviderAccount.State.DISCONNECTED]
    if others:
        earlier = Account.from_json(others[0].found)
        raise NotConnected(
            Problem("provider_other_connected", {"holder": earlier.holder, "tax_id": earlier.holder_tax_id})
        )
    return same[-1] if same else None


def _holder_of(account: ProviderAccount) -> tuple[str, str]:
    found = Account.from_json(account.found)
    return found.holder_tax_id or found.holder, found.environment


def _start_reviews(account: ProviderAccount) -> None:
    review, is_new = AccountReview.objects.get_or_create(account=account, defaults={"store_id": account.store_id})
    if not is_new:
        review.do_again()


def default_choices(code: str) -> dict[str, str]:
    """Return the safe answers to what the provider `code` asks."""
    return {each.name: each.default for each in registry.provider(code).choice_fields if each.default}


def choose(account: ProviderAccount, choices: Mapping[str, str]) -> None:
    """Keep the merchant's `choices`. What was refused before may be tried again, and what waits goes on."""
    account.choices, account.changed_at = dict(choices), timezone.now()
    account.save(update_fields=["choices", "changed_at"])


@transaction.atomic
def switch_to(account: ProviderAccount | None, store: Store) -> None:
    """Have `account` issue the documents of `store` that are decided from now on; None is Folio itself.

    Raise TestAccount, NotReady.
    """
    InvoicingSettings.objects.select_for_update().get(store=store)
    if account is not None:
        _refuse_unready(ProviderAccount.objects.select_for_update().get(pk=account.pk))
    ProviderAccount.objects.filter(store=store, is_issuer=True).update(is_issuer=False)
    if account is not None:
        ProviderAccount.objects.filter(pk=account.pk).update(is_issuer=True)
    issuer = account.provider if account else OWN
    InvoicingSettings.objects.filter(store=store).update(issuer=issuer)
    log.info("issuer switched", store=store.code, issuer=issuer)


def _refuse_unready(account: ProviderAccount) -> None:
    """Raise TestAccount or NotReady where `account` cannot issue a store's documents."""
    if Account.from_json(account.found).environment == "test":
        raise TestAccount("The account is one of the provider's test environment.")
    if account.state != ProviderAccount.State.CONNECTED:
        raise NotReady("The account cannot issue documents now.")


@transaction.atomic
def disconnect(account: ProviderAccount) -> None:
    """Forget the credentials. Documents stay; their credit notes need the account again. Raise StillOnItsWay.

    What was never sent does not go there any more: its next step has the order decided anew.
    """
    # An order that is being decided holds the settings: its submission is committed before this looks.
    InvoicingSettings.objects.select_for_update().get(store=account.store_id)
    ProviderAccount.objects.select_for_update().get(pk=account.pk)
    on_its_way = Submission.objects.filter(Submission.open(), account=account)
    if on_its_way.exclude(stage=Submission.Stage.WAITING, first_sent_at__isnull=True).exists():
        raise StillOnItsWay("Documents are on their way to this account. Wait until they have ended.")
    if account.is_issuer:
        switch_to(None, account.store)
    ProviderAccount.objects.filter(pk=account.pk).update(
        state=ProviderAccount.State.DISCONNECTED, credentials="", is_issuer=False, disconnected_at=timezone.now()
    )
    _wake(account)


def check(account: ProviderAccount) -> Account:
    """Look at the account again and keep what it has. Raise NotConnected, after the state was written down."""
    provider = registry.provider(account.provider)
    try:
        found = provider.connect(http_of(account, "connect"), credentials_of(account))
    except CallFailed as error:
        if isinstance(error.outcome, Unauthorised):
            mark_unauthorised(account)
        raise NotConnected(_problem_of(error)) from None
    kept, account.checked_at = found.as_json(), timezone.now()
    if _issues_by(kept) != _issues_by(account.found):
        account.changed_at = account.checked_at
    account.found = kept
    account.save(update_fields=["found", "checked_at", "changed_at"])
    return found


def check_again(account: ProviderAccount) -> None:
    """Look at the account because its merchant asks, and let what waits for it go on. Raise NotConnected.

    What was refused before may be tried again: the merchant may have mended what a look does not show.
    """
    check(account)
    ProviderAccount.objects.filter(pk=account.pk).update(changed_at=timezone.now())
    mark_sound(account)
    _wake(account)


def _issues_by(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what documents depend on of an account: not how many folios are left, nor its warnings."""
    return {name: value for name, value in found.items() if name not in ("folios_left", "warnings")}


def mark_unauthorised(account: ProviderAccount) -> None:
    """Write down that the provider does not accept the credentials."""
    _mark(account, ProviderAccount.State.UNAUTHORISED, Problem("provider_key_wrong"))


def mark_blocked(account: ProviderAccount, problem: Problem) -> None:
    """Write down what in the account stops every document."""
    _mark(account, ProviderAccount.State.BLOCKED, problem)


def mark_sound(account: ProviderAccount) -> None:
    """Write down that the account issues again."""
    ProviderAccount.objects.filter(pk=account.pk).exclude(state=ProviderAccount.State.DISCONNECTED).update(
        state=ProviderAccount.State.CONNECTED, trouble={}
    )


def _mark(account: ProviderAccount, state: str, problem: Problem) -> None:
    connected = ProviderAccount.objects.filter(pk=account.pk).exclude(state=ProviderAccount.State.DISCONNECTED)
    connected.update(state=state, trouble=problem.as_json())
    log.warning("account stops documents", account=account.pk, provider=account.provider, reason=problem.code)


def _refuse_other_company(store: Store, found: Account) -> None:
    """Raise NotConnected where the account is another company's, or a test account."""
    own = normal_tax_number(InvoicingSettings.objects.get(store=store).seller_tax_id, store.country)
    if own and found.holder_tax_id and own != found.holder_tax_id:
        raise NotConnected(Problem("provider_other_company", {"holder": found.holder, "tax_id": found.holder_tax_id}))


def _problem_of(error: CallFailed) -> Problem:
    match error.outcome:
        case Unauthorised():
            return Problem("provider_key_wrong")
        case Blocked(problem):
            return problem
        case _:
            return Problem("provider_unreachable")


def _wake(account: ProviderAccount) -> None:
    """Make the account's waiting submissions due at once."""
    waiting = Submission.objects.filter(account=account, state=Work.State.DUE)
    waiting.update(due_at=timezone.now(), rung_at=None, attempts=0)
