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
from apps.countries.documents import AmountLimit, DateRules, Naming, Need, OfficialDocument, RoundingRule
from apps.countries.payment_proposals import ONLINE_SERVICE, proposals
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

# The AT's list of reasons (Portaria 195/2020 and the tables of the communication of invoices). The AT calls all of them
# exempt; where a text names a case of EN 16931, the reason has that category.
_E, _AE, _O = TaxCategory.EXEMPT, TaxCategory.REVERSE_CHARGE, TaxCategory.OUTSIDE_SCOPE
_SECOND_HAND = "Decreto-Lei n.º 199/96, de 18 de outubro"
_EXEMPTIONS = (
    Exemption("M01", _E, "Artigo 16.º, n.º 6 do CIVA"),
    Exemption("M02", _E, "Artigo 6.º do Decreto-Lei n.º 198/90, de 19 de junho"),
    Exemption("M04", _E, "Isento artigo 13.º do CIVA"),
    Exemption("M05", TaxCategory.EXPORT, "Isento artigo 14.º do CIVA"),
    Exemption("M06", _E, "Isento artigo 15.º do CIVA"),
    Exemption("M07", _E, "Isento artigo 9.º do CIVA"),
    Exemption("M09", _E, "IVA – não confere direito a dedução (artigo 62.º alínea b) do CIVA)"),
    Exemption("M10", _E, "IVA – regime de isenção (artigo 57.º do CIVA)"),
    Exemption("M11", _E, "Regime particular do tabaco (Decreto-Lei n.º 346/85, de 23 de agosto)"),
    Exemption("M12", _E, "Regime da margem de lucro – Agências de viagens (Decreto-Lei n.º 221/85, de 3 de julho)"),
    Exemption("M13", _E, f"Regime da margem de lucro – Bens em segunda mão ({_SECOND_HAND})"),
    Exemption("M14", _E, f"Regime da margem de lucro – Objetos de arte ({_SECOND_HAND})"),
    Exemption("M15", _E, f"Regime da margem de lucro – Objetos de coleção e antiguidades ({_SECOND_HAND})"),
    Exemption("M16", TaxCategory.INTRA_COMMUNITY, "Isento artigo 14.º do RITI"),
    Exemption("M19", _E, "Outras isenções – Isenções temporárias determinadas em diploma próprio"),
    Exemption("M20", _E, "IVA – regime forfetário (artigo 59.º-D n.º 2 do CIVA)"),
    Exemption("M21", _E, "IVA – não confere direito à dedução (artigo 72.º n.º 4 do CIVA)"),
    Exemption("M25", _E, "Mercadorias à consignação (artigo 38.º n.º 1 alínea a) do CIVA)"),
    Exemption("M30", _AE, "IVA – autoliquidação (artigo 2.º n.º 1 alínea i) do CIVA)"),
    Exemption("M31", _AE, "IVA – autoliquidação (artigo 2.º n.º 1 alínea j) do CIVA)"),
    Exemption("M32", _AE, "IVA – autoliquidação (artigo 2.º n.º 1 alínea l) do CIVA)"),
    Exemption("M33", _AE, "IVA – autoliquidação (artigo 2.º n.º 1 alínea m) do CIVA)"),
    Exemption("M40", _AE, "IVA – autoliquidação (artigo 6.º n.º 6 alínea a) do CIVA, a contrário)"),
    Exemption("M41", _AE, "IVA – autoliquidação (artigo 8.º n.º 3 do RITI)"),
    Exemption("M42", _AE, "IVA – autoliquidação (Decreto-Lei n.º 21/2007, de 29 de janeiro)"),
    Exemption("M43", _AE, "IVA – autoliquidação (Decreto-Lei n.º 362/99, de 16 de setembro)"),
    Exemption("M99", _O, "Não sujeito ou não tributado"),
)
_TAX_CATEGORIES = TaxCategories(
    categories=EXEMPT_IN_UNION,
    names={
        _E: "Isento",
        _AE: "Autoliquidação",
        TaxCategory.INTRA_COMMUNITY: "Transmissão intracomunitária",
        TaxCategory.EXPORT: "Exportação",
        _O: "Não sujeito",
    },
    exemptions=_EXEMPTIONS,
    needs_reason=NEEDS_REASON_IN_UNION,
    statements=(
        Statement(r"\bart\w* 14o?( d[oe])? riti\b", TaxCategory.INTRA_COMMUNITY, "M16"),
        Statement(r"\bart\w* 14o?( d[oe])? c?iva\b", TaxCategory.EXPORT, "M05"),
        Statement(r"\bart\w* 13o?( d[oe])? c?iva\b", _E, "M04"),
        Statement(r"\bart\w* 15o?( d[oe])? c?iva\b", _E, "M06"),
        Statement(r"\bart\w* 9o?( d[oe])? c?iva\b", _E, "M07"),
        Statement(r"\bart\w* 53o?\b", _E, "M10", is_certain=False),
        *STATEMENTS_IN_UNION,
    ),
    source="Portaria 195/2020; AT, tabela dos códigos do motivo de isenção",
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
    tax_categories=_TAX_CATEGORIES,
    payment_proposals=proposals(("multibanco|mb way|mbway|referencia mb|paysafecard|payshop", ONLINE_SERVICE)),
    authority="AT",
    fiscal_id="ATCUD",
    tax_id_names=TaxIdNames("NIF", "NIF"),
    settings_tax_id="NIF",
    # Nine digits are a NIF, never a passport.
    tax_id_rules=TaxIdRules(passport=PASSPORT, vat_prefix="PT"),
    address=AddressFormat(
        lines=USUAL_LINES,
        names={"postcode": "Código postal", "municipality": "Concelho", "city": "Localidade", "region": "Distrito"},
        unused=frozenset({"neighbourhood"}),
    ),
)
