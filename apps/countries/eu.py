"""Member states of the European Union but Portugal and Spain, which have modules of their own."""

from dataclasses import replace
from datetime import date

from apps.countries.addresses import NO_DISTRICTS, NUMBER_FIRST, AddressFormat
from apps.countries.base import Capability, Retention, Standing, TaxIdRules
from apps.countries.base import translatable as _
from apps.countries.default import DEFAULT

_VAT_DIRECTIVE = "Directive 2006/112/EC, articles 219, 220, 226 and 226b"
_KNOWN = date(2026, 11, 23)
_MANDATE = _(
    "This PDF is an invoice for private customers and most sales abroad. An invoice to a business in your country "
    "must go through its electronic invoicing network, which Folio does not do."
)
_MEMBER = replace(
    DEFAULT,
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
)

MEMBERS = (
    *(replace(_MEMBER, code=code) for code in "AT BG CY CZ DK EE FI GR HR HU LT LU LV RO SE SI SK".split()),
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
    ),
    replace(
        _MEMBER,
        code="DE",
        retention=Retention(8, "Abgabenordnung, § 147 (3), as of the BEG IV, 1 January 2025"),
        tax_id_rules=TaxIdRules(kinds=("idnr", "stnr")),
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
        tax_id_rules=TaxIdRules(kinds=("siren", "siret", "nif")),
        address=AddressFormat(lines=NUMBER_FIRST, unused=NO_DISTRICTS),
    ),
    replace(_MEMBER, code="IE", language="en", tax_id_rules=TaxIdRules(kinds=("pps",))),
    replace(
        _MEMBER,
        code="IT",
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
        tax_id_rules=TaxIdRules(kinds=("codicefiscale",)),
    ),
    replace(_MEMBER, code="MT", language="en"),
    replace(
        _MEMBER,
        code="NL",
        retention=Retention(7, "Algemene wet inzake rijksbelastingen, art. 52"),
        tax_id_rules=TaxIdRules(kinds=("bsn",)),
    ),
    replace(
        _MEMBER,
        code="PL",
        capability=Capability(
            Standing.TAX_INVOICE, _MANDATE, f"{_VAT_DIRECTIVE}; KSeF, in steps in 2026 and 2027", _KNOWN
        ),
        tax_id_rules=TaxIdRules(kinds=("pesel",)),
    ),
)
