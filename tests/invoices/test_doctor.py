"""Checks of providers: accounts in trouble and documents that are on their way for hours."""

from datetime import timedelta

from django.utils import timezone

from apps.core.diagnosis import Level
from apps.invoices import doctor
from apps.invoices.models import ProviderAccount, Submission
from apps.stores.models import Store
from tests.automation.test_submissions import changed
from tests.factories import order
from tests.invoices.submission.scripted import Scripted
from tests.platform import Platform


def test_an_account_in_trouble_is_named_by_its_store(scripted: Scripted) -> None:
    assert doctor.provider_accounts().level == Level.OK
    ProviderAccount.objects.update(state=ProviderAccount.State.BLOCKED)
    found = doctor.provider_accounts()
    assert (found.level, "scripted of alpha (blocked)" in found.text) == (Level.WARNING, True)


def test_documents_that_are_on_their_way_for_hours_are_counted(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    changed(store, platform, order())
    assert doctor.submissions().level == Level.OK
    Submission.objects.update(created_at=timezone.now() - timedelta(hours=4))
    found = doctor.submissions()
    assert (found.level, "1 waiting" in found.text) == (Level.WARNING, True)
    Submission.objects.update(stage=Submission.Stage.REFUSED)
    assert doctor.submissions().level == Level.OK
