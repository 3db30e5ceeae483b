"""Who issues a store's documents: the choice, the connection of an account, its choices, rehearsal and switch."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.errors import FolioError
from apps.dashboard.access import for_merchants
from apps.dashboard.issuer import account_page, cards, connection, rehearsal, wording
from apps.dashboard.issuer.forms import ChoicesForm, CredentialsForm
from apps.dashboard.shared import error_texts
from apps.invoices.models import ProviderAccount
from apps.invoices.submission import accounts
from apps.invoices.submission.accounts import NotConnected
from apps.providers import registry
from apps.providers.contract import Provider
from apps.stores import sessions
from apps.stores.models import Store


@require_GET
@for_merchants
def issuers(request: HttpRequest, store: Store) -> HttpResponse:
    """Show who issues the documents, and who else can."""
    return render(request, "dashboard/issuer/issuers.html", cards.issuers_of(store))


@require_POST
@for_merchants
def switch_back(request: HttpRequest, store: Store) -> HttpResponse:
    """Have Folio itself issue the documents that are decided from now on."""
    connection.switch(None, store, by=sessions.digest(request))
    return redirect("issuers")


@require_http_methods(["GET", "POST"])
@for_merchants
def connect(request: HttpRequest, store: Store, code: str) -> HttpResponse:
    """Ask for the credentials, show whose account they open, and connect it once that is confirmed."""
    provider = _offered(store, code)
    if request.method == "GET":
        return _ask(request, store, provider)
    if "sealed" in request.POST:
        return _confirmed(request, store, provider)
    form = CredentialsForm(provider, {}, request.POST)
    if not form.is_valid():
        return _ask(request, store, provider, form)
    try:
        found = accounts.look_at(store, code, form.credentials())
    except NotConnected as error:
        return _ask(request, store, provider, form, wording.tell_problems(error.problems))
    sealed = connection.seal_look(store, code, form.credentials(), found)
    context = {"shown": connection.shown_account(found, provider, store), "sealed": sealed}
    return render(request, "dashboard/issuer/confirm_account.html", context | _about(store, provider))


@require_GET
@for_merchants
def account(request: HttpRequest, store: Store, account_id: int) -> HttpResponse:
    """Show the account: its state, what is on its way, the last calls."""
    return _page(request, _find(store, account_id))


@require_http_methods(["GET", "POST"])
@for_merchants
def choices(request: HttpRequest, store: Store, account_id: int) -> HttpResponse:
    """Show and save the answers to what the provider asks."""
    found = _find(store, account_id)
    form = ChoicesForm(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        connection.choose(found, form.choices(), by=sessions.digest(request))
        return redirect("issuer_account", found.pk)
    context = {"form": form, "account": found} | _about(store, registry.provider(found.provider))
    return render(request, "dashboard/issuer/choices.html", context)


@require_GET
@for_merchants
def rehearse(request: HttpRequest, store: Store, account_id: int) -> HttpResponse:
    """Show what the account would declare for the last paid orders. Nothing is sent."""
    found = _find(store, account_id)
    context = {"account": found} | _about(store, registry.provider(found.provider)) | rehearsal.rehearse(found)
    return render(request, "dashboard/issuer/rehearsal.html", context)


@require_POST
@for_merchants
def check(request: HttpRequest, store: Store, account_id: int) -> HttpResponse:
    """Look at the account again."""
    found = _find(store, account_id)
    try:
        accounts.check_again(found)
    except NotConnected as error:
        found.refresh_from_db()
        return _page(request, found, wording.tell_problems(error.problems))
    return redirect("issuer_account", found.pk)


@require_POST
@for_merchants
def switch(request: HttpRequest, store: Store, account_id: int) -> HttpResponse:
    """Have the account issue the documents that are decided from now on."""
    found = _find(store, account_id)
    try:
        connection.switch(found, store, by=sessions.digest(request))
    except FolioError as error:
        return _page(request, found, _told(error))
    return redirect("issuer_account", found.pk)


@require_POST
@for_merchants
def disconnect(request: HttpRequest, store: Store, account_id: int) -> HttpResponse:
    """Forget the credentials of the account. Its documents stay."""
    found = _find(store, account_id)
    try:
        connection.disconnect(found, by=sessions.digest(request))
    except FolioError as error:
        return _page(request, found, _told(error))
    return redirect("issuers")


def _offered(store: Store, code: str) -> Provider:
    """Return the provider `code` if it is one for the store's country. Raise Http404."""
    found = next((each for each in registry.providers_of(store.country) if each.code == code), None)
    if found is None:
        raise Http404
    return found


def _find(store: Store, account_id: int) -> ProviderAccount:
    """Return the store's connected account. Raise Http404."""
    mine = ProviderAccount.objects.filter(store=store, pk=account_id).select_related("store")
    found = mine.exclude(state=ProviderAccount.State.DISCONNECTED).first()
    if found is None:
        raise Http404
    return found


def _ask(
    request: HttpRequest,
    store: Store,
    provider: Provider,
    form: CredentialsForm | None = None,
    problems: list[dict[str, str]] | None = None,
) -> HttpResponse:
    form = form or CredentialsForm(provider, connection.known_values(store, provider))
    context = {"form": form, "problems": problems or []} | _about(store, provider)
    return render(request, "dashboard/issuer/connect.html", context)


def _confirmed(request: HttpRequest, store: Store, provider: Provider) -> HttpResponse:
    sealed, by = request.POST["sealed"], sessions.digest(request)
    try:
        made = connection.connect_sealed(store, provider.code, sealed, by=by)
    except NotConnected as error:
        return _ask(request, store, provider, problems=wording.tell_problems(error.problems))
    except FolioError as error:
        return _ask(request, store, provider, problems=_told(error))
    return redirect("issuer_account", made.pk)


def _about(store: Store, provider: Provider) -> dict[str, Any]:
    return {"store": store, "provider": cards.about(provider, store)}


def _page(request: HttpRequest, found: ProviderAccount, problems: list[dict[str, str]] | None = None) -> HttpResponse:
    context = account_page.account_context(found) | {"problems": problems or []}
    return render(request, "dashboard/issuer/account.html", context)


def _told(error: FolioError) -> list[dict[str, str]]:
    return [{"text": error_texts.explain_error(error), "said": "", "link": ""}]
