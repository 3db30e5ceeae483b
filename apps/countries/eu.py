"""Member states of the European Union but Portugal and Spain, which have modules of their own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from apps.countries.addresses import NO_DISTRICTS, NUMBER_FIRST, AddressFormat
from apps.countries.base import Capability, Retention, Standing, TaxIdRules
from apps.countries.base import translatable as _
from apps.countries.default import DEFAULT
from apps.countries.documents import AmountLimit, Need, OfficialDocument, RoundingRule
from apps.countries.tax_categories import UNION

_VAT_DIRECTIVE = "Directive 2006/112/EC, articles 219, 220, 226 and 226b"
_KNOWN = date(2026, 11, 23)
_MANDATE = _(
    "This PDF is an invoice for private customers and most sales abroad. An invoice to a business in your country "
    "must go through its electronic invoicing network, which Folio does not do."
)
_CHECKED = date(2026, 11, 28)
_SELLER = frozenset({Need.SELLER_LEGAL_NAME, Need.SELLER_TAX_ID})
_INVOICE = OfficialDocument(
    code="invoice",
    title="Invoice",
    needs=_SELLER
    | {
        Need.SELLER_ADDRESS,
        Need.BUYER_NAME,
        Need.BUYER_ADDRESS,
        Need.TAX_CATEGORY,
        Need.EXEMPTION_REASON,
    },
    source="Directive 2006/112/EC, art. 226",
    checked=_CHECKED,
)
_CREDIT_NOTE = OfficialDocument(
    code="credit_note",
    title="Credit note",
    use="credit_note",
    source="Directive 2006/112/EC, art. 219",
    checked=_CHECKED,
)


def _documents(limit: AmountLimit) -> tuple[OfficialDocument, ...]:
    """Return the documents of a member state that allows simplified invoices up to `limit`."""
    simplified = OfficialDocument(
        code="simplified_invoice",
        title="Simplified invoice",
        needs=_SELLER,
        is_domestic=True,
        consumer_limit=limit,
        business_limit=limit,
        source="Directive 2006/112/EC, art. 220a, 226b and 238",
        checked=_CHECKED,
    )
    return simplified, _INVOICE, _CREDIT_NOTE


# What every member state allows; several allow more.
_LIMIT = AmountLimit(
    amount=Decimal(100), currency="EUR", source="Directive 2006/112/EC, art. 220a (1) a", checked=_CHECKED
)
_MEMBER = replace(
    DEFAULT,
    official_documents=_documents(_LIMIT),
    uses_en16931=True,
    rounding=RoundingRule(
        by="document", source="EN 16931, BR-CO-17 and BR-S-09: the tax is that of the base", checked=_CHECKED
    ),
    capability=Capability(
        Standing.TAX_INVOICE,
        _(
            "This PDF has what European VAT law asks of an invoice. Sales to businesses may also need an electronic "
            "one."
        ),
        _VAT_DIRECTIVE,
        _KNOWN,
    ),
    has_vat=True,
    tax_categories=UNION,
)

MEMBERS = (
    *(
        replace(_MEMBER, code=code, tax_id_rules=TaxIdRules(vat_prefix=code))
        for code in "AT BG CY CZ DK EE FI HR HU LT LU LV RO SE SI SK".split()
    ),
    replace(_MEMBER, code="GR", tax_id_rules=TaxIdRules(vat_prefix="EL")),
    replace(
        _MEMBER,
        code="BE",
        capability=Capability(
            Standing.TAX_INVOICE,
            _MANDATE,
            f"{_VAT_DIRECTIVE}; Loi du 6 février 2024 (Peppol since January 2026)",
            _KNOWN,
        ),
        retention=Retention(10, "Code de la TVA, art. 60 § 4, as of the law of 20 November 2022"),
        tax_id_rules=TaxIdRules(vat_prefix="BE"),
    ),
    replace(
        _MEMBER,
        code="DE",
        official_documents=_documents(
            replace(_LIMIT, amount=Decimal(250), source="Umsatzsteuer-Durchführungsverordnung, § 33")
        ),
        retention=Retention(8, "Abgabenordnung, § 147 (3), as of the BEG IV, 1 January 2025"),
        tax_id_rules=TaxIdRules(kinds=("idnr", "stnr"), vat_prefix="DE"),
    ),
    replace(
        _MEMBER,
        code="FR",
        capability=Capability(
            Standing.TAX_INVOICE,
            _MANDATE,
            f"{_VAT_DIRECTIVE}; Code général des impôts, art. 289 bis (since September 2026)",
            _KNOWN,
        ),
        retention=Retention(10, "Code de commerce, art. L123-22; Livre des procédures fiscales, art. L102 B: 6"),
        tax_id_rules=TaxIdRules(kinds=("siren", "siret", "nif"), vat_prefix="FR"),
        address=AddressFormat(lines=NUMBER_FIRST, unused=NO_DISTRICTS),
    ),
    replace(_MEMBER, code="IE", language="en", tax_id_rules=TaxIdRules(kinds=("pps",), vat_prefix="IE")),
    replace(
        _MEMBER,
        code="IT",
        official_documents=_documents(
            replace(_LIMIT, amount=Decimal(400), source="DPR 633/1972, art. 21-bis; DM 10 maggio 2019")
        ),
        capability=Capability(
            Standing.PLAIN_INVOICE,
            _(
                "In Italy an invoice to a customer in the country must go through the Sistema di Interscambio, which "
                "Folio does not do. This PDF can be an invoice for sales abroad: ask your accountant."
            ),
            "Decreto legislativo 127/2015, art. 1",
            _KNOWN,
        ),
        retention=Retention(10, "Codice civile, art. 2220"),
        tax_id_rules=TaxIdRules(kinds=("codicefiscale",), vat_prefix="IT"),
    ),
    replace(_MEMBER, code="MT", language="en", tax_id_rules=TaxIdRules(vat_prefix="MT")),
    replace(
        _MEMBER,
        code="NL",
        retention=Retention(7, "Algemene wet inzake rijksbelastingen, art. 52"),
        tax_id_rules=TaxIdRules(kinds=("bsn",), vat_prefix="NL"),
    ),
    replace(
        _MEMBER,
        code="PL",
        capability=Capability(
            Standing.TAX_INVOICE, _MANDATE, f"{_VAT_DIRECTIVE}; KSeF, in steps in 2026 and 2027", _KNOWN
        ),
        tax_id_rules=TaxIdRules(kinds=("pesel",), vat_prefix="PL"),
    ),
)
