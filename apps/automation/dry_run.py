"""What would become of an order, for pages and back-fills to show. Nothing is written down of the order.

Reads and decides as `pipeline` does. `predict_decision` issues nothing; `issue_as_read` issues, and its caller rolls
back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from apps.automation import order_state, pipeline
from apps.automation.decisions import TEST_MODE, Credit, Decision, Hold, Issue, Skip, Try, Withdraw, decide
from apps.automation.merchant_policy import policy_of
from apps.automation.models import OrderRecord
from apps.core.errors import FolioError
from apps.invoices.facts import DocumentRows
from apps.invoices.issuing.frozen import thaw_rows
from apps.invoices.issuing.issuer import Made
from apps.invoices.issuing.order_documents import OrderDocuments
from apps.invoices.models import Invoice, Submission
from apps.invoices.readiness.assessment import Readiness
from apps.invoices.readiness.orders import readiness_of_order
from apps.invoices.submission import issued, steps
from apps.orders import snapshots
from apps.orders.data import Problem, Reading
from apps.orders.payload import order_id_of
from apps.providers.plan import Nothing, Refusal
from apps.stores.models import InvoicingSettings, Store


class NothingToIssue(FolioError):
    """The order gets no invoice as it was read; `reasons` say why, as the order's record keeps them."""

    code = "nothing_to_issue"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.reasons = [problem.as_json() for problem in problems]


def predict_decision(
    store: Store, order: Mapping[str, Any], invoicing_settings: InvoicingSettings
) -> tuple[Reading, Decision]:
    """Return how `order` reads and what would be done with it if its period were back-filled now.

    Ask the platform for the order's documents. Raise what `order_changed` raises.
    """
    found = OrderRecord.objects.filter(store=store, order_id=order_id_of(order)).first()
    record = found or OrderRecord(store=store, order_id=order_id_of(order))
    record.backfilled_at = timezone.now()
    reading = pipeline.read_by_settings(order, invoicing_settings)
    elsewhere = pipeline.invoiced_elsewhere_number(record, order)
    policy = replace(policy_of(invoicing_settings.issuing, record), testing=False)
    invoice = Invoice.objects.open_invoice(store, reading.order_id)
    on_its_way = pipeline.on_its_way(record)
    rejected = None if invoice else pipeline.rejection_of(OrderDocuments.for_order(store, reading.order_id))
    decision = pipeline.decide_about(
        record, reading, policy, invoice, elsewhere=elsewhere, on_its_way=on_its_way, rejected=rejected
    )
    return reading, decision


def readiness_as_read(record: OrderRecord) -> tuple[Readiness, ...]:
    """Return what the order of `record`, as it was last read, can become; nothing where it cannot be read."""
    if record.snapshot is None:
        return ()
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=record.store)
    order = pipeline.read_by_settings(snapshots.thaw_order(record.snapshot), invoicing_settings).data
    return readiness_of_order(order, invoicing_settings) if order else ()


def issue_as_read(record: OrderRecord) -> Invoice:
    """Issue what the order of `record`, as it was last read, gets when a person releases it; return the invoice.

    The caller shows it and rolls back. Raise NothingToIssue and what numbering raises.
    """
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=record.store)
    if record.snapshot is None:
        raise NothingToIssue([Problem("not_read")])
    documents = OrderDocuments.for_order(record.store, record.order_id)
    reading = pipeline.read_by_settings(snapshots.thaw_order(record.snapshot), invoicing_settings)
    decision = decide(
        reading,
        has_open_invoice=documents.open_invoice() is not None,
        released=True,
        on_its_way=pipeline.on_its_way(record),
        policy=policy_of(invoicing_settings.issuing, record, released=True),
    )
    match decision:
        case Issue(order=order):
            made = pipeline.issue_decided(order, record, invoicing_settings, record.snapshot, documents, again=True)
            return documents_of(made)[0]
        case Withdraw():
            raise NothingToIssue([Problem("canceled")])
        case Hold(problems):
            raise NothingToIssue(problems)
        case Skip(problem):
            raise NothingToIssue([problem])
        case Try():
            raise NothingToIssue([TEST_MODE])
        case Credit():
            raise NothingToIssue([Problem("canceled")])


def documents_of(made: Made) -> list[Invoice]:
    """Return the documents that `made` comes to: those that go to a provider as they would be declared.

    The caller shows them and rolls back. Raise NothingToIssue.
    """
    if isinstance(made, Invoice):
        return [made]
    frozen = filter(None, (made.frozen, made.next_frozen))
    return [_as_declared(made, thaw_rows(each)) for each in frozen]


def _as_declared(submission: Submission, rows: DocumentRows) -> Invoice:
    """Return the document of `rows` as it would be declared, without a number. Raise NothingToIssue."""
    plan = steps.plan_rows(rows, submission.document_reference, submission.account)
    match plan:
        case Refusal(problems):
            submission.problems = [each.as_json() for each in problems]
            raise NothingToIssue(order_state.refusal_of(submission))
        case Nothing():
            raise NothingToIssue([Problem("voucher_is_document")])
    return issued.preview_document(submission, rows, plan)
