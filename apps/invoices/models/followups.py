"""Events after a document's issue: separate rows, so that issued rows are never updated."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from apps.core.postgresql.immutability import immutable_triggers
from apps.core.postgresql.statements import Slot
from apps.core.tenancy import TenantModel
from apps.core.work import Work
from apps.invoices.models.documents import Invoice, Series, hash_of
from apps.invoices.models.indexes import UNMAILED, UNNOTED, UNPOSTED, UNRENDERED
from apps.invoices.models.submissions import ProviderDocument
from apps.invoices.models.triggers import rendition_is_sealed, rendition_seal_fits_its_chain
from apps.stores.models import InvoicingSettings


class Rendition(TenantModel):
    """The document's PDF: the path of its file, and the hash that its bytes must have."""

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="rendition")
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    renderer_version = models.CharField(max_length=20)
    rendered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = (*immutable_triggers(), rendition_is_sealed)


class RenditionSeal(TenantModel):
    """The seal of a document's PDF, a link in the chain of its series (`apps.invoices.issuing.seals` defines the hash).

    A PDF is rendered after its document is issued, so its link follows the series' latest link at that time:
    `after_sequence` is the number of the latest document, `place` counts the links after it from 1.
    """

    rendition = models.OneToOneField(Rendition, on_delete=models.PROTECT, related_name="seal")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    after_sequence = models.PositiveBigIntegerField()
    place = models.PositiveBigIntegerField()
    body = models.TextField()
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("series", "after_sequence", "place"), name="a_place_in_a_chain_is_used_once"
            ),
            models.UniqueConstraint(fields=("series", "previous"), name="a_chain_does_not_fork_at_a_pdf"),
            models.CheckConstraint(
                condition=Q(sha256=hash_of("previous || chr(10) || body")), name="a_pdfs_seal_fits_its_body"
            ),
        )
        triggers = (*immutable_triggers(), rendition_seal_fits_its_chain)


def _can_be_seen() -> Q:
    """Return the condition for rows whose document has its PDF, or can only be seen at its provider.

    It is a subquery and no join: an UPDATE with a join decides on rows as they were before it waited for their lock, so
    two workers could claim one row.
    """
    at_provider = ProviderDocument.objects.filter(invoice=OuterRef("invoice"), is_link=True)
    return Q(Exists(Rendition.objects.filter(invoice=OuterRef("invoice")))) | Q(Exists(at_provider))


class Rendering(Work):
    """The rendering of a document's PDF. It exists from the moment of issue, so none is forgotten.

    Posting and mailings of the document are due only once the PDF exists.
    """

    TASK, SWEEP = "invoices.render_pdf", "invoices.sweep"

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="rendering")
    # Whether mailings wait for the PDF, as the claim found it.
    has_mailings = True

    @classmethod
    def selected_by_claim(cls) -> "models.QuerySet[Self]":
        """Return the rendering with what its document prints beside lines and taxes, its seal, and its posting."""
        document = ("store", "credits", "replaces", "seal", "posting", "provider_document__account")
        related: models.QuerySet[Self] = QuerySet(cls).select_related(*(f"invoice__{name}" for name in document))
        mailings = Mailing.objects.filter(invoice=OuterRef("invoice"))
        return related.annotate(has_mailings=Exists(mailings))  # type: ignore[return-value]

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return the condition for none: an issued document is rendered in every state of the store."""
        return Q(pk__in=[])

    class Meta:
        indexes = (
            models.Index(fields=("due_at",), name="renderings_due", condition=Q(state__in=["due", "claimed"])),
            UNRENDERED,
        )


class Posting(Work):
    """The posting of a document's link to the platform. It exists from the moment of issue, so none is forgotten."""

    TASK, SWEEP = "invoices.post", "invoices.sweep"

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="posting")
    # When the search for disappeared documents last saw it at the platform.
    seen_at = models.DateTimeField(null=True, blank=True)
    # How often a worker has begun to post, whatever became of it: never reset. Rows of before count as tried.
    tries = models.PositiveIntegerField(default=0, db_default=1)
    # Whether the merchant wants a line in the order's history, as the claim found it.
    wants_line = True

    @classmethod
    def selected_by_claim(cls) -> "models.QuerySet[Self]":
        """Return the posting with its document."""
        wanted = InvoicingSettings.objects.filter(store=OuterRef("store"), order_history=True)
        related: models.QuerySet[Self] = QuerySet(cls).select_related("invoice__store", "invoice__provider_document")
        return related.annotate(wants_line=Exists(wanted))  # type: ignore[return-value]

    @classmethod
    def values_of_claim(cls) -> dict[str, object]:
        """Count the try before its first call."""
        return {"tries": F("tries") + 1}

    @classmethod
    def is_due(cls, now: datetime | Slot) -> Q:
        """Return the condition for rows that are due at `now`: their documents have a PDF."""
        return super().is_due(now) & _can_be_seen()

    class Meta:
        indexes = (
            models.Index(fields=("due_at",), name="postings_due", condition=Q(state__in=["due", "claimed"])),
            UNPOSTED,
        )


