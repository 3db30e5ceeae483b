"""Colombia."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from apps.countries.addresses import USUAL_LINES, AddressFormat, commas
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
from apps.countries.payment_proposals import IN_CASH, ONLINE_SERVICE, proposals
from apps.countries.tax_categories import EXEMPT_WORDS, Statement, TaxCategories, TaxCategory

# What these documents ask for has not been looked up.
_DOCUMENTS = (
    OfficialDocument(
        code="factura",
        title="Factura electrónica de venta",
        needs=None,
        source="Resolución DIAN 000165 de 2023",
        checked=date(2026, 11, 27),
    ),
    OfficialDocument(
        code="nota_credito",
        title="Nota crédito electrónica",
        use="credit_note",
        needs=None,
        source="Resolución DIAN 000165 de 2023",
        checked=date(2026, 11, 27),
    ),
)

# “Exentos” are taxed at zero (Estatuto Tributario, art. 477), “excluidos” bear no tax (art. 424). Merchants take one
# word for the other, so that “exento” decides nothing.
_TAX_CATEGORIES = TaxCategories(
    categories=(TaxCategory.ZERO_RATED, TaxCategory.EXEMPT, TaxCategory.OUTSIDE_SCOPE),
    names={
        TaxCategory.ZERO_RATED: "Exento (tarifa 0)",
        TaxCategory.EXEMPT: "Excluido",
        TaxCategory.OUTSIDE_SCOPE: "No gravado",
    },
    statements=(
        Statement(r"\bexcluid", TaxCategory.EXEMPT),
        Statement(EXEMPT_WORDS, TaxCategory.ZERO_RATED, is_certain=False),
        Statement(r"\bno (gravad|sujet|causa)", TaxCategory.OUTSIDE_SCOPE, is_certain=False),
    ),
    source="Estatuto Tributario, art. 424, 477 and 481",
)

COLOMBIA = replace(
    DEFAULT,
    code="CO",
    capability=Capability(
        Standing.RECEIPT,
        _("In Colombia a factura electrónica must be validated by the DIAN before it is handed over: this PDF is not."),
        source="Resolución DIAN 000165 de 2023",
        known=date(2026, 11, 23),
    ),
    notices={
        "es": "Este documento no es factura electrónica de venta ni documento equivalente validado por la DIAN.",
        "pt": "Este documento não é uma fatura eletrônica de venda nem documento equivalente da DIAN (Colômbia).",
        "en": "This is not an electronic sales invoice or equivalent document validated by the DIAN (Colombia).",
    },
    retention=Retention(10, "Ley 962 de 2005, art. 28; Estatuto Tributario, art. 632: 5"),
    official_documents=_DOCUMENTS,
    language="es",
    store_language="es",
    portuguese="BR",
    time_zone="America/Bogota",
    has_vat=True,
    # Estatuto Tributario, art. 468.
    usual_vat_rate=Decimal(19),
    # Estatuto Tributario, art. 468 and 468-1.
    vat_rates=percentages("19", "5"),
    # INC is the impoconsumo. The tax on bags is known by words that all countries share.
    special_taxes=words("inc impoconsumo ibua icui"),
    tax_categories=_TAX_CATEGORIES,
    payment_proposals=proposals(("efecty|baloto", IN_CASH), ("pse|nequi|daviplata|wompi|epayco|addi", ONLINE_SERVICE)),
    authority="DIAN",
    tax_id_names=TaxIdNames("NIT", "NIT/CC"),
    settings_tax_id="NIT",
    tax_id_rules=TaxIdRules(
        # Cédula, NIT without its check digit, the DIAN's number for unnamed consumers.
        unchecked=r"\d{5,9}|1\d{9}|2{12}",
        check_digit=r"-\s*\d\s*\Z",
        passport=PASSPORT,
        # Zeros in front are no part of a NIT or of a cédula.
        strips_zeros=True,
    ),
    address=AddressFormat(
        lines=(*USUAL_LINES[:2], commas("municipality", "city", "region", "postcode"), "country"),
        names={"neighbourhood": "Barrio", "region": "Departamento", "postcode": "Código postal"},
        unused=frozenset({"municipality"}),
    ),
)
