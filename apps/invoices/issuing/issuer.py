"""Who issues a document: Folio itself, in this transaction, or a provider, to which it is submitted.

The issuer of an invoice is that of the settings when the order is decided. A credit note goes where its invoice was
made, whoever issues by then.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from apps.core import queue
from apps.core.errors import FolioError
from apps.formats.document import Line, TaxTotal
from apps.invoices.facts import DocumentFacts, DocumentRows, rows_of
from apps.invoices.issuing import numbers, record
from apps.invoices.issuing.frozen import freeze_rows, thaw_rows
from apps.invoices.models import Invoice, Kind, ProviderAccount, ProviderDocument, Submission
from apps.providers.problems import Problem
from apps.stores.models import InvoicingSettings

OWN = "own"
"""The issuer that is Folio itself."""

Made = Invoice | Submission
"""What issuing brings: the document itself, or its submission to a provider."""


class AccountDisconnected(FolioError):
    """The account whose provider must issue this document is disconnected."""

    code = "account_disconnected"


class OnItsWay(FolioError):
    """A document of this kind is on its way to the provider already."""

    code = "on_its_way"


def issue_document(
    facts: DocumentFacts,
    lines: Sequence[Line],
    taxes: Sequence[TaxTotal],
    invoicing_settings: InvoicingSettings,
    *,
    again: bool = False,
) -> Made:
    """Issue the document of `facts`, or submit it. Raise what numbering and submitting raise."""
    rows = rows_of(facts, lines, taxes)
    return issue_rows(rows, invoicing_settings, mail_buyer=invoicing_settings.emails.mail_buyers, again=again)


def issue_rows(
    rows: DocumentRows, invoicing_settings: InvoicingSettings, *, mail_buyer: bool, again: bool = False
) -> Made:
    """Issue the document of `rows`, or submit it. The caller holds the lock on the order's record."""
    account = _account_for(rows.document, invoicing_settings)
    if account is not None:
        return submit_rows(rows, account, mail_buyer=mail_buyer, again=again)
    kind = Kind(rows.document.kind)
    number = numbers.take_number(rows.document.store, kind, invoicing_settings.numbering)
    return record.record_document(rows, number, mail_buyer=mail_buyer)


def submit_rows(rows: DocumentRows, account: ProviderAccount, *, mail_buyer: bool, again: bool = False) -> Submission:
    """Have the provider of `account` issue the document of `rows`; it is sent after the commit.

    An earlier submission of the document that was refused or withdrawn begins again. One that was refused stays so as
    long as neither the document nor the account changes, unless a person wants it `again`. Raise AccountDisconnected,
    OnItsWay.
    """
    if account.state == ProviderAccount.State.DISCONNECTED:
        raise AccountDisconnected("The account that issued the invoice is disconnected: connect it again.")
    made = _row_of(rows.document)
    if made.pk is not None:
        if made.stage not in (Submission.Stage.REFUSED, Submission.Stage.WITHDRAWN):
            raise OnItsWay("The document is on its way to the provider: wait until it has answered.")
        rows.document.uid = _uid_of(made) or rows.document.uid
        if not again and _is_still_refused(made, rows, account):
            return made
        made.intent += 1 if made.first_sent_at else 0
    return _begin(made, rows, account, mail_buyer=mail_buyer)


def _row_of(document: Invoice) -> Submission:
    """Return the submission of `document`; a new one, which is not in the database, if there is none."""
    identity = {
        "store": document.store,
        "order_id": document.order_id,
        "kind": document.kind,
        "revision": document.revision,
        "ordinal": _ordinal(document),
    }
    return Submission.objects.filter(**identity).first() or Submission(**identity, credits=document.credits)


def _begin(made: Submission, rows: DocumentRows, account: ProviderAccount, *, mail_buyer: bool) -> Submission:
    _renew(made, rows, account, mail_buyer=mail_buyer)
    made.save()
    queue.enqueue("automation.submit", made.pk)
    return made


def keep_refused(rows: DocumentRows, account: ProviderAccount, problem: Problem, *, mail_buyer: bool) -> Submission:
    """Keep a document that could not be issued, as one that was refused: a person may want it again."""
    made = _row_of(rows.document)
    _renew(made, rows, account, mail_buyer=mail_buyer)
    made.stage, made.state, made.problems = Submission.Stage.REFUSED, Submission.State.FAILED, [problem.as_json()]
    made.finished_at = timezone.now()
    made.save()
    return made


