"""Portugal."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

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
from apps.countries.documents import AmountLimit, DateRules, Naming, Need, OfficialDocument, RoundingRule

_CHECKED = date(2026, 11, 28)
_SELLER = frozenset({Need.SELLER_LEGAL_NAME, Need.SELLER_TAX_ID, Need.TAX_CATEGORY, Need.EXEMPTION_REASON})
_LIMIT = AmountLimit(
    amount=Decimal(1000), currency="EUR", source="CIVA, art. 40 n.º 1 a: retail goods to consumers", checked=_CHECKED
)
_INVOICE = OfficialDocument(
    code="fatura_recibo",
    authority_code="FR",
    title="Fatura-recibo",
    needs=_SELLER | {Need.SELLER_ADDRESS},
    business_needs=frozenset({Need.BUYER_NAME, Need.BUYER_TAX_ID, Need.BUYER_ADDRESS}),
    naming=Naming(
        limit=replace(_LIMIT, is_reached_at=True, source="CIVA, art. 36 n.º 15"),
        facts=frozenset({Need.BUYER_NAME, Need.BUYER_ADDRESS}),
    ),
    currencies=frozenset({"EUR"}),
    source="CIVA, art. 36 n.º 5 and 15",
    checked=_CHECKED,
)
_DOCUMENTS = (
    _INVOICE,
    OfficialDocument(
        code="fatura_simplificada",
        authority_code="FS",
        title="Fatura simplificada",
        needs=_SELLER,
        business_needs=frozenset({Need.BUYER_TAX_ID}),
        currencies=frozenset({"EUR"}),
        is_domestic=True,
        consumer_limit=_LIMIT,
        business_limit=replace(_LIMIT, amount=Decimal(100), source="CIVA, art. 40 n.º 1 b"),
        source="CIVA, art. 40",
        checked=_CHECKED,
    ),
    replace(_INVOICE, code="fatura", authority_code="FT", title="Fatura"),
    OfficialDocument(
        code="nota_credito",
        authority_code="NC",
        title="Nota de crédito",
        use="credit_note",
        currencies=frozenset({"EUR"}),
        source="CIVA, art. 29 n.º 7",
        checked=_CHECKED,
    ),
)

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
    official_documents=_DOCUMENTS,
    date_rules=DateRules(
        follows_numbers=True,
        source="as certified programs do: no date before the latest in the series",
        checked=_CHECKED,
    ),
    uses_en16931=True,
    rounding=RoundingRule(
        by="document", source="EN 16931, BR-CO-17 and BR-S-09: the tax is that of the base", checked=_CHECKED
    ),
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
    tax_id_rules=TaxIdRules(passport=PASSPORT, vat_prefix="PT"),
)
