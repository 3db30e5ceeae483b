"""Chile."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from apps.countries.addresses import USUAL_LINES, AddressFormat
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

CHILE = replace(
    DEFAULT,
    code="CL",
    capability=Capability(
        Standing.RECEIPT,
        _("In Chile only a boleta or factura electrónica authorised by the SII is a tax document: this PDF is none."),
        source="DL 825, art. 54, as changed by Ley 20.727 and Ley 21.210",
        known=date(2026, 11, 23),
    ),
    notices={
        "es": "Este documento no es un documento tributario. No reemplaza la boleta ni la factura electrónica del SII.",
        "pt": "Este documento não é um documento fiscal. Não substitui a boleta nem a fatura do SII (Chile).",
        "en": "This is not a tax document. It does not replace the electronic boleta or factura of the SII (Chile).",
    },
    retention=Retention(6, "Código Tributario, art. 17 and 200"),
    language="es",
    store_language="es",
    portuguese="BR",
    time_zone="America/Santiago",
    has_vat=True,
    # DL 825, art. 14.
    usual_vat_rate=Decimal(19),
    vat_rates=percentages("19"),
    # IABA is on beverages. Taxes on luxury and green taxes are known by words that all countries share.
    special_taxes=words("ila iaba"),
    tax_id_names=TaxIdNames("RUT", "RUT"),
    settings_tax_id="RUT",
    tax_id_rules=TaxIdRules(
        passport=PASSPORT,
        nine_digit_passports=True,
        strips_zeros=True,
        # RUTs below ten millions.
        shortened=r"\d{3,6}[\dK]",
        full_length=8,
        # A number that is called a RUT is no passport, which nine digits without a dash may be.
        undashed=r"\d{8}[\dkK]",
    ),
    address=AddressFormat(
        lines=USUAL_LINES,
        names={"municipality": "Comuna", "region": "Región"},
        unused=frozenset({"neighbourhood"}),
    ),
    activity_means_factura=True,
)
