"""Spain."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from apps.countries.addresses import NO_DISTRICTS, USUAL_LINES, AddressFormat
from apps.countries.base import Capability, Retention, Standing, TaxIdNames, TaxIdRules, percentages, words
from apps.countries.base import translatable as _
from apps.countries.default import DEFAULT

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
    tax_id_names=TaxIdNames("NIF", "NIF"),
    settings_tax_id="NIF",
    tax_id_rules=TaxIdRules(
        # A passport with one letter looks like a CIF.
        passport=r"[A-Z]{2,3}\d{5,7}",
        nine_digit_passports=True,
        # DNIs.
        shortened=r"\d{6,7}[A-Z]",
        full_length=9,
    ),
    address=AddressFormat(
        lines=USUAL_LINES,
        names={"postcode": "Código postal", "city": "Localidad", "region": "Provincia"},
        unused=NO_DISTRICTS,
    ),
)
