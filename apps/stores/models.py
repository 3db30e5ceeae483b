"""Tenants: the store, its tokens, its sign-ins, and its invoicing settings."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.encryption import EncryptedTextField
from apps.core.facts import facts_of
from apps.core.postgresql.immutability import immutable_triggers, stamp_trigger
from apps.core.tenancy import TenantModel
from apps.core.work import Work
from apps.stores.setting_groups import (
    EmailSettings,
    IssuingRules,
    LanguageRules,
    NumberingRules,
    PaperSettings,
    SellerIdentity,
)

_fits_an_address = RegexValidator(
    r"^([A-Za-z0-9-]|\{YYYY\}|\{YY\})*\Z", _("Use letters, digits and hyphens only, and {YYYY} or {YY} for the year.")
)
_is_a_colour = RegexValidator(r"^#[0-9a-f]{6}\Z", _("Choose a colour, such as #1f3a5f."))
_MOST_DIGITS = 12


# Longer than the pause between two looks at all stores, by default.
_LATELY = timedelta(hours=2)


class Store(models.Model):
    """A Jumpseller store that installed Folio. It is never deleted: its documents must stay reachable."""

    class Status(models.TextChoices):
        ACTIVE = "active"
        # Jumpseller refuses our tokens: work waits until the merchant authorises Folio again.
        NEEDS_AUTHORISATION = "needs_authorisation"
        # The merchant has removed Folio: its secrets are deleted and no call is made.
        UNINSTALLED = "uninstalled"

    code = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=255)
    email = models.EmailField(blank=True, max_length=254)
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=64)
    hooks_token = EncryptedTextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    status_since = models.DateTimeField(default=timezone.now)
    installed_at = models.DateTimeField(auto_now_add=True)
    # The token before the last reset, valid for a while: the platform still retries deliveries signed with it.
    earlier_hooks_token = EncryptedTextField(blank=True)
    hooks_token_checked_at = models.DateTimeField(null=True, blank=True)
    hooks_token_changed_at = models.DateTimeField(null=True, blank=True)
    hooks_registered_at = models.DateTimeField(null=True, blank=True)
    # The address that the webhooks were registered with, and the time of their next check.
    hooks_address = models.CharField(max_length=255, blank=True)
    hooks_due_at = models.DateTimeField(default=timezone.now)
    # When they were last replaced because no delivery arrived through them.
    hooks_renewed_at = models.DateTimeField(null=True, blank=True)

    @classmethod
    def changed_lately(cls) -> "models.QuerySet[Store]":
        """Return the stores that were installed, or whose status changed, within the last two hours."""
        return cls.objects.filter(status_since__gt=timezone.now() - _LATELY)

    class Meta:
        indexes = (models.Index(fields=("hooks_due_at",), name="hooks_due", condition=Q(status="active")),)

    def __str__(self) -> str:
        return self.code


class Credential(TenantModel):
    """The store's OAuth tokens, encrypted at rest."""

    access_token = EncryptedTextField()
    refresh_token = EncryptedTextField(blank=True)
    expires_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("store",), name="one_credential_a_store"),)


