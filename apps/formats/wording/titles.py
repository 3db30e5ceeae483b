"""Titles of documents: a tax document if the law lets a PDF be one in the seller's country, else a plain receipt.

`capability` states where that is, by which law and as of when. A test is a tax document nowhere.
"""

from dataclasses import dataclass

from apps.countries.capability import capability
from apps.formats.document import Kind
from apps.formats.wording.locales import locale_of


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a document, the notice below it and the watermark of its pages; the latter two may be empty."""

    title: str
    notice: str = ""
    watermark: str = ""


NOTICES: dict[str, dict[str, str]] = {
    "CL": {
        "es": "Este documento no es un documento tributario. No reemplaza la boleta ni la factura electrónica del SII.",
        "pt": "Este documento não é um documento fiscal. Não substitui a boleta nem a fatura do SII (Chile).",
        "en": "This is not a tax document. It does not replace the electronic boleta or factura of the SII (Chile).",
    },
    "PT": {
        "es": "Este documento no sirve de factura. No fue emitido por un programa certificado por la AT (Portugal).",
        "pt": "Este documento não serve de fatura. Não foi emitido por programa certificado pela AT.",
        "en": "This document does not serve as an invoice. It was not issued by software certified by the AT.",
    },
    "CO": {
        "es": "Este documento no es factura electrónica de venta ni documento equivalente validado por la DIAN.",
        "pt": "Este documento não é uma fatura eletrônica de venda nem documento equivalente da DIAN (Colômbia).",
        "en": "This is not an electronic sales invoice or equivalent document validated by the DIAN (Colombia).",
    },
    "MX": {
        "es": "Este documento no es un comprobante fiscal (CFDI) y no tiene efectos fiscales.",
        "pt": "Este documento não é um comprovante fiscal (CFDI) do México e não tem efeitos fiscais.",
        "en": "This is not a Mexican tax document (CFDI) and has no effect for tax purposes.",
    },
    "BR": {
        "es": "Este documento no es un documento fiscal. No reemplaza la NF-e ni la NFC-e de Brasil.",
        "pt": "NÃO É DOCUMENTO FISCAL. Este documento não substitui a NF-e nem a NFC-e.",
        "en": "This is not a tax document. It does not replace the Brazilian NF-e or NFC-e.",
    },
    "PE": {
        "es": "Este documento no es un comprobante de pago de la SUNAT. No reemplaza la boleta de venta ni la factura "
        "electrónica.",
        "pt": "Este documento não é um comprovante de pagamento da SUNAT do Peru. Não substitui a boleta nem a fatura "
        "eletrônica.",
        "en": "This is not a tax document. It does not replace the electronic boleta or factura of the SUNAT (Peru).",
    },
}

_RECEIPTS: dict[tuple[str, Kind], str] = {
    ("es", "invoice"): "Comprobante de venta",
    ("es", "credit_note"): "Comprobante de anulación",
    ("pt_PT", "invoice"): "Comprovativo de venda",
    ("pt_PT", "credit_note"): "Comprovativo de anulação",
    ("pt_BR", "invoice"): "Comprovante de venda",
    ("pt_BR", "credit_note"): "Comprovante de cancelamento",
    ("en", "invoice"): "Sales receipt",
    ("en", "credit_note"): "Cancellation receipt",
}

_OWN_TITLES: dict[tuple[str, str, Kind], str] = {
    ("ES", "es", "credit_note"): "Factura rectificativa",
}

_TAX_DOCUMENTS: dict[tuple[str, Kind], str] = {
    ("es", "invoice"): "Factura",
    ("es", "credit_note"): "Nota de crédito",
    ("pt", "invoice"): "Fatura",
    ("pt", "credit_note"): "Nota de crédito",
    ("en", "invoice"): "Invoice",
    ("en", "credit_note"): "Credit note",
}


_TESTS = {
    "es": Heading(
        "Documento de prueba",
        "Esto es una prueba y no un documento válido: no tiene valor fiscal ni comercial. Su número pertenece a una "
        "serie de pruebas.",
        "PRUEBA",
    ),
    "pt": Heading(
        "Documento de teste",
        "Isto é um teste e não um documento válido: não tem valor fiscal nem comercial. O seu número pertence a uma "
        "série de testes.",
        "TESTE",
    ),
    "en": Heading(
        "Test document",
        "This is a test and not a valid document: it has no fiscal or commercial value. Its number belongs to a test "
        "series.",
        "TEST",
    ),
}


def heading(kind: Kind, country: str, language: str) -> Heading:
    """Return the heading of a document of `kind` by a seller in `country` in `language`. Raise UnsupportedLanguage."""
    locale = locale_of(language, country)
    if kind == "test":
        return _TESTS[language]
    country = country.strip().upper()
    if capability(country).is_tax_document:
        return Heading(_OWN_TITLES.get((country, language, kind)) or _TAX_DOCUMENTS[language, kind])
    return Heading(_RECEIPTS[str(locale) if language == "pt" else language, kind], NOTICES[country][language])
