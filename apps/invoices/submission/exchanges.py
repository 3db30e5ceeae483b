"""The calls to a provider: with the account's credentials, and each exchange kept as evidence."""

import json
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from django.conf import settings

from apps.invoices.models import Exchange, ProviderAccount, Submission
from apps.providers import registry
from apps.providers.contract import Provider
from apps.providers.http import Exchange as Call
from apps.providers.http import Http
from apps.providers.outcomes import CallFailed, Unauthorised
from apps.providers.public_address import public_session


def provider_of(account: ProviderAccount) -> Provider:
    """Return the provider of `account`."""
    return registry.provider(account.provider)


def credentials_of(account: ProviderAccount) -> dict[str, str]:
    """Return the credentials of `account`; none if it is disconnected."""
    return dict(json.loads(account.credentials)) if account.credentials else {}


def refuse_disconnected(account: ProviderAccount) -> None:
    """Raise CallFailed where nothing can be asked, since `account` has no credentials."""
    if not account.credentials:
        raise CallFailed("The account is disconnected.", Unauthorised())


def http_of(
    account: ProviderAccount, step: str, *, submission: Submission | None = None, order_id: int | None = None
) -> Http:
    """Return the HTTP for one `step` at the provider of `account`; each exchange becomes a row of its own.

    `order_id` is the order whose data may be in the bodies, so that its erasure finds them.
    """
    order_id = submission.order_id if submission else order_id

    def keep(call: Call) -> None:
        Exchange.objects.create(
            store_id=account.store_id,
            account=account,
            submission=submission,
            order_id=order_id,
            step=call.step,
            method=call.method,
            url=call.url,
            request=call.request.replace("\x00", ""),
            status=call.status,
            answer=call.answer.replace("\x00", ""),
            milliseconds=call.milliseconds,
        )

    provider = provider_of(account)
    return provider_http(provider, credentials_of(account), step, keep=keep)


def provider_http(
    provider: Provider, credentials: Mapping[str, str], step: str, *, keep: Callable[[Call], None]
) -> Http:
    """Return the HTTP for one `step` at `provider` with `credentials`, whose secrets `keep` never gets."""
    secrets = [credentials.get(each.name, "") for each in provider.credential_fields if each.is_secret]
    stand_ins = settings.PROVIDER_STAND_INS
    local = {urlsplit(each).netloc for each in stand_ins.values()} | set(settings.PROVIDER_LOCAL_ADDRESSES)
    return Http(keep=keep, secrets=secrets, step=step, session=public_session(allowed=local), stand_ins=stand_ins)
