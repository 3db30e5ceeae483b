"""The flow from “this order changed” to a document. All work that wants an invoice goes through `order_changed`.

Network calls come first, outside of any transaction. Then one transaction locks the order's record and the settings,
decides (`decisions`, by `policy`), acts, and writes the outcome down (`order_state`). Each worker takes a ticket before
it reads the order. A result with a lower ticket than the last applied one is stale and is dropped, since the worker
with the higher ticket asked later and knows at least as much.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from apps.automation import order_state
from apps.automation.decisions import Credit, Decision, Issue, OnItsWay, Policy, Skip, Try, Withdraw, decide
from apps.automation.merchant_policy import SKEW, is_released, policy_of, was_credited_while_paid
from apps.automation.models import OrderRecord
from apps.core.errors import FolioError
from apps.core.postgresql.base import Prepared
from apps.core.postgresql.statements import Select, Slot
from apps.countries import registry
from apps.formats.wording import texts
from apps.invoices.credit_notes import credit
from apps.invoices.issuing import issue, issuer
from apps.invoices.issuing.external_invoices import number_elsewhere
from apps.invoices.issuing.frozen import thaw_rows
from apps.invoices.issuing.issuer import Made
from apps.invoices.issuing.order_documents import OrderDocuments
from apps.invoices.models import AuthorityCheck, Invoice, Kind, ProviderAccount, Submission
from apps.jumpseller import payloads
from apps.jumpseller.client import NotFound
from apps.orders import payload, snapshots
from apps.orders.checkout_questions import LabelMap
from apps.orders.data import OrderData, Problem, Reading, Status, TaxFallback
from apps.orders.models import OrderSnapshot
from apps.orders.payload import NotAnOrder, order_id_of, status_of
from apps.orders.reading import read_order
from apps.stores import tokens
from apps.stores.models import InvoicingSettings, Store

_SETTINGS = Select(
    lambda: (
        InvoicingSettings.objects.select_related("store")
        .filter(store_id=Slot("store_id"))
        .annotate(has_accounts=Exists(ProviderAccount.objects.filter(store=OuterRef("store"))))
    )
)


class InstalledMeanwhile(FolioError):
    """Folio was installed again since the order was read, so another App may have invoiced it: read it again."""

    code = "installed_meanwhile"


def order_changed(store: Store, order_id: int) -> Status:
    """Read the order `order_id` of `store` from the platform and do what it calls for. Safe to repeat.

    Return the status that was read. Raise JumpsellerError, NeedsAuthorisation, AccountsUnreachable and other
    FolioErrors; nothing is lost then, and the caller tries again later.
    """
    record, ticket = order_state.take_ticket(store, order_id)
    try:
        order = tokens.call_platform(store, lambda client: client.order(order_id))
    except NotFound:
        order_state.mark_gone(record.pk, ticket)
        raise
    elsewhere = invoiced_elsewhere_number(record, order)
    return _apply(record, ticket, order, elsewhere)


def invoiced_elsewhere_number(record: OrderRecord, order: Mapping[str, Any]) -> str:
    """Return the number of another App's invoice in `order`; empty if there is none, or if none can be there.

    A sale that comes to Folio as it is made is not checked: that costs a call for each, and other Apps cannot know of
    it earlier. An order that is older, or that has waited here, may have been invoiced elsewhere meanwhile; so may one
    from about the time of the installation, since the clocks of the platform and of Folio differ.
    """
    store, order_id, told = record.store, record.order_id, payload.unwrap_order(order)
    paid_at = payloads.parse_moment(told.get("completed_at"))
    is_new = paid_at is not None and paid_at >= store.installed_at + SKEW
    has_waited = record.backfilled_at is not None or record.platform_status == Status.PAID
    is_paid = status_of(str(told.get("status_enum") or told.get("status"))) is Status.PAID
    if not is_paid or (is_new and not has_waited) or Invoice.objects.open_invoice(store, order_id):
        return ""
    return number_elsewhere(store, order_id, tokens.call_platform(store, lambda client: client.documents(order_id)))


@transaction.atomic
def _apply(as_read: OrderRecord, ticket: int, order: Mapping[str, Any], elsewhere: str) -> Status:
    record = order_state.locked_record(as_read.pk)
    if ticket < record.applied_ticket:
        return Status(record.platform_status or Status.UNKNOWN)
    snapshot = snapshots.freeze_order(as_read.store, order)
    invoicing_settings = _locked_settings(record.store_id)
    if invoicing_settings.store.installed_at != as_read.store.installed_at:
        raise InstalledMeanwhile("Folio was authorised again while the order was read.")
    record.store = invoicing_settings.store
    reading = read_by_settings(snapshots.thaw_order(snapshot), invoicing_settings)
    documents = OrderDocuments.for_order(record.store, record.order_id)
    invoice = documents.open_invoice()
    on_its_way = _on_its_way(record, invoicing_settings)
    released = is_released(record, snapshot)
    policy = policy_of(invoicing_settings.issuing, record, released=released, has_test_document=documents.have_a_test)
    rejected = rejection_of(documents) if invoice is None else None
    decision = decide_about(
        record,
        reading,
        policy,
        invoice,
        elsewhere=elsewhere,
        released=released,
        on_its_way=on_its_way,
        rejected=rejected,
    )
    if isinstance(decision, Withdraw) and not issuer.withdraw_invoice(record.store_id, record.order_id):
        decision = decide_about(record, reading, policy, invoice, elsewhere=elsewhere, on_its_way="sent")
    if isinstance(decision, Credit) and invoice is not None and issuer.is_cut_off(invoice):
        decision = Skip(Problem("account_disconnected"))
    made = _act(decision, record, invoicing_settings, snapshot, documents, invoice, again=released)
    order_state.write_outcome(record, ticket, snapshot, reading, decision, invoice, made)
    return reading.status


def _locked_settings(store_id: int) -> InvoicingSettings:
    """Return the settings of the store, with the store, locked against changes until the transaction ends.

    Many orders share the lock. So turning automatic issuing on finds every order that waits for it. Once it is off,
    for instance after a new authorisation, nothing more is issued by the earlier settings.
    """
    table = connection.ops.quote_name(InvoicingSettings._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(Prepared(f"SELECT FROM {table} WHERE store_id = %s FOR SHARE"), [store_id])
    invoicing_settings = _SETTINGS.first(store_id=store_id)
    if invoicing_settings is None:
        raise InvoicingSettings.DoesNotExist
    return invoicing_settings


def decide_about(
    record: OrderRecord,
    reading: Reading,
    policy: Policy,
    invoice: Invoice | None,
    *,
    elsewhere: str,
    released: bool = False,
    on_its_way: OnItsWay = "",
    rejected: Problem | None = None,
) -> Decision:
    """Return what to do about the order of `record`, given its open `invoice` and another App's, `elsewhere`.

    `on_its_way` is what of it is on its way to a provider, `rejected` that the authority rejected its latest invoice.
    """
    return decide(
        reading,
        has_open_invoice=invoice is not None,
        credited_while_paid=was_credited_while_paid(record),
        released=released,
        invoiced_elsewhere=elsewhere,
        on_its_way=on_its_way,
        rejected=rejected,
        policy=policy,
    )


def rejection_of(documents: OrderDocuments) -> Problem | None:
    """Return that the authority rejected the latest of the order's invoices; None where it did not."""
    latest = documents.latest_invoice
    void = latest and Invoice.objects.filter(pk=latest.pk, void__isnull=False).select_related("authority_check").first()
    check: AuthorityCheck | None = getattr(void, "authority_check", None)
    return order_state.rejection_of(void, check.words if check else "") if void else None