class Installation(Work):
    """The daily check whether the store still has Folio, and Jumpseller's last successful answer.

    `installed` is empty if the answer did not tell. The days of the billing cycle are the platform's own text.
    """

    TASK, SWEEP = "stores.look_at_installation", "stores.sweep"

    installed = models.BooleanField(null=True, blank=True)
    plan = models.CharField(max_length=100, blank=True)
    subscription = models.CharField(max_length=100, blank=True)
    billing_start = models.CharField(max_length=40, blank=True)
    billing_end = models.CharField(max_length=40, blank=True)
    billable_orders = models.PositiveIntegerField(null=True, blank=True)
    free_orders = models.PositiveIntegerField(null=True, blank=True)

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return a condition that matches no row: the check itself continues."""
        return Q(pk__in=[])

    class Meta:
        constraints = (models.UniqueConstraint(fields=("store",), name="one_installation_a_store"),)
        indexes = (
            models.Index(fields=("due_at",), name="installations_due", condition=Q(state__in=["due", "claimed"])),
        )


class Logo(TenantModel):
    """An image for the header of documents, re-encoded by us. Documents refer to it, so it never changes."""

    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    # In pixels.
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store", "sha256"), name="a_logo_is_kept_once"),
            models.CheckConstraint(
                condition=Q(sha256=RawSQL("encode(sha256(content), 'hex')", ())), name="a_logo_fits_its_hash"
            ),
        )
        triggers = immutable_triggers()


class InvoicingSettings(TenantModel):
    """How the store invoices. Issued documents copy the values that they need and never read them here again."""

    class TaxRounding(models.TextChoices):
        LINE = "line", _("line by line, as Jumpseller does")
        DOCUMENT = "document", _("once per rate and document")

    class FallbackPrices(models.TextChoices):
        INCLUDE = "include", _("include the tax")
        EXCLUDE = "exclude", _("do not include the tax")

    class IssueWhen(models.TextChoices):
        PAID = "paid", _("when it is paid")
        SHIPPED = "shipped", _("when it is shipped")
        BY_HAND = "by_hand", _("only when I ask for it")

    class FreeOrders(models.TextChoices):
        SKIP = "skip", _("get no document")
        INVOICE = "invoice", _("get an invoice over zero")

    class PaperSize(models.TextChoices):
        A4 = "a4", "A4"
        LETTER = "letter", _("Letter")

    class WrongTaxId(models.TextChoices):
        WARN = "warn", _("issue the document and tell me")
        HOLD = "hold", _("hold the order until I have looked")

    class UnclearCoupons(models.TextChoices):
        HOLD = "hold", _("hold the order")
        EVERYTHING = "everything", _("take it off all products")

    # Who issues documents: Folio itself, or the provider of the store's account that is its issuer.
    issuer = models.CharField(max_length=20, default="own", db_default="own")
    # Off until the merchant has seen a preview and turned it on; until then documents are issued only on request.
    issues_automatically = models.BooleanField(default=False)
    # The setup steps that the merchant has saved.
    steps_done = models.JSONField(default=list, blank=True)
    seller_name = models.CharField(max_length=255)
    seller_tax_id = models.CharField(max_length=40, blank=True)
    seller_activity = models.CharField(max_length=255, blank=True)
    seller_address = models.TextField(blank=True)
    seller_email = models.EmailField(blank=True, max_length=254)
    seller_legal_name = models.CharField(max_length=255, blank=True, default="", db_default="")
    seller_phone = models.CharField(max_length=40, blank=True, default="", db_default="")
    seller_iban = models.CharField(max_length=42, blank=True, default="", db_default="")
    seller_registration = models.CharField(max_length=255, blank=True, default="", db_default="")
    # The address in parts, none if only its text is known.
    seller_street = models.CharField(max_length=200, blank=True, default="", db_default="")
    seller_street_number = models.CharField(max_length=40, blank=True, default="", db_default="")
    seller_complement = models.CharField(max_length=200, blank=True, default="", db_default="")
    seller_neighbourhood = models.CharField(max_length=100, blank=True, default="", db_default="")
    seller_municipality = models.CharField(max_length=100, blank=True, default="", db_default="")
    seller_city = models.CharField(max_length=100, blank=True, default="", db_default="")
    seller_region = models.CharField(max_length=100, blank=True, default="", db_default="")
    seller_postcode = models.CharField(max_length=20, blank=True, default="", db_default="")
    language = models.CharField(max_length=2, choices=settings.DOCUMENT_LANGUAGES, default="en")
    invoice_prefix = models.CharField(max_length=30, default="F-", validators=[_fits_an_address])
    credit_note_prefix = models.CharField(max_length=30, default="NC-", validators=[_fits_an_address])
    test_prefix = models.CharField(max_length=30, default="TEST-", validators=[_fits_an_address])
    number_padding = models.PositiveSmallIntegerField(
        default=6, validators=[MinValueValidator(1), MaxValueValidator(_MOST_DIGITS)]
    )
    restart_yearly = models.BooleanField(default=False)
    # First number of a series without documents, to continue the numbers of another system.
    invoice_first_number = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])
    credit_note_first_number = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])
    fallback_tax_rate = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    fallback_prices = models.CharField(max_length=7, choices=FallbackPrices, default=FallbackPrices.INCLUDE)
    tax_rounding = models.CharField(max_length=8, choices=TaxRounding, default=TaxRounding.LINE)
    # Orders get test documents, numbered separately, and no invoices.
    test_mode = models.BooleanField(default=False)
    free_orders = models.CharField(max_length=7, choices=FreeOrders, default=FreeOrders.SKIP)
    wrong_tax_id = models.CharField(max_length=4, choices=WrongTaxId, default=WrongTaxId.WARN)
    unclear_coupons = models.CharField(max_length=10, choices=UnclearCoupons, default=UnclearCoupons.HOLD)
    issue_when = models.CharField(max_length=7, choices=IssueWhen, default=IssueWhen.PAID)
    # An order that would be issued waits until a person has reviewed it.
    hold_for_review = models.BooleanField(default=False)
    # Names as the merchant wrote them; comparison ignores capitals, accents and punctuation.
    left_out_payment_methods = models.JSONField(default=list, blank=True)
    left_out_sources = models.JSONField(default=list, blank=True)
    # A day in the store's time zone: orders paid before it get no document.
    issue_since = models.DateField(null=True, blank=True)
    # The checkout's labels of the buyer's data, by target; Folio's own labels apply to a target that is not listed.
    buyer_labels = models.JSONField(default=dict, blank=True)
    paper_size = models.CharField(max_length=6, choices=PaperSize, default=PaperSize.A4)
    logo = models.ForeignKey(Logo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accent_colour = models.CharField(max_length=7, default="#1f3a5f", validators=[_is_a_colour])
    bank_details = models.TextField(blank=True, max_length=2000)
    notes = models.TextField(blank=True, max_length=2000)
    legal_text = models.TextField(blank=True, max_length=4000)
    footer = models.CharField(blank=True, max_length=200)
    # On: the buyer's language if their country determines it, else `language`. Off: always `language`.
    buyers_language = models.BooleanField(default=True)
    mail_buyers = models.BooleanField(default=False)
    # Monthly mail to the merchant with the seals, which later prove that no document was changed or removed.
    mail_seals = models.BooleanField(default=False)
    mail_reply_to = models.EmailField(blank=True, max_length=254)
    # The merchant's own text in the mail, below the greeting.
    mail_message = models.TextField(blank=True, max_length=2000)
    # Whether buyers may change the company on their invoice themselves, and for how many days after its date.
    self_service = models.BooleanField(default=False)
    self_service_days = models.PositiveSmallIntegerField(
        default=7, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )

    # Whether each document gets a line in its order's history at Jumpseller.
    order_history = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "invoicing settings"
        constraints = (
            models.UniqueConstraint(fields=("store",), name="one_invoicing_settings_a_store"),
            models.CheckConstraint(
                condition=Q(fallback_tax_rate__gte=0, fallback_tax_rate__lt=100) | Q(fallback_tax_rate__isnull=True),
                name="fallback_tax_rate_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=~Q(invoice_prefix=F("credit_note_prefix"))
                & ~Q(invoice_prefix=F("test_prefix"))
                & ~Q(credit_note_prefix=F("test_prefix")),
                name="prefixes_differ",
            ),
            models.CheckConstraint(
                condition=Q(restart_yearly=False)
                | Q(invoice_prefix__contains="{YY", credit_note_prefix__contains="{YY", test_prefix__contains="{YY"),
                name="numbers_that_restart_name_their_year",
            ),
            models.CheckConstraint(
                condition=Q(number_padding__gte=1, number_padding__lte=_MOST_DIGITS), name="number_padding_is_possible"
            ),
            models.CheckConstraint(condition=Q(accent_colour__regex=r"^#[0-9a-f]{6}$"), name="accent_is_a_colour"),
            models.CheckConstraint(
                condition=Q(invoice_first_number__gte=1, credit_note_first_number__gte=1),
                name="first_numbers_are_positive",
            ),
        )

    @property
    def numbering(self) -> NumberingRules:
        """Return how documents are numbered."""
        return facts_of(NumberingRules, self)

    @property
    def seller(self) -> SellerIdentity:
        """Return the seller that documents print."""
        return facts_of(SellerIdentity, self)

    @property
    def paper(self) -> PaperSettings:
        """Return the look of the paper, and the texts on it."""
        return facts_of(PaperSettings, self)

    @property
    def languages(self) -> LanguageRules:
        """Return which language a document is in."""
        return facts_of(LanguageRules, self)

    @property
    def emails(self) -> EmailSettings:
        """Return what concerns the e-mails to buyers."""
        return facts_of(EmailSettings, self)

    @property
    def issuing(self) -> IssuingRules:
        """Return which orders get a document, and when."""
        return facts_of(IssuingRules, self)


class SettingsChange(TenantModel):
    """One change of a setting: field, old and new value, time and author.

    `by` is the digest of the session that changed it, `INSTALLATION`, or `AUTHORISATION` where an authorisation after
    refused tokens changed it. Values are in the form of JSON.
    """

    INSTALLATION = "installation"
    AUTHORISATION = "authorisation"

    at = models.DateTimeField(default=timezone.now)
    field = models.CharField(max_length=60)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    by = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=("store", "-id"), name="settings_changes_of_a_store"),)
        triggers = (*immutable_triggers(), stamp_trigger("at"))


class Reauthorisation(TenantModel):
    """An authorisation after the platform had refused the store's tokens, and whether Folio was removed before it.

    The platform may end the tokens of a removed App, and tokens may end by accident: only the merchant can tell which.
    Until there is an `answer` the store is treated as newly installed.

    `installed_at`, `issues_automatically` and `issue_since` keep the store's earlier values, for the answer `STAYED`.
    `refused_at` is when Folio first met the refusal. `answered_by` is the digest of a session, or
    SettingsChange.INSTALLATION where an installation followed without an answer.
    """

    class Answer(models.TextChoices):
        STAYED = "stayed"
        REMOVED = "removed"

    refused_at = models.DateTimeField()
    authorised_at = models.DateTimeField(default=timezone.now)
    installed_at = models.DateTimeField()
    issues_automatically = models.BooleanField()
    issue_since = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store",), condition=Q(answer=""), name="one_open_reauthorisation_a_store"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by="")
                | (~Q(answer="") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="an_answer_tells_when_and_by_whom",
            ),
        )


class SignIn(models.Model):
    """One redirect to Jumpseller's authorize page and back. It has no store until the return, and then at most one.

    The sessions of a sign-in show the store until `ended_at`, or until it expires.

    Only digests are stored: of the state, of the browser's cookie, of the secret of the waiting frame, and of the
    one-time code that the frame will exchange for its session.
    """

    state_digest = models.CharField(max_length=64, unique=True)
    browser_digest = models.CharField(max_length=64)
    frame_challenge = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    traded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
