"""Every way to a document works where a provider issues: it is released, back-filled, found, posted and corrected."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.automation import backfill, corrections, dry_run, missing_invoices, missing_links, release, submissions
from apps.automation.buyer_corrections import reissue_for_buyer
from apps.automation.models import BackfilledOrder, OrderRecord, Reconciliation, Reposting
from apps.invoices.issuing.issuer import OnItsWay
from apps.invoices.models import (
    BuyerCorrection,
    Invoice,
    Kind,
    Posting,
    ProviderAccount,
    Submission,
    Void,
)
from apps.invoices.public import buyer_corrections
from apps.invoices.public.page import page_context
from apps.invoices.renditions import pdf_store
from apps.invoices.submission import accounts
from apps.orders.data import Buyer
from apps.providers.outcomes import Refused
from apps.providers.plan import Refusal
from apps.providers.problems import Problem
from apps.stores.models import InvoicingSettings, Store
from tests.automation import test_backfill, test_missing_invoices, test_missing_links
from tests.automation.test_buyer_corrections import _WANTED
from tests.automation.test_submissions import canceled, carry_on, changed, issued
from tests.factories import order
from tests.invoices.submission.scripted import Scripted, make_unheard
from tests.platform import Platform

_REFUSED = Refusal((Problem("provider_refused", {}, "RUT inválido"),))
_RIGHT = Buyer("Otra SpA", "", "", "", "", None, ("Calle 1",), "CL", "")


def test_a_document_on_its_way_is_not_released(store: Store, platform: Platform, scripted: Scripted) -> None:
    document = order()
    changed(store, platform, document)
    with pytest.raises(OnItsWay, match="on its way"):
        release.release_order(store, document["id"], snapshot=None)
    assert OrderRecord.objects.get().released_at is None


def test_a_back_fill_learns_what_became_of_a_submitted_order(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    good, refused = test_backfill.old(), test_backfill.old(completed_at="2025-12-02 12:00:00 UTC")
    test_backfill.serve(platform, good, refused)
    row = test_backfill.issued(test_backfill.looked(store))
    assert set(test_backfill.fates(row, "outcome").values()) == {"sent"}
    # One that is on its way is foreseen as that.
    again = test_backfill.looked(store)
    assert set(test_backfill.fates(again).values()) == {"skipped"}
    assert {each.reasons[0]["code"] for each in again.orders.all()} == {"submitted"}
    backfill.cancel_backfill(again)
    for order_id, refusal in ((good["id"], None), (refused["id"], _REFUSED)):
        scripted.refusal = refusal
        submissions.carry_on(Submission.objects.get(order_id=order_id).pk)
    assert test_backfill.fates(row, "outcome") == {good["id"]: "issued", refused["id"]: "held"}
    reasons = BackfilledOrder.objects.get(backfill=row, order_id=refused["id"]).reasons
    assert reasons[0]["code"] == "submission_refused"


def test_the_check_for_missing_invoices_neither_repeats_nor_loses_a_submission(
    store: Store, platform: Platform, scripted: Scripted, published: list[tuple[str, int]]
) -> None:
    document = order()
    changed(store, platform, document)
    Store.objects.update(installed_at=timezone.now() - timedelta(days=365))
    store.refresh_from_db()
    look = Reconciliation.objects.create(store=store, span_days=3)
    test_missing_invoices.serve(platform, test_missing_invoices.head(document["id"]))
    missing_invoices.look_for_missing_invoices(look.pk)
    assert test_missing_invoices.missed(published) == []
    changed(store, platform, document)
    carry_on()
    assert (Submission.objects.count(), Invoice.objects.count(), len(scripted.submitted)) == (1, 1, 1)


def test_a_lost_cancellation_of_a_submitted_order_is_found(
    store: Store, platform: Platform, scripted: Scripted, published: list[tuple[str, int]]
) -> None:
    document = order()
    changed(store, platform, document)
    Store.objects.update(installed_at=timezone.now() - timedelta(days=365))
    store.refresh_from_db()
    look = Reconciliation.objects.create(store=store, span_days=3)
    test_missing_invoices.serve(platform, test_missing_invoices.head(document["id"], "canceled"))
    missing_invoices.look_for_missing_invoices(look.pk)
    assert test_missing_invoices.missed(published) == [document["id"]]
    assert changed(store, platform, canceled(document)).state == "skipped"
    assert Submission.objects.get().stage == Submission.Stage.WITHDRAWN


def test_the_preview_of_an_order_takes_nothing_and_says_what_is_on_its_way(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    record = changed(store, platform, order())
    record.store = store
    with pytest.raises(dry_run.NothingToIssue) as refused:
        dry_run.issue_as_read(record)
    assert refused.value.reasons[0]["code"] == "submitted"
    assert Submission.objects.get().stage == Submission.Stage.WAITING


@pytest.mark.parametrize("is_void", [False, True])
def test_a_link_that_disappeared_is_posted_again(
    is_void: bool, store: Store, platform: Platform, scripted: Scripted
) -> None:
    invoice = issued(store, platform, order())
    pdf_store.make_sure(invoice.pk)
    then = timezone.now() - timedelta(hours=2)
    Posting.objects.update(state=Posting.State.DONE, finished_at=then, attempts=1)
    if is_void:
        Void.objects.create(store=store, invoice=invoice, reason=Void.Reason.REJECTED)
    look = Reposting.objects.create(store=store, span_days=35)
    test_missing_links.serve(platform)
    missing_links.look_for_missing_links(look.pk)
    assert Posting.objects.get().state == (Posting.State.DONE if is_void else Posting.State.DUE)


@pytest.fixture
def corrected(store: Store, platform: Platform, scripted: Scripted) -> BuyerCorrection:
    """Return the correction that the buyer of a provider's invoice asks for, carried out as far as the submission."""
    InvoicingSettings.objects.update(self_service=True)
    invoice = issued(store, platform, order())
    asked = buyer_corrections.submit_correction(invoice, **_WANTED)
    reissue_for_buyer(asked.pk)
    asked.refresh_from_db()
    return asked


