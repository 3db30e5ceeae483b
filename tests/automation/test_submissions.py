"""Orders of a store whose documents a provider issues: one document each, whatever the provider answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.automation import corrections, order_state, pipeline, release, submissions
from apps.automation.models import OrderRecord
from apps.invoices.issuing.issuer import OnItsWay
from apps.invoices.models import (
    AuthorityCheck,
    Invoice,
    Kind,
    Mailing,
    Posting,
    ProviderAccount,
    ProviderDocument,
    Rendering,
    Rendition,
    Submission,
    Void,
)
from apps.invoices.renditions import pdf_store
from apps.invoices.submission import accounts
from apps.invoices.transmission import email, order_link
from apps.orders.data import Buyer
from apps.providers.outcomes import (
    AuthorityState,
    Blocked,
    Failed,
    Limited,
    Pending,
    Refused,
    Unauthorised,
)
from apps.providers.plan import Nothing, Refusal
from apps.providers.problems import Problem
from apps.stores.models import InvoicingSettings, Store
from tests.factories import order
from tests.invoices.submission.scripted import Scripted, connected, make, make_unheard, provided, unheard
from tests.platform import Platform

_TROUBLE = Problem("provider_refused", {}, "RUT inválido")


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, store: Store) -> Iterator[Scripted]:
    with provided(monkeypatch) as found:
        connected(store, found)
        yield found


def changed(store: Store, platform: Platform, document: dict[str, Any]) -> OrderRecord:
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return OrderRecord.objects.get(store=store, order_id=document["id"])


def carry_on(*, later: timedelta = timedelta(0)) -> None:
    """Take the next step of every submission that is open, as if `later` had passed."""
    for submission in Submission.objects.filter(Submission.open()).exclude(stage=Submission.Stage.ASKED):
        sent_at = submission.sent_at and submission.sent_at - later
        Submission.objects.filter(pk=submission.pk).update(due_at=timezone.now(), sent_at=sent_at)
        submissions.carry_on(submission.pk)


def issued(store: Store, platform: Platform, document: dict[str, Any]) -> Invoice:
    changed(store, platform, document)
    carry_on()
    return Invoice.objects.get(order_id=document["id"], kind=Kind.INVOICE)


def test_a_paid_order_is_submitted_and_recorded(store: Store, platform: Platform, provider: Scripted) -> None:
    document = order()
    record = changed(store, platform, document)
    assert (record.state, Invoice.objects.count()) == ("submitted", 0)
    carry_on()
    record.refresh_from_db()
    invoice = Invoice.objects.get()
    known = invoice.provider_document
    assert (record.state, record.reasons) == ("issued", [])
    assert (invoice.number, known.title, known.differences) == ("39-1", "Boleta electrónica", [])
    assert (invoice.gross_total, invoice.series.account_id) == (Decimal(10000), known.account_id)
    assert Submission.objects.get().stage == Submission.Stage.RECORDED


def test_the_order_is_read_again_meanwhile(store: Store, platform: Platform, provider: Scripted) -> None:
    document = order()
    for _ in range(3):
        assert changed(store, platform, document).state == "submitted"
    carry_on()
    for _ in range(2):
        assert changed(store, platform, document).state == "issued"
    assert (Submission.objects.count(), len(provider.made)) == (1, 1)


def test_the_pdf_is_the_providers(store: Store, platform: Platform, provider: Scripted) -> None:
    invoice = issued(store, platform, order())
    pdf_store.render_and_store(Rendering.objects.get().pk)
    assert pdf_store.pdf_of(invoice) == b"%PDF-1.4 provider"
    assert Rendition.objects.get().renderer_version == "scripted"
    assert Posting.objects.filter(Posting.is_due(timezone.now())).exists()


@pytest.mark.parametrize("act", [make_unheard, unheard])
def test_an_unanswered_call_makes_one_document(act: Any, store: Store, platform: Platform, provider: Scripted) -> None:
    provider.script = [act]
    changed(store, platform, order())
    carry_on()
    assert (Submission.objects.get().stage, Invoice.objects.count()) == (Submission.Stage.SENT, 0)
    # Too early: the provider may still be busy with it.
    carry_on()
    assert len(provider.submitted) == 1
    carry_on(later=timedelta(minutes=5))
    assert (len(provider.made), Invoice.objects.count()) == (1, 1)
    assert OrderRecord.objects.get().state == "issued"


def test_a_key_that_is_kept_is_repeated_without_a_look(store: Store, platform: Platform, provider: Scripted) -> None:
    provider.abilities = replace(provider.abilities, idempotency="key", key_hours=24)
    provider.is_ambiguous = True
    provider.script = [make_unheard]
    changed(store, platform, order())
    carry_on()
    # The first call may still be under way: what a repeat does meanwhile is not known.
    carry_on()
    assert len(provider.submitted) == 1
    carry_on(later=timedelta(minutes=5))
    assert (len(provider.made), Invoice.objects.count()) == (1, 1)
    assert len(set(provider.submitted)) == 1


def test_a_key_that_has_expired_needs_a_look(store: Store, platform: Platform, provider: Scripted) -> None:
    provider.abilities = replace(provider.abilities, idempotency="key", key_hours=24)
    provider.is_ambiguous = True
    provider.script = [make_unheard]
    changed(store, platform, order())
    carry_on()
    Submission.objects.update(first_sent_at=timezone.now() - timedelta(hours=30))
    carry_on(later=timedelta(hours=30))
    assert Submission.objects.get().stage == Submission.Stage.ASKED


def test_a_person_is_asked_and_tells_the_number(store: Store, platform: Platform, provider: Scripted) -> None:
    asked = _asked(store, platform, provider)
    document = submissions.answer_exists(asked.pk, "39-77")
    assert (document.number, OrderRecord.objects.get().state) == ("39-77", "issued")
    with pytest.raises(submissions.NoQuestion):
        submissions.answer_exists(asked.pk, "39-78")
    assert Invoice.objects.count() == 1


def test_a_person_is_asked_and_it_is_sent_again(store: Store, platform: Platform, provider: Scripted) -> None:
    asked = _asked(store, platform, provider)
    submissions.answer_absent(asked.pk)
    assert OrderRecord.objects.get().state == "submitted"
    provider.is_ambiguous = False
    carry_on()
    assert (Invoice.objects.count(), OrderRecord.objects.get().state) == (1, "issued")
    assert len(set(provider.submitted)) == 2


def _asked(store: Store, platform: Platform, provider: Scripted) -> Submission:
    provider.is_ambiguous = True
    provider.script = [unheard]
    document = order()
    changed(store, platform, document)
    carry_on()
    carry_on(later=timedelta(minutes=5))
    record = changed(store, platform, document)
    assert (record.state, [each["code"] for each in record.reasons]) == ("held", ["submission_unclear"])
    return Submission.objects.get(stage=Submission.Stage.ASKED)


@pytest.mark.parametrize("when", ["planned", "sent"])
def test_a_refused_document_holds_the_order_until_something_changes(
    when: str, store: Store, platform: Platform, provider: Scripted
) -> None:
    document = order()
    if when == "planned":
        provider.refusal = Refusal((_TROUBLE,))
    else:
        provider.script = [lambda *_: Refused((_TROUBLE,))]
    changed(store, platform, document)
    carry_on()
    calls = len(provider.submitted)
    changed(store, platform, document)
    carry_on()
    record = OrderRecord.objects.get()
    assert (record.state, record.reasons[0]["code"]) == ("held", "submission_refused")
    assert record.reasons[0]["details"][1] == {"code": "provider_said", "figures": {"words": "RUT inválido"}}
    # The same document is not sent again.
    assert len(provider.submitted) == calls
    provider.refusal = None
    release.release_order(store, document["id"], snapshot=None)
    assert changed(store, platform, document).state == "submitted"
    carry_on()
    assert OrderRecord.objects.get().state == "issued"
    assert Submission.objects.get().intent == (2 if when == "sent" else 1)


def test_a_change_of_the_account_tries_what_was_refused(store: Store, platform: Platform, provider: Scripted) -> None:
    document = order()
    provider.refusal = Refusal((_TROUBLE,))
    changed(store, platform, document)
    carry_on()
    provider.refusal = None
    accounts.choose(ProviderAccount.objects.get(), {"rounding": "accept"})
    assert changed(store, platform, document).state == "submitted"
    carry_on()
    assert Invoice.objects.count() == 1


def test_a_voucher_that_is_the_document_leaves_the_order_out(
    store: Store, platform: Platform, provider: Scripted
) -> None:
    provider.refusal = Nothing(Problem("provider_refused"))
    changed(store, platform, order())
    carry_on()
    record = OrderRecord.objects.get()
    assert (record.state, record.reasons[0]["code"]) == ("skipped", "voucher_is_document")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Unauthorised(), ProviderAccount.State.UNAUTHORISED),
        (Blocked(Problem("provider_refused")), ProviderAccount.State.BLOCKED),
        (Limited(3.0), ProviderAccount.State.CONNECTED),
        (Failed("down"), ProviderAccount.State.CONNECTED),
    ],
)
def test_what_is_no_fault_of_the_document_waits(
    answer: Any, state: str, store: Store, platform: Platform, provider: Scripted
) -> None:
    provider.script = [lambda *_: answer]
    changed(store, platform, order())
    carry_on()
    assert ProviderAccount.objects.get().state == state
    assert OrderRecord.objects.get().state == "submitted"
    carry_on(later=timedelta(minutes=5))
    assert (Invoice.objects.count(), ProviderAccount.objects.get().state) == (1, ProviderAccount.State.CONNECTED)


def test_a_document_that_has_no_number_yet_is_asked_for(store: Store, platform: Platform, provider: Scripted) -> None:
    provider.script = [lambda *_: Pending("draft-1", 2.0)]
    changed(store, platform, order())
    carry_on()
    submission = Submission.objects.get()
    assert (submission.stage, submission.reference) == (Submission.Stage.TAKEN, "draft-1")
    carry_on()
    assert Invoice.objects.count() == 1


def test_a_cancelled_order_is_withdrawn_before_it_is_sent(store: Store, platform: Platform, provider: Scripted) -> None:
    document = order()
    changed(store, platform, document)
    record = changed(store, platform, canceled(document))
    carry_on()
    assert (record.state, record.reasons[0]["code"]) == ("skipped", "canceled_before_invoice")
    assert (provider.submitted, Submission.objects.get().stage) == ([], Submission.Stage.WITHDRAWN)


def test_an_order_that_is_cancelled_on_the_way_is_credited(
    store: Store, platform: Platform, provider: Scripted
) -> None:
    document = order()
    provider.script = [make_unheard]
    changed(store, platform, document)
    carry_on()
    assert changed(store, platform, canceled(document)).state == "submitted"
    carry_on(later=timedelta(minutes=5))
    assert OrderRecord.objects.get().state == "submitted"
    carry_on()
    assert OrderRecord.objects.get().state == "credited"
    assert sorted(Invoice.objects.values_list("kind", "number")) == [("credit_note", "61-2"), ("invoice", "39-1")]


def test_a_cancelled_order_is_credited_once(store: Store, platform: Platform, provider: Scripted) -> None:
    document = order()
    issued(store, platform, document)
    for _ in range(2):
        assert changed(store, platform, canceled(document)).state == "submitted"
    carry_on()
    for _ in range(2):
        assert changed(store, platform, canceled(document)).state == "credited"
    assert len(provider.made) == 2


def test_a_part_is_credited_where_the_invoice_was_made(store: Store, platform: Platform, provider: Scripted) -> None:
    invoice = issued(store, platform, order())
    accounts.switch_to(None, store)
    made = corrections.credit_amounts(store, invoice.pk, {1: Decimal(4000)}, reason="Devolución")
    assert isinstance(made, Submission)
    with pytest.raises(OnItsWay):
        corrections.credit_amounts(store, invoice.pk, {1: Decimal(4000)}, reason="Devolución")
    carry_on()
    note = Invoice.objects.get(kind=Kind.CREDIT_NOTE)
    assert (note.gross_total, note.provider_document.type) == (Decimal(4000), "61")
    assert OrderRecord.objects.get().state == "issued"
    corrections.credit_in_full(store, invoice.pk, reason="El resto")
    carry_on()
    assert OrderRecord.objects.get().state == "credited"
    assert sorted(Submission.objects.values_list("ordinal", flat=True)) == [0, 1, 2]


def test_a_reissue_survives_a_stop_between_its_halves(store: Store, platform: Platform, provider: Scripted) -> None:
    invoice = issued(store, platform, order())
    buyer = Buyer(
        name="Otra SpA",
        company="",
        tax_id=invoice.buyer_tax_id,
        activity="",
        taxpayer_type="",
        wants_factura=None,
        address=("Calle 1",),
        country="CL",
        email="",
    )
    corrections.reissue_to_buyer(store, invoice.pk, buyer, reason="Corrección")
    carry_on()
    assert OrderRecord.objects.get().state == "submitted"
    assert list(Invoice.objects.order_by("pk").values_list("kind", flat=True)) == ["invoice", "credit_note"]
    carry_on()
    latest = Invoice.objects.order_by("pk").last()
    assert latest is not None
    assert (latest.buyer_name, latest.replaces_id, latest.revision) == ("Otra SpA", invoice.pk, 2)
    assert OrderRecord.objects.get().state == "issued"


def test_a_document_that_differs_is_recorded_with_a_mark(store: Store, platform: Platform, provider: Scripted) -> None:
    def otherwise(found: Scripted, plan: Any, key: str) -> Any:
        found.made[key] = replace(make(found, plan, key), gross_total=plan.totals.gross_total + 1)
        return found.made[key]

    provider.script = [otherwise]
    invoice = issued(store, platform, order())
    assert (invoice.gross_total, invoice.provider_document.gross_total) == (Decimal(10000), Decimal(10001))
    assert invoice.provider_document.differences == ["gross_total"]
    record = OrderRecord.objects.get()
    assert (record.state, record.reasons[0]["code"]) == ("issued", "document_differs")


def test_a_late_rejection_voids_the_document_and_it_is_issued_anew(
    store: Store, platform: Platform, provider: Scripted
) -> None:
    document = order()
    invoice = issued(store, platform, document)
    provider.said = AuthorityState("rejected", "Firma inválida")
    submissions.ask_authority(AuthorityCheck.objects.get().pk)
    assert Void.objects.get().invoice == invoice
    assert Invoice.objects.open_invoice(store, document["id"]) is None
    record = OrderRecord.objects.get()
    assert (record.state, record.reasons[0]["code"]) == ("held", "rejected_by_authority")
    release.release_order(store, document["id"], snapshot=None)
    changed(store, platform, document)
    carry_on()
    assert list(Invoice.objects.order_by("pk").values_list("revision", flat=True)) == [1, 2]
    assert OrderRecord.objects.get().state == "issued"


def test_a_rejected_credit_note_leaves_the_invoice_open(store: Store, platform: Platform, provider: Scripted) -> None:
    invoice = issued(store, platform, order())
    corrections.credit_in_full(store, invoice.pk, reason="Anulación")
    carry_on()
    note = Invoice.objects.get(kind=Kind.CREDIT_NOTE)
    provider.said = AuthorityState("rejected")
    submissions.ask_authority(AuthorityCheck.objects.get(invoice=note).pk)
    assert Invoice.objects.open_invoice(store, invoice.order_id) == invoice
    assert OrderRecord.objects.get().reasons[0]["code"] == "credit_rejected"
    corrections.credit_in_full(store, invoice.pk, reason="Anulación")
    carry_on()
    assert Invoice.objects.get(pk=invoice.pk).is_credited_in_full


def test_a_change_of_issuer_is_for_orders_decided_from_then_on(
    store: Store, platform: Platform, provider: Scripted
) -> None:
    accounts.switch_to(None, store)
    own = order()
    changed(store, platform, own)
    invoice = Invoice.objects.get()
    accounts.switch_to(ProviderAccount.objects.get(), store)
    assert changed(store, platform, canceled(own)).state == "credited"
    assert not Submission.objects.exists()
    assert not ProviderDocument.objects.filter(invoice=invoice).exists()
    assert changed(store, platform, order()).state == "submitted"


def test_the_database_refuses_a_second_open_submission(store: Store, platform: Platform, provider: Scripted) -> None:
    document = order()
    changed(store, platform, document)
    first = Submission.objects.get()
    second = Submission(store=store, account=first.account, order_id=document["id"], kind=Kind.INVOICE, revision=2)
    second.key = "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_the_database_refuses_an_own_invoice_beside_an_open_submission(
    store: Store, platform: Platform, provider: Scripted
) -> None:
    document = order()
    record = changed(store, platform, document)
    InvoicingSettings.objects.update(issuer="own")
    ProviderAccount.objects.update(is_issuer=False)
    # As if nobody had looked: the pipeline itself asks what is on its way.
    with pytest.MonkeyPatch.context() as patch, pytest.raises(IntegrityError), transaction.atomic():
        patch.setattr(pipeline, "_on_its_way", lambda *_: "")
        changed(store, platform, document)
    assert not Invoice.objects.exists()
    assert order_state.record_of(store, document["id"]).pk == record.pk


def canceled(document: dict[str, Any]) -> dict[str, Any]:
    return document | {"status": "Canceled", "status_enum": "canceled"}


def test_a_credit_that_its_account_cannot_make_any_more_is_told(
    store: Store, platform: Platform, provider: Scripted
) -> None:
    document = order()
    issued(store, platform, document)
    accounts.disconnect(ProviderAccount.objects.select_related("store").get())
    for _ in range(2):
        record = changed(store, platform, canceled(document))
        assert (record.state, [each["code"] for each in record.reasons]) == ("issued", ["account_disconnected"])
    found = accounts.look_at(store, "scripted", {"key": "k"})
    accounts.connect(store, "scripted", {"key": "k"}, found)
    assert changed(store, platform, canceled(document)).state == "submitted"
    carry_on()
    assert OrderRecord.objects.get().state == "credited"


def test_a_document_that_is_only_at_the_provider_is_linked_and_not_attached(
    store: Store, platform: Platform, provider: Scripted, mailoutbox: list[EmailMessage]
) -> None:
    page = "https://provider.example/documents/1"

    def linked(found: Scripted, plan: Any, key: str) -> Any:
        found.made[key] = replace(make(found, plan, key), links={"page": page})
        return found.made[key]

    provider.abilities = replace(provider.abilities, gives="link")
    provider.script = [linked]
    InvoicingSettings.objects.update(mail_buyers=True)
    document = order()
    invoice = issued(store, platform, document)
    pdf_store.render_and_store(Rendering.objects.get().pk)
    order_link.post_link(Posting.objects.get().pk)
    assert [each["url"] for each in platform.documents[document["id"]]] == [page]
    email.send_document(Mailing.objects.get().pk)
    (mail,) = mailoutbox
    assert (mail.attachments, Rendition.objects.filter(invoice=invoice).exists()) == ([], False)
    assert "enlace de abajo" in mail.body
    assert "adjunt" not in mail.body


@pytest.mark.parametrize("who", ["the merchant", "the nightly look"])
def test_what_was_refused_is_tried_again_once_the_account_has_changed(
    who: str, store: Store, platform: Platform, provider: Scripted
) -> None:
    document, account = order(), ProviderAccount.objects.select_related("store").get()
    provider.script = [lambda *_: Refused((_TROUBLE,))]
    changed(store, platform, document)
    carry_on()
    accounts.check(account)
    assert changed(store, platform, document).state == "held"
    if who == "the merchant":
        accounts.check_again(account)
    else:
        provider.account = replace(provider.account, details={"office": "another"})
        accounts.check(account)
    assert changed(store, platform, document).state == "submitted"
    carry_on()
    assert OrderRecord.objects.get().state == "issued"


def test_an_answer_that_nothing_was_done_is_followed_by_the_next_try_at_once(
    store: Store, platform: Platform, provider: Scripted
) -> None:
    provider.script = [lambda *_: Limited(3.0)]
    changed(store, platform, order())
    carry_on()
    carry_on()
    assert (len(provider.submitted), Invoice.objects.count()) == (2, 1)
