"""Portugal."""

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

PORTUGAL = replace(
    DEFAULT,
    code="PT",
    capability=Capability(
        Standing.RECEIPT,
        _("In Portugal whoever invoices by software must use one certified by the AT, which Folio is not."),
        source="Decreto-Lei 28/2019, art. 4",
        known=date(2026, 11, 23),
    ),
    notices={
        "es": "Este documento no sirve de factura. No fue emitido por un programa certificado por la AT (Portugal).",
        "pt": "Este documento não serve de fatura. Não foi emitido por programa certificado pela AT.",
        "en": "This document does not serve as an invoice. It was not issued by software certified by the AT.",
    },
    retention=Retention(10, "Decreto-Lei 28/2019, art. 19"),
    language="pt",
    store_language="pt",
    time_zone="Europe/Lisbon",
    has_vat=True,
    # CIVA, art. 18 n.º 1 c: the mainland.
    usual_vat_rate=Decimal(23),
    # CIVA, art. 18, with Madeira and the Azores.
    vat_rates=percentages("23", "13", "6", "22", "12", "4", "16", "9"),
    # IEC, IABA, ISP, imposto do selo.
    special_taxes=words("iec iaba isp selo"),
    # Portaria 195/2020: M01 to M99.
    exemption_code=r"m\d\d",
    tax_id_names=TaxIdNames("NIF", "NIF"),
    settings_tax_id="NIF",
    # Nine digits are a NIF, never a passport.
    tax_id_rules=TaxIdRules(passport=PASSPORT),
    address=AddressFormat(
        lines=USUAL_LINES,
        names={"postcode": "Código postal", "municipality": "Concelho", "city": "Localidade", "region": "Distrito"},
        unused=frozenset({"neighbourhood"}),
    ),
)
