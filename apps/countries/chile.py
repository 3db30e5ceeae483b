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
from apps.countries.documents import (
    Afterwards,
    AmountLimit,
    CreditNotePeriod,
    DateRules,
    Naming,
    Need,
    OfficialDocument,
    RoundingRule,
    UnitValue,
)
from apps.countries.payment_proposals import BANK_CARD, ONLINE_SERVICE, proposals
from apps.countries.tax_categories import EXEMPT_WORDS, Statement, TaxCategories, TaxCategory

_CHECKED = date(2026, 11, 27)
_PESOS = frozenset({"CLP"})
# Formato DTE of the SII: RUTEmisor, RznSoc and GiroEmis are demanded.
_SELLER = frozenset({Need.SELLER_LEGAL_NAME, Need.SELLER_TAX_ID, Need.SELLER_ACTIVITY, Need.TAX_CATEGORY})
_FACTURA = _SELLER | {
    Need.BUYER_NAME,
    Need.BUYER_NATIONAL_ID,
    Need.BUYER_ACTIVITY,
    Need.BUYER_ADDRESS,
    Need.BUYER_MUNICIPALITY,
}
# The UF of 31 December of the year before, by the year whose limits it fixes. Each January brings a row, from the SII's
# table of the UF; until then the limits of that year are unknown.
_UF = {
    2025: UnitValue(
        value=Decimal("38416.69"),
        source="Resolución Exenta SII 44/2025, resolutivo 3: $5.186.253,15",
        checked=date(2026, 11, 28),
    ),
    2026: UnitValue(
        value=Decimal("39727.96"), source="SII, table of the UF: 31 December 2025", checked=date(2026, 11, 28)
    ),
}
_NAMED_BOLETA = Naming(
    limit=AmountLimit(
        amount=Decimal(135),
        currency="CLP",
        unit_values=_UF,
        source="Código Tributario, art. 92 ter; Resolución Exenta SII 44/2025",
        checked=_CHECKED,
    ),
    facts=frozenset({Need.BUYER_NAME, Need.BUYER_NATIONAL_ID, Need.PAYMENT_MEANS}),
)
_BOLETA = OfficialDocument(
    code="boleta",
    authority_code="39",
    title="Boleta electrónica",
    needs=_SELLER,
    naming=_NAMED_BOLETA,
    exempt=False,
    currencies=_PESOS,
    only_vat=True,
    source="DL 825, art. 53 b",
    checked=_CHECKED,
)
_INVOICE = OfficialDocument(
    code="factura",
    authority_code="33",
    title="Factura electrónica",
    needs=_FACTURA,
    exempt=False,
    currencies=_PESOS,
    only_vat=True,
    source="DL 825, art. 53 a; Formato DTE of the SII",
    checked=_CHECKED,
)
_DOCUMENTS = (
    _BOLETA,
    replace(_BOLETA, code="boleta_exenta", authority_code="41", title="Boleta exenta electrónica", exempt=True),
    _INVOICE,
    replace(_INVOICE, code="factura_exenta", authority_code="34", title="Factura exenta electrónica", exempt=True),
    OfficialDocument(
        code="nota_credito",
        authority_code="61",
        title="Nota de crédito electrónica",
        use="credit_note",
        currencies=_PESOS,
        source="DL 825, art. 57; Formato DTE of the SII",
        checked=_CHECKED,
    ),
)

# A DTE marks both in the same way (IndExe 1) and asks for no reason. An export has documents of its own.
_TAX_CATEGORIES = TaxCategories(
    categories=(TaxCategory.EXEMPT, TaxCategory.OUTSIDE_SCOPE),
    names={TaxCategory.EXEMPT: "Exento", TaxCategory.OUTSIDE_SCOPE: "No afecto"},
    statements=(
        Statement(r"\bno afect", TaxCategory.OUTSIDE_SCOPE),
        Statement(EXEMPT_WORDS, TaxCategory.EXEMPT, at_home=True),
    ),
    source="DL 825, art. 8, 12 and 13; SII, formato de los DTE (IndExe)",
)

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
    official_documents=_DOCUMENTS,
    credit_note_periods=(
        CreditNotePeriod(
            months=6,
            afterwards=Afterwards.NO_TAX_BACK,
            source="DL 825, art. 21 N° 2, as changed by Ley 21.398",
            checked=_CHECKED,
        ),
    ),
    date_rules=DateRules(source="FchEmis is the date in America/Santiago: Formato DTE of the SII", checked=_CHECKED),
    # By line, two lines of pesos may miss the rate by more than a peso.
    rounding=RoundingRule(by="document", source="Formato DTE of the SII: MntNeto is rounded once", checked=_CHECKED),
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
    tax_categories=_TAX_CATEGORIES,
    payment_proposals=proposals(
        ("webpay|web pay|transbank|redcompra|onepay", BANK_CARD), ("khipu|servipag|flow|mach|fintoc", ONLINE_SERVICE)
    ),
    voucher_note=_(
        "In Chile the voucher of an electronic payment may count as the boleta, if its operator is registered and you "
        "declared so to the SII (Resolución Exenta 176/2020). A boleta for such a sale would report it twice. Cash and "
        "transfers always need a boleta, and a factura is issued whenever the buyer asks for one. For Folio's own "
        "receipts the answer changes nothing."
    ),
    authority="SII",
    fiscal_id="Timbre",
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
        # Formato DTE of the SII: [0-9]+-[0-9K].
        has_dash=True,
    ),
    address=AddressFormat(
        lines=USUAL_LINES,
        names={"municipality": "Comuna", "region": "Región"},
        unused=frozenset({"neighbourhood"}),
    ),
    activity_means_factura=True,
)
