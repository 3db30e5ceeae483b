"""Spain."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from apps.countries.addresses import NO_DISTRICTS, USUAL_LINES, AddressFormat
from apps.countries.base import Capability, Retention, Standing, TaxIdNames, TaxIdRules, percentages, words
from apps.countries.base import translatable as _
from apps.countries.default import DEFAULT
from apps.countries.documents import (
    Afterwards,
    AmountLimit,
    CreditNotePeriod,
    DateRules,
    Need,
    OfficialDocument,
    RoundingRule,
)
from apps.countries.payment_proposals import BANK_CARD, ONLINE_SERVICE, proposals
from apps.countries.tax_categories import (
    EXEMPT_IN_UNION,
    NEEDS_REASON_IN_UNION,
    STATEMENTS_IN_UNION,
    Exemption,
    Statement,
    TaxCategories,
    TaxCategory,
)

_CHECKED = date(2026, 11, 28)
_SELLER = frozenset({Need.SELLER_LEGAL_NAME, Need.SELLER_TAX_ID})
_LIMIT = AmountLimit(
    amount=Decimal(3000), currency="EUR", source="Real Decreto 1619/2012, art. 4.2 a: retail sales", checked=_CHECKED
)
_DOCUMENTS = (
    OfficialDocument(
        code="factura_simplificada",
        authority_code="F2",
        title="Factura simplificada",
        needs=_SELLER,
        is_domestic=True,
        consumer_limit=_LIMIT,
        business_limit=replace(_LIMIT, amount=Decimal(400), source="Real Decreto 1619/2012, art. 4.1 a"),
        source="Real Decreto 1619/2012, art. 4 and 7",
        checked=_CHECKED,
    ),
    OfficialDocument(
        code="factura",
        authority_code="F1",
        title="Factura",
        needs=_SELLER
        | {Need.SELLER_ADDRESS, Need.BUYER_NAME, Need.BUYER_TAX_ID, Need.TAX_CATEGORY, Need.EXEMPTION_REASON},
        # Of a private person the address is not demanded.
        business_needs=frozenset({Need.BUYER_ADDRESS}),
        source="Real Decreto 1619/2012, art. 6",
        checked=_CHECKED,
    ),
    OfficialDocument(
        code="factura_rectificativa",
        # R1 to R4 by the cause, R5 for simplified invoices.
        title="Factura rectificativa",
        use="credit_note",
        source="Real Decreto 1619/2012, art. 15",
        checked=_CHECKED,
    ),
)

# The AEAT's lists of exemptions and of sales outside the tax (Orden HAC/1177/2024). E7 and E8 have not been looked up.
_E, _O = TaxCategory.EXEMPT, TaxCategory.OUTSIDE_SCOPE
_EXEMPTIONS = (
    Exemption("E1", _E, "Exenta por el artículo 20 de la Ley 37/1992"),
    Exemption("E2", TaxCategory.EXPORT, "Exenta por el artículo 21 de la Ley 37/1992"),
    Exemption("E3", _E, "Exenta por el artículo 22 de la Ley 37/1992"),
    Exemption("E4", _E, "Exenta por los artículos 23 y 24 de la Ley 37/1992"),
    Exemption("E5", TaxCategory.INTRA_COMMUNITY, "Exenta por el artículo 25 de la Ley 37/1992"),
    Exemption("E6", _E, "Exenta por otros"),
    Exemption("S2", TaxCategory.REVERSE_CHARGE, "Inversión del sujeto pasivo"),
    Exemption("N1", _O, "No sujeta por el artículo 7 o 14 de la Ley 37/1992, u otros"),
    Exemption("N2", _O, "No sujeta por reglas de localización"),
)
_TAX_CATEGORIES = TaxCategories(
    categories=EXEMPT_IN_UNION,
    names={
        _E: "Exenta",
        TaxCategory.REVERSE_CHARGE: "Inversión del sujeto pasivo",
        TaxCategory.INTRA_COMMUNITY: "Entrega intracomunitaria",
        TaxCategory.EXPORT: "Exportación",
        _O: "No sujeta",
    },
    exemptions=_EXEMPTIONS,
    needs_reason=NEEDS_REASON_IN_UNION,
    statements=(
        Statement(r"\bart\w* 20\b", _E, "E1"),
        Statement(r"\bart\w* 21\b", TaxCategory.EXPORT, "E2"),
        Statement(r"\bart\w* 22\b", _E, "E3"),
        Statement(r"\bart\w* 2[34]\b", _E, "E4"),
        Statement(r"\bart\w* 25\b", TaxCategory.INTRA_COMMUNITY, "E5"),
        Statement(r"\binversion del sujeto pasivo\b", TaxCategory.REVERSE_CHARGE, "S2"),
        *STATEMENTS_IN_UNION,
    ),
    source="Ley 37/1992, art. 7, 20 to 25, 69, 70 and 84; Orden HAC/1177/2024",
)

SPAIN = replace(
    DEFAULT,
    code="ES",
    capability=Capability(
        Standing.TAX_INVOICE,
        _(
            "This PDF has what Spanish law asks of an invoice. Folio does not yet send records to the AEAT "
            "(VERI*FACTU): ask your accountant from when you need that."
        ),
        source="Real Decreto 1619/2012, art. 6, 7 and 15; Real Decreto 1007/2023; Real Decreto-ley 15/2025",
        known=date(2026, 11, 23),
    ),
    titles={("es", "credit_note"): "Factura rectificativa"},
    retention=Retention(6, "Código de Comercio, art. 30; Ley General Tributaria, art. 66: 4"),
    official_documents=_DOCUMENTS,
    credit_note_periods=(
        CreditNotePeriod(
            months=48,
            afterwards=Afterwards.NOT_ALLOWED,
            source="Real Decreto 1619/2012, art. 15; Ley 37/1992, art. 89 Uno: four years",
            checked=_CHECKED,
        ),
    ),
    date_rules=DateRules(business_day_of_month=15, source="Real Decreto 1619/2012, art. 11", checked=_CHECKED),
    uses_en16931=True,
    rounding=RoundingRule(
        by="document", source="EN 16931, BR-CO-17 and BR-S-09: the tax is that of the base", checked=_CHECKED
    ),
    language="es",
    store_language="es",
    time_zone="Europe/Madrid",
    has_vat=True,
    # Ley 37/1992, art. 90.
    usual_vat_rate=Decimal(21),
    # Ley 37/1992, art. 90 and 91.
    vat_rates=percentages("21", "10", "4"),
    # Recargo de equivalencia, IGIC, IPSI.
    special_taxes=words("recargo equivalencia igic ipsi"),
    tax_categories=_TAX_CATEGORIES,
    payment_proposals=proposals(("redsys|tpv", BANK_CARD), ("bizum", ONLINE_SERVICE)),
    authority="AEAT",
    tax_id_names=TaxIdNames("NIF", "NIF"),
    settings_tax_id="NIF",
    tax_id_rules=TaxIdRules(
        # A passport with one letter looks like a CIF.
        passport=r"[A-Z]{2,3}\d{5,7}",
        nine_digit_passports=True,
        # DNIs.
        shortened=r"\d{6,7}[A-Z]",
        full_length=9,
        vat_prefix="ES",
    ),
    address=AddressFormat(
        lines=USUAL_LINES,
        names={"postcode": "Código postal", "city": "Localidad", "region": "Provincia"},
        unused=NO_DISTRICTS,
    ),
)