def read_by_settings(order: Any, invoicing_settings: InvoicingSettings) -> Reading:
    """Return how `order` reads by the settings.

    An order with a field that is no number stays so however often it is read: it is held for a person, not tried again.
    """
    try:
        return read_order(
            order,
            _fallback(invoicing_settings),
            LabelMap.with_defaults(invoicing_settings.buyer_labels),
            usual_rates=sorted(registry.country(invoicing_settings.store.country).vat_rates),
            unclear_coupons="hold"
            if invoicing_settings.unclear_coupons == InvoicingSettings.UnclearCoupons.HOLD
            else "everything",
        )
    except NotAnOrder as error:
        problem = Problem.told(error.code, error.sentence)
        return Reading(order_id_of(order), "", Status.UNKNOWN, is_free=False, data=None, problems=(problem,))


def _act(
    decision: Decision,
    record: OrderRecord,
    invoicing_settings: InvoicingSettings,
    snapshot: OrderSnapshot,
    documents: OrderDocuments,
    invoice: Invoice | None,
    *,
    again: bool,
) -> Made | None:
    """Do what was decided and return what that made; `again` where a person asks for what was refused before."""
    match decision:
        case Issue(order=order):
            return issue_decided(order, record, invoicing_settings, snapshot, documents, again=again)
        case Try(order=order) if not documents.have_a_test:
            return issue.issue_test_document(
                store=record.store,
                invoicing_settings=invoicing_settings,
                order=of_this_payment(order, record, documents),
                snapshot=snapshot,
            )
        case Credit(reason) if invoice is not None:
            return credit.credit_in_full(
                invoice,
                invoicing_settings=invoicing_settings,
                snapshot=snapshot,
                reason=texts.credit_reason(reason, invoice.language),
            )
    return None


