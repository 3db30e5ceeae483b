"""Issued documents. Their rows can only be inserted; what happens afterwards is a row of its own.

What PostgreSQL refuses by itself: changing or deleting an issued row, a number used twice, two open invoices for one
order, crediting more than the invoice, two postings for a document.
"""

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from apps.core.immutability import immutable_triggers
from apps.core.tenancy import TenantModel
from apps.core.work import Work
from apps.invoices.triggers import no_credit_beyond_the_invoice, one_open_invoice_an_order
from apps.orders.models import OrderSnapshot


class Kind(models.TextChoices):
    """What a document is."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


def _amount() -> "models.DecimalField[Decimal, Decimal]":
    """A column for money: room for every currency's decimals and for the largest order."""
    return models.DecimalField(max_digits=20, decimal_places=4)


class Series(TenantModel):
    """A run of numbers. Its row is locked by whoever takes the next one; its dates never run backwards."""

    kind = models.CharField(max_length=11, choices=Kind)
    prefix = models.CharField(max_length=20)
    padding = models.PositiveSmallIntegerField(default=6)
    next_number = models.PositiveBigIntegerField(default=1)
    last_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "series"
        constraints = (
            models.UniqueConstraint(fields=("store", "prefix"), name="one_series_a_prefix"),
            models.CheckConstraint(condition=Q(next_number__gt=0), name="numbers_start_at_one"),
            # The number travels in addresses at the platform.
            models.CheckConstraint(condition=Q(prefix__regex=r"^[A-Za-z0-9-]*$"), name="prefix_fits_an_address"),
        )

    def __str__(self) -> str:
        return self.prefix


class Invoice(TenantModel):
    """An invoice or a credit note, with every printed fact copied onto it. Amounts are never negative."""

    kind = models.CharField(max_length=11, choices=Kind)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField()
    number = models.CharField(max_length=60)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    token = models.CharField(max_length=64, unique=True)
    order_id = models.BigIntegerField()
    # Counts an order's invoices: a second one is only possible once the first is fully credited.
    revision = models.PositiveSmallIntegerField(default=1)
    credits = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="credit_notes")
    credit_reason = models.CharField(max_length=255, blank=True)
    snapshot = models.ForeignKey(OrderSnapshot, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    issue_date = models.DateField()
    payment_date = models.DateField(null=True, blank=True)
    payment_method = models.CharField(max_length=255, blank=True)
    time_zone = models.CharField(max_length=64)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    seller_name = models.TextField()
    seller_tax_id = models.TextField(blank=True)
    seller_activity = models.TextField(blank=True)
    seller_address = models.TextField(blank=True)
    seller_email = models.TextField(blank=True)
    buyer_name = models.TextField(blank=True)
    buyer_tax_id = models.TextField(blank=True)
    buyer_activity = models.TextField(blank=True)
    buyer_address = models.TextField(blank=True)
    buyer_email = models.TextField(blank=True)
    buyer_country = models.CharField(max_length=2, blank=True)
    net_total = _amount()
    tax_total = _amount()
    gross_total = _amount()
    gift_card_amount = _amount()
    amount_paid = _amount()
    reading = models.TextField()
    rounding = models.CharField(max_length=8)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("series", "sequence"), name="a_number_is_used_once"),
            models.UniqueConstraint(fields=("store", "number"), name="a_printed_number_is_used_once"),
            models.UniqueConstraint(
                fields=("store", "order_id", "revision"),
                condition=Q(kind=Kind.INVOICE),
                name="an_invoice_revision_is_used_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.INVOICE, credits__isnull=True) | Q(kind=Kind.CREDIT_NOTE, credits__isnull=False),
                name="only_credit_notes_credit",
            ),
            models.CheckConstraint(
                condition=Q(gross_total=F("net_total") + F("tax_total")), name="net_and_tax_add_up_to_gross"
            ),
            models.CheckConstraint(
                condition=Q(net_total__gte=0, tax_total__gte=0, gift_card_amount__gte=0, amount_paid__gte=0),
                name="totals_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(gross_total=F("amount_paid") + F("gift_card_amount")), name="payments_add_up_to_gross"
            ),
        )
        indexes = (models.Index(fields=("store", "order_id"), name="documents_of_an_order"),)
        triggers = (*immutable_triggers(), one_open_invoice_an_order, no_credit_beyond_the_invoice)

    def __str__(self) -> str:
        return self.number


class InvoiceLine(TenantModel):
    """One line as declared; `discount`, `net`, `tax` and `gross` are for the whole line."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    description = models.TextField(blank=True)
    sku = models.TextField(blank=True)
    quantity = models.DecimalField(max_digits=16, decimal_places=4)
    unit_price = models.DecimalField(max_digits=24, decimal_places=8)
    discount = _amount()
    tax_rate = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    net = _amount()
    tax = _amount()
    gross = _amount()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("invoice", "position"), name="one_line_a_position"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="line_adds_up"),
        )
        triggers = immutable_triggers()


class InvoiceTax(TenantModel):
    """What one tax rate comes to in a document."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="taxes")
    position = models.PositiveSmallIntegerField()
    rate = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    net = _amount()
    tax = _amount()
    gross = _amount()

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "invoice taxes"
        constraints = (
            models.UniqueConstraint(fields=("invoice", "rate"), nulls_distinct=False, name="one_row_a_tax_rate"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="tax_row_adds_up"),
        )
        triggers = immutable_triggers()


class Rendition(TenantModel):
    """The document's PDF: where its bytes lie, and what they must hash to."""

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="rendition")
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    renderer_version = models.CharField(max_length=20)
    rendered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = immutable_triggers()


class Posting(Work):
    """Where a document's link stands at the platform. Exists from the moment of issue, so nothing is forgotten."""

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="posting")

    class Meta:
        indexes = (models.Index(fields=("due_at",), name="postings_due", condition=Q(state__in=["due", "claimed"])),)
