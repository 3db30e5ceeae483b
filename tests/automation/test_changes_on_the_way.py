"""Orders and documents that change while a document is on its way to a provider: none too many, and none lost."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from apps.automation import corrections, order_state, pipeline, release, submissions
from apps.automation.models import OrderRecord
from apps.invoices.issuing import issuer
from apps.invoices.models import AuthorityCheck, Invoice, Kind, ProviderAccount, Submission
from apps.invoices.submission import accounts, steps
from apps.orders.data import Buyer
from apps.providers.outcomes import AuthorityState, Failed, Refused, Unauthorised
from apps.providers.problems import Problem
from apps.stores.models import InvoicingSettings, Store
from tests.automation.test_submissions import canceled, carry_on, changed, issued
from tests.factories import order
from tests.invoices.submission.scripted import Scripted, make_unheard, unheard
from tests.platform import Platform

_OTHER = Buyer("Otra SpA", "", "", "", "", None, ("Calle 1",), "CL", "")
_LATER = timedelta(minutes=5)


def kinds() -> list[str]:
    return list(Invoice.objects.order_by("pk").values_list("kind", flat=True))


def rejected(scripted: Scripted, document: Invoice) -> None:
    scripted.said = AuthorityState("rejected", "Firma inválida")
    submissions.ask_authority(AuthorityCheck.objects.get(invoice=document).pk)


def test_a_credit_after_a_refused_reissue_brings_no_second_invoice(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    invoice = issued(store, platform, document)
    scripted.script = [lambda *_: Refused((Problem("provider_refused"),))]
    corrections.reissue_to_buyer(store, invoice.pk, _OTHER, reason="Corrección")
    carry_on()
    corrections.credit_in_full(store, invoice.pk, reason="Anulación")
    carry_on()
    assert (kinds(), OrderRecord.objects.get().state) == (["invoice", "credit_note"], "credited")
    assert not Submission.objects.filter(Submission.open()).exists()


def test_a_person_asks_again_for_a_credit_that_was_refused(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    invoice = issued(store, platform, order())
    scripted.script = [lambda *_: Refused((Problem("provider_refused"),))]
    for _ in range(2):
        corrections.credit_in_full(store, invoice.pk, reason="Anulación")
        assert OrderRecord.objects.get().state == "submitted"
        carry_on()
    assert OrderRecord.objects.get().state == "credited"


def test_an_order_that_is_cancelled_while_a_person_is_asked_is_not_sent_again(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    scripted.is_ambiguous, scripted.script = True, [unheard]
    changed(store, platform, document)
    carry_on()
    carry_on(later=_LATER)
    changed(store, platform, canceled(document))
    submissions.answer_absent(Submission.objects.get(stage=Submission.Stage.ASKED).pk)
    carry_on()
    record = OrderRecord.objects.get()
    assert (record.state, record.reasons[0]["code"]) == ("skipped", "canceled_before_invoice")
    assert (len(scripted.submitted), Submission.objects.get().stage) == (1, Submission.Stage.WITHDRAWN)


@pytest.mark.parametrize("idempotency", ["search", "key"])
@pytest.mark.parametrize("act", [unheard, lambda *_: Failed("down"), lambda *_: Unauthorised()])
def test_an_order_that_is_cancelled_before_its_document_exists_gets_none(
    idempotency: str, act: object, store: Store, platform: Platform, scripted: Scripted
) -> None:
    scripted.abilities = replace(scripted.abilities, idempotency=idempotency)  # type: ignore[arg-type]
    document = order()
    scripted.script = [act]  # type: ignore[list-item]
    changed(store, platform, document)
    carry_on()
    changed(store, platform, canceled(document))
    carry_on(later=_LATER)
    record = OrderRecord.objects.get()
    assert (record.state, record.reasons[0]["code"]) == ("skipped", "canceled_before_invoice")
    assert (len(scripted.submitted), scripted.made) == (1, {})
    # Paid once more, it is a new sale.
    assert changed(store, platform, document).state == "submitted"
    carry_on()
    assert kinds() == ["invoice"]


def test_a_document_that_exists_is_recorded_although_the_order_is_cancelled(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    scripted.script = [make_unheard]
    changed(store, platform, document)
    carry_on()
    changed(store, platform, canceled(document))
    for _ in range(2):
        carry_on(later=_LATER)
    assert (kinds(), OrderRecord.objects.get().state) == (["invoice", "credit_note"], "credited")


def test_the_rest_is_credited_where_the_order_is_cancelled_during_a_partial_credit(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    invoice = issued(store, platform, document)
    corrections.credit_amounts(store, invoice.pk, {1: Decimal(4000)}, reason="Devolución")
    changed(store, platform, canceled(document))
    for _ in range(2):
        carry_on()
    assert OrderRecord.objects.get().state == "credited"
    assert [note.gross_total for note in Invoice.objects.get(pk=invoice.pk).valid_credit_notes()] == [4000, 6000]


def test_a_reissue_of_an_order_that_is_cancelled_meanwhile_ends_with_its_credit_note(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    invoice = issued(store, platform, document)
    corrections.reissue_to_buyer(store, invoice.pk, _OTHER, reason="Corrección")
    changed(store, platform, canceled(document))
    for _ in range(2):
        carry_on()
    assert (kinds(), OrderRecord.objects.get().state) == (["invoice", "credit_note"], "credited")


def test_a_document_is_recorded_although_what_follows_it_fails(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    invoice = issued(store, platform, document)
    corrections.reissue_to_buyer(store, invoice.pk, _OTHER, reason="Corrección")
    accounts.switch_to(None, store)
    # The prefix belongs to credit notes: Folio's own invoice cannot be numbered.
    own = order()
    changed(store, platform, own)
    changed(store, platform, canceled(own))
    InvoicingSettings.objects.update(invoice_prefix="NC-", credit_note_prefix="N-")
    carry_on()
    record = OrderRecord.objects.get(order_id=document["id"])
    assert Submission.objects.get(credits=invoice).stage == Submission.Stage.RECORDED
    assert (record.state, record.reasons[0]["code"]) == ("held", "submission_refused")
    InvoicingSettings.objects.update(invoice_prefix="Y-")
    assert changed(store, platform, document).state == "issued"
    assert Invoice.objects.order_by("pk").last().buyer_name == "Otra SpA"  # type: ignore[union-attr]


def test_a_rejected_document_is_not_issued_anew_by_itself(store: Store, platform: Platform, scripted: Scripted) -> None:
    document = order()
    rejected(scripted, issued(store, platform, document))
    for _ in range(2):
        record = changed(store, platform, document)
        carry_on()
        assert (record.state, record.reasons[0]["code"]) == ("held", "rejected_by_authority")
        assert record.reasons[0]["details"][0]["figures"] == {"words": "Firma inválida"}
    release.release_order(store, document["id"], snapshot=None)
    changed(store, platform, document)
    carry_on()
    assert (kinds(), OrderRecord.objects.get().state) == (["invoice", "invoice"], "issued")


def test_a_sale_that_was_credited_by_hand_stays_so_after_a_late_rejection(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    invoice = issued(store, platform, document)
    corrections.credit_in_full(store, invoice.pk, reason="Anulación")
    carry_on()
    rejected(scripted, invoice)
    for _ in range(2):
        changed(store, platform, document)
        carry_on()
    assert kinds() == ["invoice", "credit_note"]
    assert OrderRecord.objects.get().reasons[0]["code"] == "rejected_by_authority"


def test_a_credit_note_of_a_document_that_is_rejected_meanwhile_is_not_sent(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    invoice = issued(store, platform, order())
    corrections.credit_in_full(store, invoice.pk, reason="Anulación")
    rejected(scripted, invoice)
    carry_on()
    assert (len(scripted.submitted), OrderRecord.objects.get().state) == (1, "held")
    assert Submission.objects.get(credits=invoice).stage == Submission.Stage.WITHDRAWN


def test_a_credit_note_that_exists_for_a_rejected_document_is_told(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    invoice = issued(store, platform, order())
    scripted.script = [make_unheard]
    corrections.credit_in_full(store, invoice.pk, reason="Anulación")
    carry_on()
    rejected(scripted, invoice)
    carry_on(later=_LATER)
    credit = Submission.objects.get(credits=invoice)
    assert (credit.stage, credit.problems[0]["code"]) == (Submission.Stage.REFUSED, "provider_credits_void")
    assert (kinds(), OrderRecord.objects.get().state) == (["invoice"], "held")


def test_a_reissue_of_a_document_that_is_rejected_meanwhile_needs_no_credit_note(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    invoice = issued(store, platform, order())
    corrections.reissue_to_buyer(store, invoice.pk, _OTHER, reason="Corrección")
    rejected(scripted, invoice)
    carry_on()
    latest = Invoice.objects.order_by("pk").last()
    assert latest is not None
    assert (latest.buyer_name, latest.revision, kinds()) == ("Otra SpA", 2, ["invoice", "invoice"])
    assert OrderRecord.objects.get().state == "issued"


def test_a_cancelled_order_with_two_open_invoices_has_both_credited(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    first = issued(store, platform, document)
    corrections.reissue_to_buyer(store, first.pk, _OTHER, reason="Corrección")
    for _ in range(2):
        carry_on()
    # The authority rejects the credit note between them, so both count.
    rejected(scripted, Invoice.objects.get(kind=Kind.CREDIT_NOTE))
    scripted.said = AuthorityState("accepted")
    changed(store, platform, canceled(document))
    for _ in range(3):
        carry_on()
    assert OrderRecord.objects.get().state == "credited"
    assert not Invoice.objects.open().exists()


def test_a_request_that_was_left_over_issues_nothing_after_a_credit(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    changed(store, platform, document)
    # As a request is noted while the order's document is about to be submitted.
    order_state.release_order(OrderRecord.objects.get(), snapshot=None)
    carry_on()
    invoice = Invoice.objects.get()
    corrections.credit_in_full(store, invoice.pk, reason="Anulación")
    carry_on()
    assert changed(store, platform, document).state == "credited"
    assert not Submission.objects.filter(Submission.open()).exists()


def test_a_worker_of_a_document_that_was_withdrawn_and_decided_anew_sends_nothing(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    """The late worker holds claim 1 of what was withdrawn, as another holds claim 1 of what was decided since."""
    document = order()
    changed(store, platform, document)
    late = Submission.claim(Submission.objects.get().pk)
    assert late is not None
    changed(store, platform, canceled(document))
    changed(store, platform, document)
    second = Submission.claim(late.pk)
    assert second is not None
    with pytest.raises(steps.ClaimLost):
        steps.take_step(late)
    assert scripted.submitted == []
    steps.take_step(second)
    assert len(scripted.submitted) == 1


def test_a_key_that_was_revoked_for_good_keeps_no_order(store: Store, platform: Platform, scripted: Scripted) -> None:
    document = order()
    scripted.script = [lambda *_: Unauthorised()]
    ProviderAccount.objects.update(state=ProviderAccount.State.UNAUTHORISED)
    changed(store, platform, document)
    accounts.disconnect(ProviderAccount.objects.select_related("store").get())
    carry_on()
    record = OrderRecord.objects.get()
    assert Submission.objects.get().stage == Submission.Stage.WITHDRAWN
    pipeline.order_changed(store, document["id"])
    record.refresh_from_db()
    assert (record.state, kinds(), scripted.submitted) == ("issued", ["invoice"], [])
    assert InvoicingSettings.objects.get().issuer == issuer.OWN
