"""The title of a document: that of a tax document where the law lets a PDF be one, that of a receipt where it does not.

The seller's country says which (`Country.capability`), with titles and notices of its own. A test is no tax document
anywhere.
"""

from dataclasses import dataclass

from apps.countries import registry
from apps.formats.document import Kind
from apps.formats.wording.locales import locale_of


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a document, the notice below it and the watermark of its pages; the latter two may be empty."""

    title: str
    notice: str = ""
    watermark: str = ""


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
    """Return how a document of `kind` by a seller in `country` is headed in `language`. Raise UnsupportedLanguage."""
    locale = locale_of(language, country)
    if kind == "test":
        return _TESTS[language]
    seller = registry.country(country)
    if seller.capability.is_tax_document:
        return Heading(seller.titles.get((language, kind)) or _TAX_DOCUMENTS[language, kind])
    return Heading(_RECEIPTS[str(locale) if language == "pt" else language, kind], seller.notices[language])
