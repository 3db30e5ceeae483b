"""What a recorded or rejected document brings with it: the second half of a reissue, the credit of a cancelled order.

The caller holds the lock on the order's record. What is recorded stays recorded where its follow-up cannot be done.
"""

import structlog
from django.db import DatabaseError, transaction

from apps.automation import order_state
from apps.automation.models import OrderRecord
from apps.core.errors import FolioError
from apps.formats.wording import texts
from apps.invoices.credit_notes import credit
from apps.invoices.issuing import issuer
from apps.invoices.issuing.frozen import thaw_rows
from apps.invoices.issuing.issuer import Made
from apps.invoices.models import Invoice, Submission
from apps.orders.data import Status
from apps.providers.problems import Problem
from apps.stores.models import InvoicingSettings

log = structlog.get_logger(__name__)


def follow_up(submission: Submission, record: OrderRecord) -> None:
    """Go on after the document of `submission` was recorded."""
    if record.platform_status == Status.CANCELED:
        _credit_canceled(record)
    elif submission.next_frozen:
        issue_second_half(submission, record)


def issue_second_half(submission: Submission, record: OrderRecord) -> None:
    """Issue the invoice that follows the credit note of `submission`; keep it for a person where that fails."""
    rows = thaw_rows(submission.next_frozen)
    invoicing_settings = _settings_of(record)
    try:
        with transaction.atomic():
            made = issuer.issue_rows(rows, invoicing_settings, mail_buyer=submission.mail_buyer)
    except (FolioError, DatabaseError) as error:
        log.exception("the second half of a reissue failed", submission=submission.pk, reason=type(error).__name__)
        problem = Problem("provider_reissue_stopped")
        rows = thaw_rows(submission.next_frozen)
        kept = issuer.keep_refused(rows, submission.account, problem, mail_buyer=submission.mail_buyer)
        order_state.write_refused(record, kept)
    else:
        _write_made(record, made)


def _credit_canceled(record: OrderRecord) -> None:
    """Credit what is open of an order that was cancelled while its document was on its way.

    Where that fails, the check for missing documents finds the order.
    """
    invoice = Invoice.objects.open_invoice(record.store, record.order_id)
    if invoice is None or invoice.snapshot is None or issuer.is_cut_off(invoice):
        return
    try:
        with transaction.atomic():
            made = credit.credit_in_full(
                invoice,
                invoicing_settings=_settings_of(record),
                snapshot=invoice.snapshot,
                reason=texts.credit_reason("order_canceled", invoice.language),
            )
    except (FolioError, DatabaseError) as error:
        log.exception("the credit of a cancelled order failed", record=record.pk, reason=type(error).__name__)
    else:
        _write_made(record, made)


def _write_made(record: OrderRecord, made: Made) -> None:
    if isinstance(made, Invoice):
        order_state.write_recorded(record, made, ())
    elif made.stage == Submission.Stage.REFUSED:
        order_state.write_refused(record, made)
    else:
        order_state.write_submitted(record)


def _settings_of(record: OrderRecord) -> InvoicingSettings:
    return InvoicingSettings.objects.select_related("store").get(store=record.store)
