"""PDFs read back as a person would: the words of each page, and what the file says about itself."""

from io import BytesIO
from typing import cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from apps.formats.document import InvoiceData
from apps.formats.pdf.render import render_pdf


def open_pdf(content: bytes) -> PdfReader:
    """Returns CONTENT parsed; a malformed file raises."""
    return PdfReader(BytesIO(content), strict=True)


def page_texts(data: InvoiceData) -> list[str]:
    """Returns the text of each page of DATA's document, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in open_pdf(render_pdf(data)).pages]


def text_of(data: InvoiceData) -> str:
    """Returns the text of DATA's document, with single spaces."""
    return " ".join(page_texts(data))


def squeezed(text: str) -> str:
    """Returns TEXT without white space, so that line breaks inside of words do not matter."""
    return "".join(text.split())


def links(data: InvoiceData) -> list[str]:
    """Returns where the links of DATA's document lead."""
    found: list[str] = []
    for page in open_pdf(render_pdf(data)).pages:
        for annotation in page.get("/Annots", []):
            action = cast(DictionaryObject, annotation.get_object())["/A"].get_object()
            found.append(str(cast(DictionaryObject, action)["/URI"]))
    return found