def issue_decided(
    order: OrderData,
    record: OrderRecord,
    invoicing_settings: InvoicingSettings,
    snapshot: OrderSnapshot,
    documents: OrderDocuments,
    *,
    again: bool,
) -> Made:
    """Issue the invoice for `order`, as `snapshot` holds it, or the second half of a reissue that was refused.

    That half names the corrected buyer, whom the order does not know. It is dropped only where a person asks for the
    document of an order that was changed since.
    """
    refused = issuer.refused_reissue(record.store_id, record.order_id, documents.next_revision)
    if refused:
        rows = thaw_rows(refused.frozen)
        if not again or rows.document.snapshot_id == snapshot.pk:
            return issuer.issue_rows(rows, invoicing_settings, mail_buyer=refused.mail_buyer, again=again)
    return issue.issue_invoice(
        store=record.store,
        invoicing_settings=invoicing_settings,
        order=of_this_payment(order, record, documents),
        snapshot=snapshot,
        revision=documents.next_revision,
        again=again,
    )


def _on_its_way(record: OrderRecord, invoicing_settings: InvoicingSettings) -> OnItsWay:
    """Return what of the order is on its way to a provider; a store without accounts is not asked."""
    return on_its_way(record) if invoicing_settings.has_accounts else ""  # type: ignore[attr-defined]


def on_its_way(record: OrderRecord) -> OnItsWay:
    """Return what of the order is on its way to a provider."""
    open_ones = Submission.of_order(record.store_id, record.order_id)
    for kind, stage in open_ones.values_list("kind", "stage"):
        if kind == Kind.CREDIT_NOTE:
            return "credit_note"
        return "asked" if stage == Submission.Stage.ASKED else "invoice"
    return ""


def of_this_payment(order: OrderData, record: OrderRecord, documents: OrderDocuments) -> OrderData:
    """Return `order` without the moment of its payment where that is one of an earlier payment.

    The API description calls `completed_at` the moment when the order was first completed, and does not tell whether
    it changes when the order is paid again. A second payment comes after the credit note for the one before.
    """
    if order.completed_at is None or was_credited_while_paid(record):
        return order
    credited_at = documents.last_credited_at
    is_earlier = credited_at is not None and order.completed_at < credited_at - SKEW
    return replace(order, completed_at=None) if is_earlier else order


def _fallback(invoicing_settings: InvoicingSettings) -> TaxFallback | None:
    if invoicing_settings.fallback_tax_rate is None:
        return None
    inside = invoicing_settings.fallback_prices == InvoicingSettings.FallbackPrices.INCLUDE
    return TaxFallback(rate=invoicing_settings.fallback_tax_rate, inside=inside)
