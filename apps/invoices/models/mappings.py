"""A merchant's answers on the names in their store: the category of a tax, and the means of a payment method.

Documents copy what follows from them at issue, and never read them again. A name is kept as it was last seen, and found
by its key, which is the same for other spellings.
"""

from django.db import models
from django.db.models import Q

from apps.core.tenancy import TenantModel
from apps.countries.tax_categories import TaxCategory

NOT_VAT = "not_vat"
"""In the place of a category: the tax is no value added tax."""


class TaxMapping(TenantModel):
    """How a tax of the store is classed: `category` is that of EN 16931, or `NOT_VAT`.

    `subject` tells what it is about: a name at a rate above zero, a name at zero, or items without a tax and sold gift
    cards, which have no name. `exemption_reason` is the merchant's own text in the place of the code's.
    """

    class Subject(models.TextChoices):
        TAXED = "taxed"
        AT_ZERO = "at_zero"
        UNTAXED = "untaxed"
        GIFT_CARD = "gift_card"

    subject = models.CharField(max_length=9, choices=Subject)
    name = models.CharField(max_length=255, blank=True, db_default="", default="")
    key = models.CharField(max_length=255, blank=True, db_default="", default="")
    category = models.CharField(max_length=7)
    exemption_code = models.CharField(max_length=30, blank=True, db_default="", default="")
    exemption_reason = models.CharField(max_length=255, blank=True, db_default="", default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store", "subject", "key"), name="a_tax_is_mapped_once"),
            models.CheckConstraint(
                condition=Q(category__in=[*map(str, TaxCategory), NOT_VAT]), name="tax_category_is_known"
            ),
            models.CheckConstraint(
                condition=Q(subject__in=["taxed", "at_zero"]) | Q(key=""), name="only_taxes_have_names"
            ),
            # A rate above zero is the standard category or another tax; no other subject is either of them.
            models.CheckConstraint(
                condition=Q(subject="taxed", category__in=["S", NOT_VAT]) | ~Q(subject="taxed") & ~Q(category="S"),
                name="a_rate_above_zero_is_standard",
            ),
        )


class PaymentMapping(TenantModel):
    """Which means of payment a payment method of the store is: `code` is that of UNCL4461, empty if not decided.

    `voucher_counts` is the answer to Chile's question whether the voucher of this payment method is the consumer's
    boleta (Resolución Exenta SII 176/2020): None is not answered, and nothing stands for an answer. Yes means for an
    issuer of boletas: none is issued for the sale, since the voucher has the value of one and the sale would be
    reported twice; a factura is issued where the buyer asked for it; and a sale whose boleta is the voucher has no
    document that a credit note could refer to, so that its credit is held. No means that each sale needs a boleta.
    Without an answer an issuer of boletas holds the order. Folio's own receipts follow none of the answers.
    """

    name = models.CharField(max_length=255)
    key = models.CharField(max_length=255)
    code = models.CharField(max_length=3, blank=True, db_default="", default="")
    voucher_counts = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store", "key"), name="a_way_of_paying_is_mapped_once"),
            models.CheckConstraint(condition=~Q(key=""), name="a_way_of_paying_has_a_name"),
        )
