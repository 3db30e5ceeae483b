"""The merchants' accounts at providers."""

from typing import Self

from django.db import models
from django.db.models import Q, QuerySet

from apps.core.encryption import EncryptedTextField
from apps.core.tenancy import TenantModel
from apps.core.work import Work


class ProviderAccount(TenantModel):
    """A merchant's account at a provider. A disconnected one stays: its documents and their credit notes refer to it.

    `credentials` are JSON, encrypted. `found` is what the last look found there (`apps.providers.account.Account`),
    `choices` are the merchant's answers. At most one account of a store is the issuer of its documents. `trouble` is
    what stops every document, as code and figures, empty if nothing does.
    """

    class State(models.TextChoices):
        CONNECTED = "connected"
        # The provider does not accept the credentials any more.
        UNAUTHORISED = "unauthorised"
        # Something in the account stops every document.
        BLOCKED = "blocked"
        DISCONNECTED = "disconnected"

    provider = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=State, default=State.CONNECTED)
    is_issuer = models.BooleanField(default=False)
    credentials = EncryptedTextField(blank=True)
    found = models.JSONField(default=dict)
    choices = models.JSONField(default=dict, blank=True)
    trouble = models.JSONField(default=dict, blank=True)
    connected_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField()
    # When credentials, choices or what the account has were changed last: what was refused before is tried again.
    changed_at = models.DateTimeField()
    disconnected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store",), condition=Q(is_issuer=True), name="one_issuer_a_store"),
            models.UniqueConstraint(
                fields=("store", "provider"),
                condition=~Q(state="disconnected"),
                name="one_connected_account_a_provider",
            ),
            models.CheckConstraint(
                condition=Q(is_issuer=False) | ~Q(state="disconnected"), name="an_issuer_is_connected"
            ),
            models.CheckConstraint(
                condition=Q(state="disconnected", credentials="", disconnected_at__isnull=False)
                | ~Q(state="disconnected") & ~Q(credentials=""),
                name="a_disconnected_account_has_no_credentials",
            ),
        )

    def __str__(self) -> str:
        return f"{self.provider} {self.found.get('holder', '')}".strip()


class AccountReview(Work):
    """The nightly look at an account: what it has, and whether its documents are those that Folio knows.

    `findings` are documents that only one side knows: {"kind", "reference", "number", "issue_date"}.
    """

    TASK, SWEEP = "automation.review_account", "automation.sweep"

    account = models.OneToOneField(ProviderAccount, on_delete=models.PROTECT, related_name="review")
    findings = models.JSONField(default=list, blank=True)

    @classmethod
    def selected_by_claim(cls) -> "models.QuerySet[Self]":
        """Return the review with its account."""
        return QuerySet(cls).select_related("account__store")

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return the condition for none: a provider is reached in every state of the store."""
        return Q(pk__in=[])

    class Meta:
        indexes = (
            models.Index(fields=("due_at",), name="account_reviews_due", condition=Q(state__in=["due", "claimed"])),
        )
