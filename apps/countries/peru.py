"""Peru."""

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

PERU = replace(
    DEFAULT,
    code="PE",
    capability=Capability(
        Standing.RECEIPT,
        _("In Peru only a comprobante electrónico sent to the SUNAT or an OSE is a tax document: this PDF is none."),
        source="Resolución de Superintendencia 097-2012/SUNAT and 300-2014/SUNAT",
        known=date(2026, 11, 23),
    ),
    notices={
        "es": "Este documento no es un comprobante de pago de la SUNAT. No reemplaza la boleta de venta ni la factura "
        "electrónica.",
        "pt": "Este documento não é um comprovante de pagamento da SUNAT do Peru. Não substitui a boleta nem a fatura "
        "eletrônica.",
        "en": "This is not a tax document. It does not replace the electronic boleta or factura of the SUNAT (Peru).",
    },
    retention=Retention(5, "Código Tributario, art. 87 (7)"),
    language="es",
    store_language="es",
    portuguese="BR",
    time_zone="America/Lima",
    tax_name="IGV",
    # IGV and Impuesto de Promoción Municipal together.
    usual_vat_rate=Decimal(18),
    vat_rates=percentages("18"),
    special_taxes=words("isc icbper"),
    tax_id_names=TaxIdNames("RUC", "RUC/DNI"),
    settings_tax_id="RUC",
    # DNI, carné de extranjería.
    tax_id_rules=TaxIdRules(unchecked=r"\d{8,9}", passport=PASSPORT),
    address=AddressFormat(
        lines=(*USUAL_LINES[:2], spaced(commas("municipality", "city"), "postcode"), USUAL_LINES[3]),
        names={"municipality": "Distrito", "region": "Departamento", "postcode": "Código postal"},
        unused=frozenset({"neighbourhood"}),
    ),
)
