"""Mexico."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from apps.countries.addresses import USUAL_LINES, AddressFormat, commas, spaced
from apps.countries.base import (
    PASSPORT,
    Capability,
    Retention,
    Standing,
    TaxIdNames,
    TaxIdRules,
    percentages,
    words,
)
from apps.countries.base import translatable as _
from apps.countries.default import DEFAULT
from apps.countries.documents import OfficialDocument
from apps.countries.payment_proposals import CREDIT_TRANSFER, IN_CASH, ONLINE_SERVICE, proposals
from apps.countries.tax_categories import (
    EXEMPT_WORDS,
    VAT_WORDS,
    WITHOUT_VAT_WORDS,
    Statement,
    TaxCategories,
    TaxCategory,
)

# What these documents ask for has not been looked up.
_DOCUMENTS = (
    OfficialDocument(
        code="cfdi",
        title="CFDI de ingreso",
        authority_code="I",
        needs=None,
        source="Código Fiscal de la Federación, art. 29 and 29-A (CFDI 4.0)",
        checked=date(2026, 11, 27),
    ),
    OfficialDocument(
        code="cfdi_egreso",
        title="CFDI de egreso",
        authority_code="E",
        use="credit_note",
        needs=None,
        source="Código Fiscal de la Federación, art. 29 and 29-A (CFDI 4.0)",
        checked=date(2026, 11, 27),
    ),
)

# A CFDI tells a rate of zero, an exemption and “no objeto de impuesto” apart, and asks for no reason. Exports are taxed
# at zero, too.
_TAX_CATEGORIES = TaxCategories(
    categories=(TaxCategory.ZERO_RATED, TaxCategory.EXEMPT, TaxCategory.OUTSIDE_SCOPE),
    names={
        TaxCategory.ZERO_RATED: "Tasa 0 %",
        TaxCategory.EXEMPT: "Exento",
        TaxCategory.OUTSIDE_SCOPE: "No objeto de impuesto",
    },
    statements=(
        Statement(r"\bno (es )?objeto", TaxCategory.OUTSIDE_SCOPE),
        Statement(WITHOUT_VAT_WORDS, TaxCategory.EXEMPT, is_certain=False),
        Statement(EXEMPT_WORDS, TaxCategory.EXEMPT, at_home=True),
        Statement(rf"{VAT_WORDS}|\btasa (0|cero)\b", TaxCategory.ZERO_RATED),
    ),
    source="LIVA, art. 2-A, 9, 15 and 29; CFDI 4.0, c_TipoFactor and c_ObjetoImp",
)

MEXICO = replace(
    DEFAULT,
    code="MX",
    capability=Capability(
        Standing.RECEIPT,
        _("In Mexico only a CFDI stamped by an authorised provider (PAC) is a tax document: this PDF is none."),
        source="Código Fiscal de la Federación, art. 29 and 29-A (CFDI 4.0)",
        known=date(2026, 11, 23),
    ),
    notices={
        "es": "Este documento no es un comprobante fiscal (CFDI) y no tiene efectos fiscales.",
        "pt": "Este documento não é um comprovante fiscal (CFDI) do México e não tem efeitos fiscais.",
        "en": "This is not a Mexican tax document (CFDI) and has no effect for tax purposes.",
    },
    retention=Retention(5, "Código Fiscal de la Federación, art. 30"),
    official_documents=_DOCUMENTS,
    language="es",
    store_language="es",
    portuguese="BR",
    time_zone="America/Mexico_City",
    has_vat=True,
    # LIVA, art. 1.
    usual_vat_rate=Decimal(16),
    # LIVA, art. 1, and 8 at the border (decree of 2018).
    vat_rates=percentages("16", "8"),
    special_taxes=words("ieps ish"),
    tax_categories=_TAX_CATEGORIES,
    payment_proposals=proposals(
        ("oxxo", IN_CASH), ("spei", CREDIT_TRANSFER), ("conekta|openpay|kueski", ONLINE_SERVICE)
    ),
    authority="SAT",
    fiscal_id="UUID",
    tax_id_names=TaxIdNames("RFC", "RFC"),
    settings_tax_id="RFC",
    tax_id_rules=TaxIdRules(passport=PASSPORT, nine_digit_passports=True),
    address=AddressFormat(
        lines=(
            *USUAL_LINES[:2],
            commas(spaced("postcode", commas("municipality", "city")), "region"),
            "country",
        ),
        names={
            "neighbourhood": "Colonia",
            "municipality": "Municipio o alcaldía",
            "region": "Estado",
            "postcode": "Código postal",
        },
    ),
)