def test_a_buyers_correction_is_a_credit_note_and_then_an_invoice(corrected: BuyerCorrection) -> None:
    first = corrected.invoice
    assert (corrected.state, Invoice.objects.count()) == (BuyerCorrection.State.DONE, 1)
    # Meanwhile the page waits for the new document.
    assert page_context(first)["replacement"] is None
    assert not buyer_corrections.is_offered(first)
    for state in ("submitted", "issued"):
        carry_on()
        assert OrderRecord.objects.get().state == state
    replacement = first.replacements.get()
    assert (replacement.buyer_name, page_context(first)["replacement"]) == ("Sociedad Ñandú SpA", replacement)


@pytest.mark.parametrize("half", [1, 2])
def test_a_buyer_is_told_that_the_provider_refuses_either_half(
    half: int, corrected: BuyerCorrection, scripted: Scripted
) -> None:
    if half == 2:
        carry_on()
    scripted.refusal = _REFUSED
    carry_on()
    corrected.refresh_from_db()
    assert corrected.state == BuyerCorrection.State.FAILED
    assert OrderRecord.objects.get().state == ("issued" if half == 1 else "held")


def test_a_correction_is_not_offered_where_it_cannot_be_done(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    InvoicingSettings.objects.update(self_service=True)
    invoice = issued(store, platform, order())
    assert buyer_corrections.is_offered(invoice)
    made = corrections.reissue_to_buyer(store, invoice.pk, _RIGHT, reason="Corrección")
    assert not buyer_corrections.is_offered(invoice)
    Submission.objects.filter(pk=made.pk).update(stage=Submission.Stage.WITHDRAWN)
    assert buyer_corrections.is_offered(invoice)
    accounts.disconnect(ProviderAccount.objects.get())
    assert not buyer_corrections.is_offered(Invoice.objects.get(pk=invoice.pk))


def test_the_second_half_of_a_reissue_that_was_refused_keeps_its_buyer(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    invoice = issued(store, platform, document)
    corrections.reissue_to_buyer(store, invoice.pk, _RIGHT, reason="Corrección")
    carry_on()
    scripted.script = [lambda *_: Refused(_REFUSED.problems)]
    carry_on()
    # A webhook neither repeats it nor issues to the buyer of the order.
    assert changed(store, platform, document).state == "held"
    assert Submission.objects.get(kind=Kind.INVOICE, revision=2).stage == Submission.Stage.REFUSED
    release.release_order(store, document["id"], snapshot=None)
    assert changed(store, platform, document).state == "submitted"
    carry_on()
    latest = Invoice.objects.latest("pk")
    assert (latest.buyer_name, latest.revision, latest.replaces_id) == ("Otra SpA", 2, invoice.pk)


def test_the_second_half_of_a_reissue_is_folios_own_where_folio_issues_by_then(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    invoice = issued(store, platform, order())
    corrections.reissue_to_buyer(store, invoice.pk, _RIGHT, reason="Corrección")
    accounts.switch_to(None, store)
    carry_on()
    latest = Invoice.objects.latest("pk")
    assert (latest.number, latest.buyer_name) == ("F-000001", "Otra SpA")
    assert OrderRecord.objects.get().state == "issued"


def test_a_cancelled_order_of_a_disconnected_account_is_held(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    issued(store, platform, document)
    account = ProviderAccount.objects.get()
    accounts.disconnect(account)
    record = changed(store, platform, canceled(document))
    assert (record.state, record.reasons[0]["code"]) == ("issued", "account_disconnected")
    accounts.connect(store, "scripted", {"key": "k"}, accounts.look_at(store, "scripted", {"key": "k"}))
    assert changed(store, platform, canceled(document)).state == "submitted"


def test_what_is_unheard_of_is_not_withdrawn(store: Store, platform: Platform, scripted: Scripted) -> None:
    document: dict[str, Any] = order()
    scripted.script = [make_unheard]
    changed(store, platform, document)
    carry_on()
    changed(store, platform, canceled(document))
    assert Submission.objects.get().stage == Submission.Stage.SENT
