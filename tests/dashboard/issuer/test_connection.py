"""Merchants choose an issuer, connect an account once they have seen whose it is, and switch to it."""

from dataclasses import replace

import pytest
from django.test import Client

from apps.invoices.models import Exchange, ProviderAccount
from apps.invoices.submission.exchanges import credentials_of
from apps.providers.account import Account, FormField, Option
from apps.providers.outcomes import CallFailed, Unauthorised, Unclear
from apps.providers.problems import Problem
from apps.stores.models import InvoicingSettings, SettingsChange, Store
from tests.dashboard.issuer.conftest import text_of
from tests.factories import make_store
from tests.invoices.submission.scripted import Scripted

pytestmark = pytest.mark.django_db
SECRET = "k-123-secret"


def look(browser: Client, **credentials: str) -> str:
    return text_of(browser.post("/issuer/connect/scripted", {"key": SECRET, **credentials}))


def connect(browser: Client) -> ProviderAccount:
    """Connect the account as the pages ask for it, and return it."""
    page = browser.post("/issuer/connect/scripted", {"key": SECRET})
    answer = browser.post("/issuer/connect/scripted", {"sealed": page.context["sealed"]})
    account = ProviderAccount.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/issuer/accounts/{account.pk}")
    return account


def test_providers_of_the_country_are_offered_with_what_they_make_and_learn(
    store: Store, browser: Client, provider: Scripted
) -> None:
    provider.abilities = replace(provider.abilities, personal_data=("name", "tax_id"))
    page = browser.get("/issuer")
    (card,) = page.context["cards"]
    assert (card["makes"], card["personal_data"]) == (
        ["Boleta electrónica (39)", "Nota de crédito (61)"],
        ["name or company", "tax number"],
    )
    assert "Not yet tried live" in text_of(page)
    provider.abilities = replace(provider.abilities, was_tried_live=True)
    assert "Not yet tried live" not in text_of(browser.get("/issuer"))


def test_a_provider_of_another_country_is_shown_and_not_connected(
    store: Store, browser: Client, provider: Scripted
) -> None:
    provider.abilities = replace(provider.abilities, countries=frozenset({"PT"}))
    page = browser.get("/issuer")
    assert (page.context["cards"], [each["code"] for each in page.context["others"]]) == ([], ["scripted"])
    assert "For stores in: Portugal" in text_of(page)
    assert browser.get("/issuer/connect/scripted").status_code == 404
    assert browser.post("/issuer/connect/scripted", {"key": SECRET}).status_code == 404


def test_what_goes_there_is_said_before_the_credentials_are_asked_for(
    store: Store, browser: Client, provider: Scripted
) -> None:
    provider.abilities = replace(provider.abilities, personal_data=("name", "email"))
    page = text_of(browser.get("/issuer/connect/scripted"))
    assert page.index("name or company, e-mail address") < page.index('name="key"')


def test_the_account_is_connected_once_it_was_seen_and_confirmed(
    store: Store, browser: Client, provider: Scripted
) -> None:
    page = look(browser)
    assert "Tienda SpA" in page
    assert "76123456-0 <span" in page
    assert not ProviderAccount.objects.exists()
    account = connect(browser)
    assert (account.store, account.state, credentials_of(account)) == (store, "connected", {"key": SECRET})
    assert not account.is_issuer
    assert InvoicingSettings.objects.get(store=store).issuer == "own"


