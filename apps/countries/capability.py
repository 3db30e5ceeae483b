"""What a PDF from us is, by the seller's country: an invoice, or a receipt that no tax authority counts as a document.

Whatever a document calls itself follows from this table (`titles`), and the settings tell the merchant why.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How the law takes a PDF that a merchant issues with nothing but our code."""

    TAX_INVOICE = "tax_invoice"
    """The merchant may issue it as his invoice."""

    PLAIN_INVOICE = "plain_invoice"
    """We know of nothing against it and have not looked further: his accountant should."""

    RECEIPT = "receipt"
    """It is no tax document; only an authority, or software that it certified, makes one."""


@dataclass(frozen=True, slots=True)
class Capability:
    """What our PDF is in a country, by which law (`source`, empty where we looked no further), as `known` on that day.

    `reason` is a sentence for the merchant, to be translated by gettext where it is shown.
    """

    standing: Standing
    reason: str
    source: str
    known: date

    @property
    def is_tax_document(self) -> bool:
        """Tells whether our PDF may carry the title of a tax document."""
        return self.standing is not Standing.RECEIPT


def _(text: str) -> str:
    """Marks TEXT for the catalogues; the renderer itself knows no gettext."""
    return text


_KNOWN = date(2026, 11, 23)
_VAT_DIRECTIVE = "Directive 2006/112/EC, articles 219, 220, 226 and 226b"
_EU = "AT BG CY CZ DE DK EE FI GR HR HU IE LT LU LV MT NL RO SE SI SK".split()


def _receipt(reason: str, source: str) -> Capability:
    return Capability(Standing.RECEIPT, reason, source, _KNOWN)


def _invoice(reason: str, source: str) -> Capability:
    return Capability(Standing.TAX_INVOICE, reason, source, _KNOWN)


_EU_INVOICE = _invoice(
    _("This PDF has what European VAT law asks of an invoice. Sales to businesses may also need an electronic one."),
    _VAT_DIRECTIVE,
)
_MANDATE = _(
    "This PDF is an invoice for private customers and most sales abroad. An invoice to a business in your country "
    "must go through its electronic invoicing network, which Folio does not do."
)
_CAPABILITIES = {
    **dict.fromkeys(_EU, _EU_INVOICE),
    "ES": _invoice(
        _(
            "This PDF has what Spanish law asks of an invoice. Folio does not yet send records to the AEAT "
            "(VERI*FACTU): ask your accountant from when you need that."
        ),
        "Real Decreto 1619/2012, art. 6, 7 and 15; Real Decreto 1007/2023; Real Decreto-ley 15/2025",
    ),
    "BE": _invoice(_MANDATE, f"{_VAT_DIRECTIVE}; Loi du 6 février 2024 (Peppol since January 2026)"),
    "FR": _invoice(_MANDATE, f"{_VAT_DIRECTIVE}; Code général des impôts, art. 289 bis (since September 2026)"),
    "PL": _invoice(_MANDATE, f"{_VAT_DIRECTIVE}; KSeF, in steps in 2026 and 2027"),
    "IT": Capability(
        Standing.PLAIN_INVOICE,
        _(
            "In Italy an invoice to a customer in the country must go through the Sistema di Interscambio, which "
            "Folio does not do. This PDF can be an invoice for sales abroad: ask your accountant."
        ),
        "Decreto legislativo 127/2015, art. 1",
        _KNOWN,
    ),
    "CL": _receipt(
        _("In Chile only a boleta or factura electrónica authorised by the SII is a tax document: this PDF is none."),
        "DL 825, art. 54, as changed by Ley 20.727 and Ley 21.210",
    ),
    "PT": _receipt(
        _("In Portugal whoever invoices by software must use one certified by the AT, which Folio is not."),
        "Decreto-Lei 28/2019, art. 4",
    ),
    "CO": _receipt(
        _("In Colombia a factura electrónica must be validated by the DIAN before it is handed over: this PDF is not."),
        "Resolución DIAN 000165 de 2023",
    ),
    "MX": _receipt(
        _("In Mexico only a CFDI stamped by an authorised provider (PAC) is a tax document: this PDF is none."),
        "Código Fiscal de la Federación, art. 29 and 29-A (CFDI 4.0)",
    ),
    "BR": _receipt(
        _("In Brazil only an NF-e or NFC-e authorised by the SEFAZ is a tax document: this PDF is none."),
        "Ajuste SINIEF 07/2005 and 19/2016",
    ),
    "PE": _receipt(
        _("In Peru only a comprobante electrónico sent to the SUNAT or an OSE is a tax document: this PDF is none."),
        "Resolución de Superintendencia 097-2012/SUNAT and 300-2014/SUNAT",
    ),
}
_ELSEWHERE = Capability(
    Standing.PLAIN_INVOICE,
    _("This PDF is an ordinary invoice. Ask your accountant whether your country's tax authority asks for more."),
    "",
    _KNOWN,
)

RECEIPT_COUNTRIES = frozenset(country for country, each in _CAPABILITIES.items() if not each.is_tax_document)


def capability(country: str) -> Capability:
    """Returns what our PDF is when the seller is in COUNTRY (ISO 3166-1 alpha-2, in any spelling)."""
    return _CAPABILITIES.get(country.strip().upper(), _ELSEWHERE)
