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
from apps.countries.documents import OfficialDocument
from apps.countries.payment_proposals import BANK_CARD, IN_CASH, ONLINE_SERVICE, proposals
from apps.countries.tax_categories import (
    EXEMPT_WORDS,
    EXPORT_WORDS,
    Exemption,
    Statement,
    TaxCategories,
    TaxCategory,
)

# What these documents ask for has not been looked up.
_DOCUMENTS = (
    OfficialDocument(
        code="boleta",
        title="Boleta de venta electrónica",
        authority_code="03",
        needs=None,
        source="Resolución de Superintendencia 097-2012/SUNAT",
        checked=date(2026, 11, 27),
    ),
    OfficialDocument(
        code="factura",
        title="Factura electrónica",
        authority_code="01",
        needs=None,
        source="Resolución de Superintendencia 097-2012/SUNAT",
        checked=date(2026, 11, 27),
    ),
    OfficialDocument(
        code="nota_credito",
        title="Nota de crédito electrónica",
        authority_code="07",
        use="credit_note",
        needs=None,
        source="Resolución de Superintendencia 097-2012/SUNAT",
        checked=date(2026, 11, 27),
    ),
)

# Catalogue 05 gives the categories, catalogue 07 the codes of a sale for money.
_TAX_CATEGORIES = TaxCategories(
    categories=(TaxCategory.EXEMPT, TaxCategory.OUTSIDE_SCOPE, TaxCategory.EXPORT),
    names={TaxCategory.EXEMPT: "Exonerado", TaxCategory.OUTSIDE_SCOPE: "Inafecto", TaxCategory.EXPORT: "Exportación"},
    exemptions=(
        Exemption("20", TaxCategory.EXEMPT, "Exonerado – operación onerosa"),
        Exemption("30", TaxCategory.OUTSIDE_SCOPE, "Inafecto – operación onerosa"),
        Exemption("40", TaxCategory.EXPORT, "Exportación de bienes o servicios"),
    ),
    needs_reason=frozenset((TaxCategory.EXEMPT, TaxCategory.OUTSIDE_SCOPE, TaxCategory.EXPORT)),
    statements=(
        Statement(r"\binafect", TaxCategory.OUTSIDE_SCOPE, "30"),
        Statement(r"\bexonera", TaxCategory.EXEMPT, "20"),
        Statement(EXPORT_WORDS, TaxCategory.EXPORT, "40"),
        Statement(EXEMPT_WORDS, TaxCategory.EXEMPT, "20", is_certain=False),
    ),
    source="SUNAT, catálogos 05 and 07 of the comprobantes electrónicos",
)

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
    official_documents=_DOCUMENTS,
    language="es",
    store_language="es",
    portuguese="BR",
    time_zone="America/Lima",
    tax_name="IGV",
    # IGV and Impuesto de Promoción Municipal together.
    usual_vat_rate=Decimal(18),
    vat_rates=percentages("18"),
    special_taxes=words("isc icbper"),
    tax_categories=_TAX_CATEGORIES,
    payment_proposals=proposals(
        ("pago ?efectivo", IN_CASH), ("yape|plin", ONLINE_SERVICE), ("niubiz|visanet|izipay|culqi", BANK_CARD)
    ),
    authority="SUNAT",
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