def _renew(made: Submission, rows: DocumentRows, account: ProviderAccount, *, mail_buyer: bool) -> None:
    """Have `made` tell of `rows` and of nothing that was before."""
    made.account, made.mail_buyer, made.frozen, made.next_frozen = account, mail_buyer, freeze_rows(rows), ""
    made.created_at = timezone.now()
    made.begin()


def withdraw_invoice(store_id: int, order_id: int) -> bool:
    """Withdraw the order's invoice before it is sent; tell whether that was possible. The record is locked."""
    waiting = Submission.objects.filter(
        Submission.open(), store=store_id, order_id=order_id, kind=Kind.INVOICE, stage=Submission.Stage.WAITING
    )
    return _withdraw(waiting)


def withdraw_credit(invoice: Invoice) -> Submission | None:
    """Withdraw the credit note for `invoice` that was never sent, and return it. The order's record is locked."""
    waiting = Submission.objects.filter(
        Submission.open(), credits=invoice, stage=Submission.Stage.WAITING, first_sent_at__isnull=True
    )
    found = waiting.first()
    return found if found and _withdraw(waiting) else None


def _withdraw(waiting: QuerySet[Submission]) -> bool:
    ended = {"stage": Submission.Stage.WITHDRAWN, "state": Submission.State.DONE, "finished_at": timezone.now()}
    return bool(waiting.update(**ended))


def refused_reissue(store_id: int, order_id: int, revision: int) -> Submission | None:
    """Return the refused second half of a reissue, which would be the order's invoice number `revision`."""
    found = Submission.objects.filter(
        store=store_id,
        order_id=order_id,
        kind=Kind.INVOICE,
        revision=revision,
        stage=Submission.Stage.REFUSED,
    )
    refused = found.exclude(frozen="").first() if revision > 1 else None
    return refused if refused and thaw_rows(refused.frozen).document.replaces_id else None


def is_cut_off(invoice: Invoice) -> bool:
    """Tell whether `invoice` cannot be credited, since the account that issued it is disconnected."""
    account = _account_of(invoice)
    return account is not None and account.state == ProviderAccount.State.DISCONNECTED


def _account_of(invoice: Invoice) -> ProviderAccount | None:
    """Return the account that issued `invoice`, None if Folio did."""
    known = ProviderDocument.objects.select_related("account").filter(invoice=invoice).first()
    return known.account if known else None


def issuing_account(invoicing_settings: InvoicingSettings) -> ProviderAccount | None:
    """Return the account whose provider issues the store's documents, None if Folio does."""
    if invoicing_settings.issuer == OWN:
        return None
    return ProviderAccount.objects.get(store=invoicing_settings.store_id, is_issuer=True)


def _account_for(document: Invoice, invoicing_settings: InvoicingSettings) -> ProviderAccount | None:
    if document.kind == Kind.TEST:
        return None
    if document.credits is not None:
        return _account_of(document.credits)
    return issuing_account(invoicing_settings)


def _ordinal(document: Invoice) -> int:
    """Return the place of a credit note among those of its invoice, from 1; 0 for an invoice."""
    if document.credits is None:
        return 0
    recorded = Submission.objects.filter(credits=document.credits, stage=Submission.Stage.RECORDED)
    return 1 + recorded.count()


def _uid_of(earlier: Submission) -> UUID | None:
    """Return the id of the document of `earlier`; None if it was erased."""
    return thaw_rows(earlier.frozen).document.uid if earlier.frozen else None


def _is_still_refused(earlier: Submission, rows: DocumentRows, account: ProviderAccount) -> bool:
    """Tell whether the provider refused this very document, and nothing has changed since.

    What was refused before it was sent is planned again: the merchant's answers may have changed.
    """
    return (
        earlier.stage == Submission.Stage.REFUSED
        and earlier.first_sent_at is not None
        and earlier.account_id == account.pk
        and earlier.finished_at is not None
        and earlier.finished_at > account.changed_at
        and earlier.frozen == freeze_rows(rows)
    )
