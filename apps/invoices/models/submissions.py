"""Documents that a provider issues: the merchant's accounts, submissions, and what became of them.

A submission is the only way to a provider. PostgreSQL refuses a second open one for an order or an invoice, and
another key for the same document.
"""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core.postgresql.immutability import ORDER_OF_ITS_DOCUMENT, immutable_triggers
from apps.core.tenancy import TenantModel
from apps.core.work import Work, wait_of
from apps.invoices.models.accounts import ProviderAccount
from apps.invoices.models.documents import Invoice, Kind
from apps.invoices.models.triggers import submission_fits_its_order

_ENDED = ("recorded", "refused", "withdrawn")


class Submission(Work):
    """A document on its way to a provider. Its key is the same for ever, except after a refusal.

    `frozen` are the rows of the document without its number (`apps.invoices.issuing.frozen`). `plan` is what was
    declared (`apps.providers.plan.Plan`), fixed before it is sent. `sent_at` is when it was sent last: from the first
    time on it is sent again only after a look. `reference` is the provider's name for it. `next_frozen` is the invoice
    that is issued once this credit note is recorded. An erasure empties what tells of the buyer.
    """

    TASK, SWEEP = "automation.submit", "automation.sweep"

    class Stage(models.TextChoices):
        WAITING = "waiting"
        # It was sent, and it is not known whether the document exists.
        SENT = "sent"
        # The provider has it, and no number yet.
        TAKEN = "taken"
        # A person is asked whether the document exists at the provider.
        ASKED = "asked"
        RECORDED = "recorded"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    account = models.ForeignKey(ProviderAccount, on_delete=models.PROTECT, related_name="submissions")
    order_id = models.BigIntegerField()
    kind = models.CharField(max_length=11, choices=Kind)
    revision = models.PositiveSmallIntegerField(default=1)
    # Counts an invoice's credit notes, from 1; 0 for an invoice.
    ordinal = models.PositiveSmallIntegerField(default=0)
    # Counts the intents: one more after each refusal, which spent nothing.
    intent = models.PositiveSmallIntegerField(default=1)
    credits = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions")
    key = models.CharField(max_length=80, unique=True)
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.WAITING)
    frozen = models.TextField(blank=True)
    next_frozen = models.TextField(blank=True)
    mail_buyer = models.BooleanField(default=False)
    plan = models.TextField(blank=True)
    # Whether the last call has not ended in an answer: the provider may still be busy with it.
    is_unanswered = models.BooleanField(default=False, db_default=False)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    # What stands against it, or what a person is asked: codes and figures (`apps.providers.problems.Problem`).
    problems = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    @classmethod
    def open(cls) -> Q:
        """Return the condition for submissions whose document may still come to exist."""
        return ~Q(stage__in=_ENDED)

    @classmethod
    def of_order(cls, store_id: int, order_id: int) -> "models.QuerySet[Self]":
        """Return the open submissions of the order."""
        return QuerySet(cls).filter(cls.open(), store=store_id, order_id=order_id)

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return the condition for what was not sent: a store that is gone asks for nothing new.

        What was sent goes on in every state of the store: the document may exist, and is recorded then.
        """
        return Q(stage=cls.Stage.WAITING, first_sent_at__isnull=True)

    def begin(self) -> None:
        """Have the row tell of nothing that was sent: due at once, under the key of its intent. It is not saved."""
        self.key = f"{self.document_reference}-{self.intent}".lower()
        self.stage, self.state, self.attempts = self.Stage.WAITING, self.State.DUE, 0
        self.plan, self.reference, self.problems, self.error = "", "", [], ""
        self.due_at, self.is_unanswered = timezone.now(), False
        self.first_sent_at = self.sent_at = self.finished_at = self.rung_at = None

    def end(self, stage: "Submission.Stage", *, error: str) -> bool:
        """Close the claim with its problems: nothing more is done by itself. False if another worker has the row."""
        return self._close(
            state=self.State.FAILED if error else self.State.DONE,
            stage=stage,
            problems=self.problems,
            error=error,
            finished_at=timezone.now(),
        )

    def postpone_to_stage(self, stage: "Submission.Stage", *, reference: str, seconds: float) -> bool:
        """End the claim with the `stage` that was reached; the row is due again after `seconds`, with all its tries."""
        due_at = timezone.now() + wait_of(seconds)
        return self._close(
            state=self.State.DUE,
            stage=stage,
            reference=reference,
            is_unanswered=False,
            due_at=due_at,
            rung_at=None,
            attempts=0,
            error="",
        )

    def note_answer(self) -> None:
        """Write down, under the claim, that the provider has answered the last call and is not busy with it."""
        mine = Submission.objects.filter(pk=self.pk, state=self.State.CLAIMED, attempts=self.attempts)
        mine.update(is_unanswered=False)

    @classmethod
    def selected_by_claim(cls) -> "models.QuerySet[Self]":
        """Return the submission with its account and its store."""
        return QuerySet(cls).select_related("account", "store")

    @property
    def document_reference(self) -> str:
        """Return our own name for the document at the provider: short, and not the beginning of another."""
        ordinal = f"-{self.ordinal}C" if self.kind == Kind.CREDIT_NOTE else "I"
        return f"FOLIO-{self.store_id}-{self.order_id}-{self.revision}{ordinal}"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("store", "order_id"),
                condition=Q(kind=Kind.INVOICE) & ~Q(stage__in=_ENDED),
                name="one_open_invoice_submission_an_order",
            ),
            models.UniqueConstraint(
                fields=("credits",),
                condition=Q(kind=Kind.CREDIT_NOTE) & ~Q(stage__in=_ENDED),
                name="one_open_credit_submission_an_invoice",
            ),
            models.UniqueConstraint(
                fields=("store", "order_id", "kind", "revision", "ordinal"), name="one_submission_a_document"
            ),
            # A test document is never submitted.
            models.CheckConstraint(
                condition=Q(kind=Kind.CREDIT_NOTE, credits__isnull=False, ordinal__gte=1)
                | Q(kind=Kind.INVOICE, credits__isnull=True, ordinal=0),
                name="only_credit_submissions_credit",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=("waiting", "refused", "withdrawn")) | Q(sent_at__isnull=False),
                name="what_was_sent_says_when",
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), name="submissions_due", condition=Q(state__in=["due", "claimed"])),
            models.Index(
                fields=("store", "-id"),
                name="submissions_open",
                condition=~Q(stage__in=_ENDED),
            ),
        )
        triggers = (submission_fits_its_order,)

    def __str__(self) -> str:
        return self.document_reference


class Exchange(TenantModel):
    """One request to a provider and its answer, without secrets, as evidence. An erasure empties both bodies."""

    account = models.ForeignKey(ProviderAccount, on_delete=models.PROTECT, related_name="exchanges")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="exchanges"
    )
    # The order whose data the bodies may hold.
    order_id = models.BigIntegerField(null=True, blank=True)
    step = models.CharField(max_length=20)
    method = models.CharField(max_length=6)
    url = models.TextField()
    request = models.TextField(blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.TextField(blank=True)
    milliseconds = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (
            models.Index(fields=("account", "-id"), name="exchanges_of_an_account"),
            models.Index(fields=("store", "order_id"), name="exchanges_of_an_order"),
        )


class ProviderDocument(TenantModel):
    """What the provider says of a document that it issued. Our rows hold what was declared.

    `differences` names the facts of the answer that are not those of the plan: `type`, `receiver`, `gross_total`,
    `net_total`, `tax_total`. `is_confirmed` is false where the provider states no number, date and totals of its own.
    """

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="provider_document")
    account = models.ForeignKey(ProviderAccount, on_delete=models.PROTECT, related_name="documents")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="document")
    type = models.CharField(max_length=20)
    title = models.CharField(max_length=100)
    reference = models.CharField(max_length=200)
    number = models.CharField(max_length=60)
    issue_date = models.DateField()
    net_total = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    tax_total = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    gross_total = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    fiscal_id = models.CharField(max_length=100, blank=True)
    links = models.JSONField(default=dict, blank=True)
    # Whether the document can only be seen at the provider, so that there is no PDF here.
    is_link = models.BooleanField(default=False)
    is_confirmed = models.BooleanField(default=True)
    differences = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "number"), name="a_providers_number_is_used_once"),
            models.UniqueConstraint(fields=("account", "reference"), name="a_providers_document_is_recorded_once"),
        )
        indexes = (models.Index(fields=("store", "-id"), name="documents_that_differ", condition=~Q(differences=[])),)
        triggers = tuple(immutable_triggers(of=ORDER_OF_ITS_DOCUMENT))

    def __str__(self) -> str:
        return self.number


def provider_document_of(invoice: Invoice) -> ProviderDocument | None:
    """Return what the provider says of `invoice`, None if Folio issued it."""
    found: ProviderDocument | None = getattr(invoice, "provider_document", None)
    return found


class AuthorityCheck(Work):
    """What the authority says of a document, asked until the answer is final. `words` are the authority's own."""

    TASK, SWEEP = "automation.ask_authority", "automation.sweep"

    class Verdict(models.TextChoices):
        WAITING = "waiting"
        ACCEPTED = "accepted"
        ACCEPTED_WITH_REMARKS = "accepted_with_remarks"
        REJECTED = "rejected"

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="authority_check")
    account = models.ForeignKey(ProviderAccount, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=21, choices=Verdict, default=Verdict.WAITING)
    words = models.TextField(blank=True)

    @classmethod
    def selected_by_claim(cls) -> "models.QuerySet[Self]":
        """Return the check with its document, its account and its store."""
        return QuerySet(cls).select_related("store", "account", "invoice__provider_document", "invoice__store")

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return the condition for none: a provider is reached in every state of the store."""
        return Q(pk__in=[])

    class Meta:
        indexes = (
            models.Index(fields=("due_at",), name="authority_checks_due", condition=Q(state__in=["due", "claimed"])),
            models.Index(
                fields=("store", "-id"),
                name="authority_verdicts",
                condition=Q(verdict__in=("rejected", "accepted_with_remarks")),
            ),
        )


class Void(TenantModel):
    """A document that does not exist for the authority: it rejected it. The row closes it for everything that counts.

    A void invoice is not open, is not credited and is in no sum; a void credit note credits nothing.
    """

    class Reason(models.TextChoices):
        REJECTED = "rejected"

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="void")
    reason = models.CharField(max_length=8, choices=Reason)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = (
            *immutable_triggers(),
            pgtrigger.Trigger(
                name="only_a_providers_document_is_void",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NOT EXISTS (SELECT 1 FROM invoices_providerdocument p
                WHERE p.invoice_id = NEW.invoice_id AND p.store_id = NEW.store_id) THEN
                    RAISE EXCEPTION 'document % was issued by no provider', NEW.invoice_id
                    USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
        )