class HistoryLine(Work):
    """A line about a document in the order's history at the platform."""

    TASK, SWEEP = "invoices.note", "invoices.sweep"

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="history_line")

    class Meta:
        indexes = (
            models.Index(fields=("due_at",), name="history_due", condition=Q(state__in=["due", "claimed"])),
            UNNOTED,
        )


class Mailing(Work):
    """One e-mail that brings a document to its buyer: the one that follows the issue, or one sent again by hand."""

    TASK, SWEEP = "invoices.mail", "invoices.sweep"

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="mailings")
    recipient = models.EmailField(max_length=254)
    by_hand = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    @classmethod
    def is_due(cls, now: datetime | Slot) -> Q:
        """Return the condition for rows that are due at `now`: their documents have a PDF."""
        return super().is_due(now) & _can_be_seen()

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return the condition for none: an issued document is mailed in every state of the store."""
        return Q(pk__in=[])

    @classmethod
    def unmailed_documents(cls, store_id: int) -> Q:
        """Return the condition for documents of which a mail failed and no other was sent or is on its way."""
        mails = cls.objects.filter(store=store_id)
        failed = mails.filter(state=cls.State.FAILED)
        better = mails.filter(invoice=OuterRef("pk")).exclude(state=cls.State.FAILED)
        return Q(~Exists(better), pk__in=failed.values("invoice"))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("invoice",), condition=Q(by_hand=False), name="a_document_is_mailed_once_by_itself"
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), name="mailings_due", condition=Q(state__in=["due", "claimed"])),
            UNMAILED,
        )


class MailAttempt(TenantModel):
    """One attempt to hand an e-mail to the mail server. `outcome` is empty if its end is not known."""

    class Outcome(models.TextChoices):
        SENT = "sent"
        REFUSED = "refused"
        UNREACHABLE = "unreachable"

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="tries")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True)
    detail = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=("store", "started_at"), name="mail_attempts_of_a_store"),)


class SealMailing(Work):
    """The e-mail that brings the merchant the latest seals of every series in the month that begins on `month`."""

    TASK, SWEEP = "invoices.mail_seals", "invoices.sweep"

    month = models.DateField()
    recipient = models.EmailField(max_length=254)

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return the condition for none: seals are mailed in every state of the store."""
        return Q(pk__in=[])

    class Meta:
        constraints = (models.UniqueConstraint(fields=("store", "month"), name="seals_are_mailed_once_a_month"),)
        indexes = (
            models.Index(fields=("due_at",), name="seal_mailings_due", condition=Q(state__in=["due", "claimed"])),
        )


class SealMailAttempt(TenantModel):
    """One attempt to hand an e-mail with seals to the mail server, like `MailAttempt` for a document."""

    mailing = models.ForeignKey(SealMailing, on_delete=models.PROTECT, related_name="tries")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=11, choices=MailAttempt.Outcome, blank=True)
    detail = models.TextField(blank=True)


class BuyerCorrection(Work):
    """Company and tax data that a buyer entered on the document's page; work until the new invoice is issued.

    An invoice is corrected in this way once. The resulting invoice `replaces` this row's invoice. `parts` are those of
    the address (`apps.countries.addresses.Address`), empty if the buyer left its text as it was; `address` is that
    text, or the parts as they are printed.
    """

    TASK, SWEEP = "automation.reissue_for_buyer", "automation.sweep"

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="buyer_correction")
    company = models.TextField()
    tax_id = models.TextField(blank=True)
    activity = models.TextField(blank=True)
    address = models.TextField(blank=True)
    parts = models.JSONField(default=dict, db_default={}, blank=True)
    submitted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=("due_at",), name="corrections_due", condition=Q(state__in=["due", "claimed"])),)
