"""The columns of a document that name its seller and its buyer, and those that an erasure empties."""

from django.db import models

from apps.core.tenancy import TenantModel
from apps.countries.addresses import PARTS


class Parties(TenantModel):
    """Seller and buyer of a document. `apps.stores.setting_groups` and `apps.invoices.facts` explain their facts."""

    seller_name = models.TextField()
    seller_tax_id = models.TextField(blank=True)
    seller_activity = models.TextField(blank=True)
    seller_address = models.TextField(blank=True)
    seller_email = models.TextField(blank=True)
    seller_legal_name = models.TextField(blank=True, default="", db_default="")
    seller_vat_id = models.TextField(blank=True, default="", db_default="")
    seller_phone = models.TextField(blank=True, default="", db_default="")
    seller_iban = models.TextField(blank=True, default="", db_default="")
    seller_registration = models.TextField(blank=True, default="", db_default="")
    # The address in parts, none if only its text is known.
    seller_street = models.TextField(blank=True, default="", db_default="")
    seller_street_number = models.TextField(blank=True, default="", db_default="")
    seller_complement = models.TextField(blank=True, default="", db_default="")
    seller_neighbourhood = models.TextField(blank=True, default="", db_default="")
    seller_municipality = models.TextField(blank=True, default="", db_default="")
    seller_city = models.TextField(blank=True, default="", db_default="")
    seller_region = models.TextField(blank=True, default="", db_default="")
    seller_postcode = models.TextField(blank=True, default="", db_default="")
    buyer_name = models.TextField(blank=True)
    buyer_tax_id = models.TextField(blank=True)
    buyer_activity = models.TextField(blank=True)
    buyer_taxpayer_type = models.TextField(blank=True)
    buyer_wants_factura = models.BooleanField(null=True, blank=True)
    buyer_address = models.TextField(blank=True)
    buyer_email = models.TextField(blank=True)
    buyer_country = models.CharField(max_length=2, blank=True)
    buyer_kind = models.CharField(max_length=8, blank=True, default="", db_default="")
    buyer_vat_id = models.TextField(blank=True, default="", db_default="")
    buyer_electronic_address = models.TextField(blank=True, default="", db_default="")
    buyer_electronic_scheme = models.CharField(max_length=4, blank=True, default="", db_default="")
    # The address in parts, none if only its text is known.
    buyer_street = models.TextField(blank=True, default="", db_default="")
    buyer_street_number = models.TextField(blank=True, default="", db_default="")
    buyer_complement = models.TextField(blank=True, default="", db_default="")
    buyer_neighbourhood = models.TextField(blank=True, default="", db_default="")
    buyer_municipality = models.TextField(blank=True, default="", db_default="")
    buyer_city = models.TextField(blank=True, default="", db_default="")
    buyer_region = models.TextField(blank=True, default="", db_default="")
    buyer_postcode = models.TextField(blank=True, default="", db_default="")

    class Meta:
        abstract = True


# The columns of a document that tell who the buyer is, or may do so.
PERSONAL = (
    *"buyer_name buyer_tax_id buyer_activity buyer_taxpayer_type buyer_address buyer_email remarks".split(),
    *"buyer_vat_id buyer_electronic_address buyer_electronic_scheme".split(),
    *(f"buyer_{part}" for part in PARTS),
)
