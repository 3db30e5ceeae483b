"""Tenants: the store, its tokens, and how it wants to invoice."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.encryption import EncryptedTextField
from apps.core.tenancy import TenantModel

_fits_an_address = RegexValidator(r"^[A-Za-z0-9-]*\Z", _("Use letters, digits and hyphens only."))


class Store(models.Model):
    """A Jumpseller store that installed Folio. It is never deleted: its documents must stay reachable."""

    class Status(models.TextChoices):
        ACTIVE = "active"
        NEEDS_AUTHORISATION = "needs_authorisation"

    code = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=255)
    email = models.EmailField(blank=True, max_length=254)
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=64)
    hooks_token = EncryptedTextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    installed_at = models.DateTimeField(auto_now_add=True)
    hooks_registered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("id",), name="store_without_hooks", condition=Q(hooks_registered_at__isnull=True)),
        )

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


class InvoicingSettings(TenantModel):
    """How the store invoices. Issued documents copy what they need and never look here again."""

    class TaxRounding(models.TextChoices):
        LINE = "line", _("line by line, as Jumpseller does")
        DOCUMENT = "document", _("once per rate and document")

    class FallbackPrices(models.TextChoices):
        INCLUDE = "include", _("include the tax")
        EXCLUDE = "exclude", _("do not include the tax")

    seller_name = models.CharField(max_length=255)
    seller_tax_id = models.CharField(max_length=40, blank=True)
    seller_activity = models.CharField(max_length=255, blank=True)
    seller_address = models.TextField(blank=True)
    seller_email = models.EmailField(blank=True, max_length=254)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    invoice_prefix = models.CharField(max_length=20, default="F-", validators=[_fits_an_address])
    credit_note_prefix = models.CharField(max_length=20, default="NC-", validators=[_fits_an_address])
    fallback_tax_rate = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    fallback_prices = models.CharField(max_length=7, choices=FallbackPrices, default=FallbackPrices.INCLUDE)
    tax_rounding = models.CharField(max_length=8, choices=TaxRounding, default=TaxRounding.LINE)

    class Meta:
        verbose_name_plural = "invoicing settings"
        constraints = (
            models.UniqueConstraint(fields=("store",), name="one_invoicing_settings_a_store"),
            models.CheckConstraint(
                condition=Q(fallback_tax_rate__gte=0, fallback_tax_rate__lt=100) | Q(fallback_tax_rate__isnull=True),
                name="fallback_tax_rate_is_a_percentage",
            ),
            models.CheckConstraint(condition=~Q(invoice_prefix=F("credit_note_prefix")), name="prefixes_differ"),
        )


class SignIn(models.Model):
    """One trip to Jumpseller's authorize page and back. It has no store until the trip ends, and then at most once.

    Only digests are kept: of the state, of the browser's cookie, of the secret that the waiting frame knows, and of
    the one-time code that the frame will trade for its session.
    """

    state_digest = models.CharField(max_length=64, unique=True)
    browser_digest = models.CharField(max_length=64)
    frame_challenge = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    traded_at = models.DateTimeField(null=True, blank=True)
