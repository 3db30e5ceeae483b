"""What happens to a document after its issue: rows of their own, so that the trigger on issued rows can be absolute."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from apps.core.immutability import immutable_triggers
from apps.core.tenancy import TenantModel
from apps.core.work import Work
from apps.invoices.models.documents import Invoice, Series, hash_of
from apps.invoices.models.indexes import UNMAILED, UNNOTED, UNPOSTED
from apps.invoices.models.triggers import rendition_is_sealed, rendition_seal_fits_its_chain


class Rendition(TenantModel):
    """The document's PDF: where its bytes lie, and what they must hash to."""

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

    A PDF is rendered after its document is issued, so its link follows whatever the series has by then:
    `after_sequence` is the number of the latest document, `place` counts the links behind it from 1.
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


class Posting(Work):
    """Where a document's link stands at the platform. Exists from the moment of issue, so nothing is forgotten."""

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="posting")
    # When the look for documents that disappeared last met it at the platform.
    seen_at = models.DateTimeField(null=True, blank=True)

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Rendering needs nobody, so only what has its PDF waits."""
        return Q(invoice__rendition__isnull=False)

    class Meta:
        indexes = (
            models.Index(fields=("due_at",), name="postings_due", condition=Q(state__in=["due", "claimed"])),
            UNPOSTED,
        )


class HistoryLine(Work):
    """A line in the order's history at the platform that tells of a document."""

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="history_line")

    class Meta:
        indexes = (
            models.Index(fields=("due_at",), name="history_due", condition=Q(state__in=["due", "claimed"])),
            UNNOTED,
        )


class Mailing(Work):
    """One mail that brings a document to its buyer: the one that follows the issue, or one sent again by hand."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="mailings")
    recipient = models.EmailField(max_length=254)
    by_hand = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    @classmethod
    def waits_for_platform(cls) -> Q:
        """A document that was issued is mailed, whatever becomes of the store."""
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
    """One try to hand a mail to the mail server. `outcome` stays empty if nobody lived to tell it."""

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
    """The mail that brings the merchant the latest seals of every series in the month that begins on `month`."""

    month = models.DateField()
    recipient = models.EmailField(max_length=254)

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return the condition for none: what was issued is proven, whatever becomes of the store."""
        return Q(pk__in=[])

    class Meta:
        constraints = (models.UniqueConstraint(fields=("store", "month"), name="seals_are_mailed_once_a_month"),)
        indexes = (
            models.Index(fields=("due_at",), name="seal_mailings_due", condition=Q(state__in=["due", "claimed"])),
        )


class SealMailAttempt(TenantModel):
    """One try to hand a mail with seals to the mail server, as `MailAttempt` is for one with a document."""

    mailing = models.ForeignKey(SealMailing, on_delete=models.PROTECT, related_name="tries")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=11, choices=MailAttempt.Outcome, blank=True)
    detail = models.TextField(blank=True)


class BuyerCorrection(Work):
    """Company and tax data that a buyer gave by himself on the document's page; work until the new invoice is issued.

    An invoice is corrected so once. The invoice that came of it is the one that `replaces` this row's.
    """

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="buyer_correction")
    company = models.TextField()
    tax_id = models.TextField(blank=True)
    activity = models.TextField(blank=True)
    address = models.TextField(blank=True)
    submitted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=("due_at",), name="corrections_due", condition=Q(state__in=["due", "claimed"])),)
