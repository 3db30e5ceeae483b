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
