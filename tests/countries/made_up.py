"""A country that does not exist, in one file, as `docs/how-to/add-a-country.md` describes; importing it adds it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from apps.countries import registry
from apps.countries.addresses import AddressFormat, commas, spaced
from apps.countries.base import Capability, Standing, TaxIdNames, percentages, words
from apps.countries.default import DEFAULT
from apps.countries.documents import AmountLimit, Need, OfficialDocument, RoundingRule
from apps.countries.payment_proposals import IN_CASH, proposals
from apps.countries.tax_categories import Statement, TaxCategories, TaxCategory

_KNOWN = date(2026, 11, 28)

ZEMBLA = replace(
    DEFAULT,
    code="ZZ",
    capability=Capability(Standing.TAX_INVOICE, "A Zemblan may issue this.", source="Zemblan code", known=_KNOWN),
    titles={("en", "invoice"): "Zemblan bill", ("es", "invoice"): "Cuenta zemblana"},
    language="en",
    has_vat=True,
    tax_name="Zolt",
    usual_vat_rate=Decimal(12),
    vat_rates=percentages("12"),
    special_taxes=words("kinbote"),
    tax_categories=TaxCategories(
        categories=(TaxCategory.EXEMPT,),
        names={TaxCategory.EXEMPT: "Unzolted"},
        statements=(Statement(r"\bunzolted\b", TaxCategory.EXEMPT),),
        source="Zemblan code, art. 4",
    ),
    payment_proposals=proposals(("crowns?", IN_CASH)),
    tax_id_names=TaxIdNames("ZIN", "ZIN"),
    address=AddressFormat(
        lines=(
            spaced("country", "postcode"),
            commas("region", "city", "municipality", "neighbourhood"),
            commas(spaced("street_number", "street"), "complement"),
        ),
        names={"municipality": "Shire"},
    ),
    official_documents=(
        OfficialDocument(
            code="small_bill",
            title="Small bill",
            authority_code="Z1",
            needs=frozenset({Need.SELLER_LEGAL_NAME}),
            consumer_limit=AmountLimit(
                amount=Decimal(500), currency="EUR", source="Zemblan code, art. 1", checked=_KNOWN
            ),
            business_limit=AmountLimit(
                amount=Decimal(500), currency="EUR", source="Zemblan code, art. 1", checked=_KNOWN
            ),
            source="Zemblan code, art. 1",
            checked=_KNOWN,
        ),
        OfficialDocument(
            code="bill",
            title="Bill",
            authority_code="Z2",
            needs=frozenset({Need.SELLER_LEGAL_NAME, Need.BUYER_NAME, Need.BUYER_MUNICIPALITY}),
            source="Zemblan code, art. 2",
            checked=_KNOWN,
        ),
    ),
    rounding=RoundingRule(by="document", source="Zemblan code, art. 3", checked=_KNOWN),
)

registry.COUNTRIES[ZEMBLA.code] = ZEMBLA
