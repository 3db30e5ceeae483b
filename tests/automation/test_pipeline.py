"""The pipeline: an order is read, decided, processed and recorded, also if it comes twice, late or broken."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from apps.automation import corrections, dry_run, order_state, pipeline, release
from apps.automation.models import OrderRecord
from apps.core import clock
from apps.invoices.models import Invoice, Kind
from apps.jumpseller.client import Limited, NotFound, Unreachable
from apps.orders.models import OrderSnapshot
from apps.stores.models import Credential, InvoicingSettings, Store
from apps.stores.tokens import NeedsAuthorisation
from tests.factories import order
from tests.platform import Platform


def changed(store: Store, platform: Platform, document: dict[str, Any]) -> OrderRecord:
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return OrderRecord.objects.get(store=store, order_id=document["id"])


def test_a_paid_order_is_invoiced_once_however_often_it_changes(store: Store, platform: Platform) -> None:
    document = order()
    for _ in range(3):
        record = changed(store, platform, document)
    assert (record.state, record.reasons, record.platform_status) == ("issued", [], "paid")
    assert Invoice.objects.filter(order_id=document["id"]).count() == 1
    assert OrderSnapshot.objects.count() == 1


def test_cancelling_credits_once(store: Store, platform: Platform) -> None:
    document = order()
    changed(store, platform, document)
    for _ in range(3):
        record = changed(store, platform, document | {"status_enum": "canceled"})
    assert (record.state, record.reasons) == ("credited", [])
    kinds = list(Invoice.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [Kind.INVOICE, Kind.CREDIT_NOTE]


def test_an_order_paid_again_after_its_credit_gets_a_new_invoice(store: Store, platform: Platform) -> None:
    document = order()
    for status in ("paid", "canceled", "paid"):
        record = changed(store, platform, document | {"status_enum": status})
    assert record.state == "issued"
    assert list(Invoice.objects.filter(kind=Kind.INVOICE).values_list("revision", flat=True)) == [1, 2]


def moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


@pytest.mark.parametrize("days", [1, 40])
@pytest.mark.parametrize("is_told", [True, False], ids=["the new payment is told", "the first payment is told"])
def test_the_document_of_a_new_payment_tells_its_day_or_none(
    store: Store, platform: Platform, is_told: bool, days: int
) -> None:
    first = timezone.now() - timedelta(days=days)
    document = order(completed_at=moment(first))
    changed(store, platform, document)
    changed(store, platform, document | {"status_enum": "canceled"})
    again = timezone.now() + timedelta(minutes=5)
    changed(store, platform, document | ({"completed_at": moment(again)} if is_told else {}))
    days_told = Invoice.objects.filter(kind=Kind.INVOICE).order_by("pk").values_list("payment_date", "supply_date")
    old, new = (clock.local_date(at, store.time_zone) for at in (first, again))
    assert list(days_told) == [(old, old), (new, new) if is_told else (None, None)]


def test_a_third_payment_does_not_tell_the_day_of_the_second(store: Store, platform: Platform) -> None:
    document = order()
    second = moment(timezone.now() - timedelta(days=2))
    for changes in ({}, {"status_enum": "canceled"}, {}, {"status_enum": "canceled"}, {"completed_at": second}):
        changed(store, platform, document | changes)
    last = Invoice.objects.filter(kind=Kind.INVOICE).latest("pk")
    assert (last.revision, last.payment_date) == (3, None)


def test_an_invoice_that_a_person_credited_and_asks_for_again_tells_the_one_payment(
    store: Store, platform: Platform
) -> None:
    document = order()
    credited_by_hand(store, platform, document)
    release.release_order(store, document["id"], snapshot=None)
    record = changed(store, platform, document)
    assert record.state == "issued"
    days = set(Invoice.objects.filter(kind=Kind.INVOICE).values_list("payment_date", flat=True))
    assert len(days) == 1
    assert None not in days


def test_what_is_shown_before_a_person_issues_it_tells_no_old_day_either(
    store: Store, invoicing_settings: InvoicingSettings, platform: Platform
) -> None:
    document = order()
    changed(store, platform, document)
    changed(store, platform, document | {"status_enum": "canceled"})
    InvoicingSettings.objects.filter(pk=invoicing_settings.pk).update(hold_for_review=True)
    record = changed(store, platform, document)
    assert record.state == "held"
    assert dry_run.issue_as_read(record).payment_date is None


def credited_by_hand(store: Store, platform: Platform, document: dict[str, Any]) -> None:
    """Invoice the paid `document`, then credit it in full as the merchant does, without a change at the platform."""
    changed(store, platform, document)
    corrections.credit_in_full(store, Invoice.objects.get(order_id=document["id"]).pk, reason="Devolución")


def test_an_invoice_credited_by_hand_is_not_issued_again_while_the_order_stays_paid(
    store: Store, platform: Platform
) -> None:
    document = order()
    credited_by_hand(store, platform, document)
    for seen in (document, document | {"status_enum": "Bezahlt"}, document | {"shipping": "gratis"}, document):
        record = changed(store, platform, seen)
        assert (record.state, record.reasons[0]["code"]) == ("credited", "credited_by_hand")
    assert Invoice.objects.filter(kind=Kind.INVOICE).count() == 1


@pytest.mark.parametrize("between", ["canceled", "pending_payment"])
def test_an_order_credited_by_hand_that_is_paid_anew_gets_a_new_invoice(
    store: Store, platform: Platform, between: str
) -> None:
    document = order()
    credited_by_hand(store, platform, document)
    record = changed(store, platform, document | {"status_enum": between})
    assert (record.state, record.reasons, record.platform_status) == ("credited", [], between)
    assert changed(store, platform, document).state == "issued"
    assert list(Invoice.objects.filter(kind=Kind.INVOICE).values_list("revision", flat=True)) == [1, 2]


def of_wrong_buyer() -> dict[str, Any]:
    document = order()
    document["billing_address"]["taxid"] = "12.345.678-9"
    return document


def test_a_wrong_tax_number_is_told_for_as_long_as_its_invoice_stands(store: Store, platform: Platform) -> None:
    document = of_wrong_buyer()
    for _ in range(2):
        record = changed(store, platform, document)
        assert (record.state, [reason["code"] for reason in record.reasons]) == ("issued", ["wrong_tax_id"])
    corrected = document | {"billing_address": document["billing_address"] | {"taxid": "12.345.678-5"}}
    assert changed(store, platform, corrected).reasons[0]["code"] == "wrong_tax_id"
    record = changed(store, platform, document | {"status_enum": "canceled"})
    assert (record.state, record.reasons) == ("credited", [])


def test_a_wrong_tax_number_holds_the_order_where_the_merchant_wants_it(
    store: Store, invoicing_settings: InvoicingSettings, platform: Platform
) -> None:
    InvoicingSettings.objects.filter(pk=invoicing_settings.pk).update(wrong_tax_id=InvoicingSettings.WrongTaxId.HOLD)
    document = of_wrong_buyer()
    record = changed(store, platform, document)
    assert (record.state, record.reasons[0]["code"]) == ("held", "wrong_tax_id")
    assert not Invoice.objects.exists()
    document["billing_address"]["taxid"] = "12.345.678-5"
    record = changed(store, platform, document)
    assert (record.state, record.reasons) == ("issued", [])


def test_a_free_order_is_invoiced_over_zero_and_credited_where_the_merchant_wants_it(
    store: Store, invoicing_settings: InvoicingSettings, platform: Platform
) -> None:
    gift = order(discount=10000, coupons="TODO", tax=0, total=0)
    assert changed(store, platform, gift).state == "skipped"
    InvoicingSettings.objects.filter(pk=invoicing_settings.pk).update(free_orders=InvoicingSettings.FreeOrders.INVOICE)
    for status, state in (("paid", "issued"), ("paid", "issued"), ("canceled", "credited"), ("canceled", "credited")):
        assert changed(store, platform, gift | {"status_enum": status}).state == state
    assert list(Invoice.objects.order_by("pk").values_list("kind", flat=True)) == [Kind.INVOICE, Kind.CREDIT_NOTE]
    assert {invoice.gross_total for invoice in Invoice.objects.all()} == {Decimal(0)}


def test_the_merchants_labels_name_the_buyer(
    store: Store, invoicing_settings: InvoicingSettings, platform: Platform
) -> None:
    InvoicingSettings.objects.filter(pk=invoicing_settings.pk).update(buyer_labels={"company": ["Mi empresa"]})
    answers = [{"label": "¿Mi empresa?", "value": "Café SpA"}, {"label": "Giro", "value": "Cafetería"}]
    changed(store, platform, order(additional_fields=answers))
    invoice = Invoice.objects.get()
    assert (invoice.buyer_name, invoice.buyer_activity) == ("Café SpA", "Cafetería")


def test_a_pending_order_is_skipped_with_its_reason_and_invoiced_when_paid(store: Store, platform: Platform) -> None:
    document = order()
    record = changed(store, platform, document | {"status_enum": "pending_payment"})
    assert (record.state, record.reasons[0]["code"]) == ("skipped", "not_paid")
    assert changed(store, platform, document).state == "issued"


def test_an_order_that_does_not_add_up_is_held_and_issued_once_it_does(store: Store, platform: Platform) -> None:
    document = order()
    record = changed(store, platform, document | {"total": 9999})
    assert (record.state, record.reasons[0]["code"]) == ("held", "totals_do_not_reconcile")
    assert not Invoice.objects.exists()
    assert changed(store, platform, document).state == "issued"


def test_a_change_after_the_invoice_is_told_and_changes_nothing(store: Store, platform: Platform) -> None:
    document = order()
    changed(store, platform, document)
    record = changed(store, platform, document | {"shipping": 1000, "total": 11000})
    assert (record.state, record.reasons[0]["code"]) == ("issued", "changed_after_invoice")
    assert Invoice.objects.get().gross_total == 10000


def test_an_order_that_is_gone_is_told(store: Store, platform: Platform) -> None:
    platform.fail_order(77, 404)
    with pytest.raises(NotFound):
        pipeline.order_changed(store, 77)
    record = OrderRecord.objects.get(order_id=77)
    assert (record.state, record.reasons[0]["code"]) == ("held", "order_gone")


def test_a_late_not_found_says_nothing_about_an_order_that_was_read_since(store: Store, platform: Platform) -> None:
    """The platform did not know the order yet; its answer arrived after that of a later call, which found the order."""
    document = order(total=9999)
    record, old_ticket = order_state.take_ticket(store, document["id"])
    assert changed(store, platform, document).reasons[0]["code"] == "totals_do_not_reconcile"
    order_state.mark_gone(record.pk, old_ticket)
    record.refresh_from_db()
    assert (record.state, record.reasons[0]["code"]) == ("held", "totals_do_not_reconcile")


def test_what_was_read_before_the_order_was_gone_issues_nothing(store: Store, platform: Platform) -> None:
    document = order()
    record, old_ticket = order_state.take_ticket(store, document["id"])
    platform.fail_order(document["id"], 404)
    with pytest.raises(NotFound):
        pipeline.order_changed(store, document["id"])
    pipeline._apply(record, old_ticket, document, "")
    record.refresh_from_db()
    assert (record.state, record.reasons[0]["code"]) == ("held", "order_gone")
    assert not Invoice.objects.exists()
    assert changed(store, platform, document).state == "issued"


def test_a_request_ends_with_an_order_that_is_gone_and_one_that_was_left_stays_left(
    store: Store, invoicing_settings: InvoicingSettings, platform: Platform
) -> None:
    InvoicingSettings.objects.filter(pk=invoicing_settings.pk).update(issue_when="by_hand")
    document = order()
    changed(store, platform, document)
    release.release_order(store, document["id"], snapshot=None)
    platform.fail_order(document["id"], 404)
    with pytest.raises(NotFound):
        pipeline.order_changed(store, document["id"])
    InvoicingSettings.objects.filter(pk=invoicing_settings.pk).update(issue_when="paid")
    record = changed(store, platform, document)
    assert (record.state, record.reasons[0]["code"]) == ("skipped", "by_hand")


@pytest.mark.parametrize("broken", [{"total": 9999}, {"status_enum": "Bezahlt"}, {"shipping": "gratis"}])
def test_an_order_that_was_left_stays_left_when_it_could_not_be_read_in_between(
    store: Store, invoicing_settings: InvoicingSettings, platform: Platform, broken: dict[str, Any]
) -> None:
    InvoicingSettings.objects.filter(pk=invoicing_settings.pk).update(issue_when="by_hand")
    document = order()
    changed(store, platform, document)
    InvoicingSettings.objects.filter(pk=invoicing_settings.pk).update(issue_when="paid")
    record = changed(store, platform, document | broken)
    assert (record.state, record.reasons[-1]["code"]) == ("held", "by_hand")
    assert changed(store, platform, document).state == "skipped"
    assert not Invoice.objects.exists()


def test_an_answer_about_another_order_is_no_answer(store: Store, platform: Platform) -> None:
    document = order()
    platform.serve_order(document)
    platform.mock.add("GET", platform.url("orders/5.json"), json={"order": {"id": document["id"]}})
    with pytest.raises(Unreachable, match="another order"):
        pipeline.order_changed(store, 5)
    assert not Invoice.objects.exists()


def test_a_field_that_is_no_number_is_held_for_a_person(store: Store, platform: Platform) -> None:
    record = changed(store, platform, order(shipping="gratis"))
    assert (record.state, record.reasons[0]["code"]) == ("held", "not_an_order")
    (detail,) = record.reasons[0]["details"]
    assert detail == {"code": "field_not_a_number", "figures": {"name": "shipping"}}


def test_what_an_older_reading_brings_is_dropped(store: Store, platform: Platform) -> None:
    """A worker read “paid” and paused until another one read “canceled”: a cancelled order gets no invoice."""
    document = order()
    record, old_ticket = order_state.take_ticket(store, document["id"])
    changed(store, platform, document | {"status_enum": "canceled"})
    pipeline._apply(record, old_ticket, document, "")
    record.refresh_from_db()
    assert (record.state, record.platform_status) == ("skipped", "canceled")
    assert not Invoice.objects.exists()


@pytest.mark.parametrize(("status", "error"), [(500, Unreachable), (502, Unreachable), (429, Limited)])
def test_a_platform_that_fails_leaves_everything_to_be_done(
    store: Store, platform: Platform, status: int, error: type[Exception]
) -> None:
    document = order()
    platform.fail_order(document["id"], status)
    with pytest.raises(error):
        pipeline.order_changed(store, document["id"])
    assert changed(store, platform, document).state == "issued"


def test_limits_say_how_long_to_wait(store: Store, platform: Platform) -> None:
    platform.fail_order(5, 403, headers={"Jumpseller-PerMinuteRateLimit-Remaining": "0"})
    with pytest.raises(Limited) as caught:
        pipeline.order_changed(store, 5)
    assert caught.value.retry_after == 60.0


def test_a_refused_token_is_refreshed_once(store: Store, platform: Platform) -> None:
    document = order()
    platform.fail_order(document["id"], 401)
    platform.serve_tokens("access-2", "refresh-2")
    with pytest.raises(NeedsAuthorisation):
        pipeline.order_changed(store, document["id"])
    credential = Credential.objects.get(store=store)
    assert (credential.access_token, credential.refresh_token) == ("access-2", "refresh-2")
    store.refresh_from_db()
    assert store.status == Store.Status.NEEDS_AUTHORISATION
