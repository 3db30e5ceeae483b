"""A provider's account serves one store, and another company's account is not connected."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from apps.invoices.models import Kind, ProviderAccount, Submission
from apps.invoices.submission import accounts
from apps.providers.account import Account
from apps.stores.models import Store
from tests.factories import make_store
from tests.invoices.submission.scripted import Scripted


def test_a_document_never_goes_to_another_stores_account(scripted: Scripted) -> None:
    account, other = ProviderAccount.objects.get(), make_store("beta")
    foreign = Submission(store=other, account=account, order_id=1, kind=Kind.INVOICE, key="foreign")
    with pytest.raises(IntegrityError, match="another store's"), transaction.atomic():
        foreign.save()
    # The twin: the store's own account.
    Submission(store=account.store, account=account, order_id=1, kind=Kind.INVOICE, key="own").save()


@pytest.mark.parametrize(("tax_id", "is_theirs"), [("76123456-0", True), ("76086428-5", False)])
def test_another_companys_account_is_refused(
    tax_id: str, is_theirs: bool, store: Store, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = Scripted.connect

    def of_holder(*arguments: object) -> Account:
        return replace(connect(*arguments), holder_tax_id=tax_id)  # type: ignore[arg-type]

    monkeypatch.setattr(Scripted, "connect", of_holder)
    if is_theirs:
        assert accounts.look_at(store, "scripted", {"key": "k"}).holder_tax_id == tax_id
    else:
        with pytest.raises(accounts.NotConnected) as refused:
            accounts.look_at(store, "scripted", {"key": "k"})
        assert refused.value.problems[0].code == "provider_other_company"


def test_the_account_of_one_store_issues_for_no_other(scripted: Scripted) -> None:
    other = make_store("beta")
    found = accounts.look_at(other, "scripted", {"key": "k"})
    theirs = accounts.connect(other, "scripted", {"key": "k"}, found)
    accounts.switch_to(theirs, other)
    issuers = ProviderAccount.objects.filter(is_issuer=True)
    assert sorted(issuers.values_list("store__code", flat=True)) == ["alpha", "beta"]
    accounts.disconnect(theirs)
    assert issuers.get().store.code == "alpha"