def test_a_secret_is_never_shown_again(
    store: Store, browser: Client, provider: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither as typed, beside an error, between look and confirmation, nor on a later page, nor in the log."""
    fields = (FormField(name="user", label="User"), *provider.credential_fields)
    monkeypatch.setattr(provider, "credential_fields", fields)
    pages = [look(browser, user="ana"), look(browser, user="")]
    provider.failure = CallFailed("no", Unauthorised())
    pages += [look(browser, user="ana")]
    provider.failure = None
    sealed = browser.post("/issuer/connect/scripted", {"key": SECRET, "user": "ana"}).context["sealed"]
    browser.post("/issuer/connect/scripted", {"sealed": sealed})
    again = text_of(browser.get("/issuer/connect/scripted"))
    pages += [again, text_of(browser.get(f"/issuer/accounts/{ProviderAccount.objects.get().pk}"))]
    assert 'value="ana"' in again
    assert all(SECRET not in page for page in [*pages, text_of(browser.get("/activity"))])
    assert all(SECRET not in str(each.new) for each in SettingsChange.objects.all())


def test_another_companys_account_is_refused(store: Store, browser: Client, provider: Scripted) -> None:
    provider.account = replace(provider.account, holder="Otra SpA", holder_tax_id="77222333-9")
    assert "The account belongs to Otra SpA (77222333-9), not to you." in look(browser)
    assert not ProviderAccount.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Unauthorised(), "The provider does not accept the key."),
        (Unclear("?"), "The provider does not answer now."),
    ],
)
def test_an_account_that_cannot_be_opened_is_refused_with_a_sentence(
    outcome: Unauthorised | Unclear, sentence: str, store: Store, browser: Client, provider: Scripted
) -> None:
    provider.failure = CallFailed("no", outcome)
    assert sentence in look(browser)
    assert (ProviderAccount.objects.count(), Exchange.objects.count()) == (0, 0)


def test_what_was_seen_of_another_store_or_long_ago_connects_nothing(
    store: Store, browser: Client, provider: Scripted, signed_in: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = browser.post("/issuer/connect/scripted", {"key": SECRET}).context["sealed"]
    other = signed_in(make_store("beta"), headers={"Accept-Language": "en"})  # type: ignore[operator]
    refusals = [text_of(other.post("/issuer/connect/scripted", {"sealed": each})) for each in (sealed, "made up", "")]
    monkeypatch.setattr("apps.dashboard.issuer.connection._GOOD_FOR", -1)
    refusals += [text_of(browser.post("/issuer/connect/scripted", {"sealed": sealed}))]
    assert all("Nothing was connected: the page was opened too long ago." in page for page in refusals)
    assert not ProviderAccount.objects.exists()


def test_the_switch_is_one_of_orders_decided_from_then_on_and_back(
    store: Store, browser: Client, provider: Scripted
) -> None:
    account = connect(browser)
    browser.post(f"/issuer/accounts/{account.pk}/switch")
    account.refresh_from_db()
    assert (account.is_issuer, InvoicingSettings.objects.get(store=store).issuer) == (True, "scripted")
    assert "Scripted issues your documents and numbers them." in text_of(browser.get("/settings"))
    browser.post("/issuer/own")
    account.refresh_from_db()
    assert (account.is_issuer, InvoicingSettings.objects.get(store=store).issuer) == (False, "own")
    logged = [(each.field, each.old, each.new) for each in SettingsChange.objects.order_by("pk")]
    assert logged == [
        ("issuer_account", "", "Scripted: Tienda SpA"),
        ("issuer", "Folio", "Scripted"),
        ("issuer", "Scripted", "Folio"),
    ]
    assert "Who issues your documents" in text_of(browser.get("/activity"))


def test_a_test_key_is_connected_and_rehearsed_and_not_switched_to(
    store: Store, browser: Client, provider: Scripted
) -> None:
    provider.account = replace(provider.account, environment="test")
    assert "You can connect it and rehearse with it, but not switch to it" in look(browser)
    account = connect(browser)
    assert "Not with this key" in text_of(browser.get(f"/issuer/accounts/{account.pk}"))
    assert browser.get(f"/issuer/accounts/{account.pk}/rehearsal").status_code == 200
    page = text_of(browser.post(f"/issuer/accounts/{account.pk}/switch"))
    assert "Nothing was changed: the key is one of the provider&#x27;s test environment." in page
    assert InvoicingSettings.objects.get(store=store).issuer == "own"


def test_choices_have_safe_defaults_and_the_accounts_entries(store: Store, browser: Client, provider: Scripted) -> None:
    provider.choice_fields = (
        FormField(
            name="peso",
            label="Peso",
            default="hold",
            options=(Option(value="hold", label="Ask"), Option(value="accept", label="Go")),
        ),
        FormField(name="series", label="Series", from_account="series"),
        FormField(name="branch", label="Branch", from_account="branches", is_required=False),
    )
    provider.account = Account.from_json(
        provider.account.as_json() | {"entries": {"series": [{"id": "7", "name": "A", "details": {}}]}}
    )
    account = connect(browser)
    address = f"/issuer/accounts/{account.pk}/choices"
    form = browser.get(address).context["form"]
    assert (form["peso"].value(), form["series"].value()) == ("hold", "")
    assert [value for value, _ in form.fields["series"].choices] == ["", "7"]
    wrong = browser.post(address, {"peso": "accept", "series": "8", "branch": ""})
    assert "Nothing was saved yet." in text_of(wrong)
    assert browser.post(address, {"peso": "accept", "series": "7", "branch": ""}).status_code == 302
    account.refresh_from_db()
    assert account.choices == {"peso": "accept", "series": "7"}
    assert "Choices for the provider" in text_of(browser.get("/activity"))


def test_an_account_is_checked_again_and_goes_on(store: Store, browser: Client, provider: Scripted) -> None:
    account = connect(browser)
    provider.failure = CallFailed("no", Unauthorised())
    page = text_of(browser.post(f"/issuer/accounts/{account.pk}/check"))
    assert "does not accept your key any more" in page
    assert "does not accept your key any more" in text_of(browser.get("/"))
    provider.failure = None
    provider.account = replace(provider.account, folios_left={"39": 12}, warnings=(Problem("provider_environment"),))
    browser.post(f"/issuer/accounts/{account.pk}/check")
    page = text_of(browser.get(f"/issuer/accounts/{account.pk}"))
    assert "<dt>Folios left</dt> <dd> <div> Boleta electrónica: 12 </div>" in page
    assert "The key is one of the provider&#x27;s test environment." in page
    assert "does not accept your key any more" not in page


def test_a_disconnected_account_has_no_page_and_no_key(store: Store, browser: Client, provider: Scripted) -> None:
    account = connect(browser)
    browser.post(f"/issuer/accounts/{account.pk}/switch")
    browser.post(f"/issuer/accounts/{account.pk}/disconnect")
    account.refresh_from_db()
    assert (account.state, account.credentials, InvoicingSettings.objects.get(store=store).issuer) == (
        "disconnected",
        "",
        "own",
    )
    assert browser.get(f"/issuer/accounts/{account.pk}").status_code == 404
    assert "Disconnected accounts" in text_of(browser.get("/issuer"))
