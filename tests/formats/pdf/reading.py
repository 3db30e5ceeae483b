"""PDFs read back: the text of each page, and the file's metadata."""

from io import BytesIO
from typing import cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from apps.formats.document import InvoiceData
from apps.formats.pdf.render import render_pdf


def open_pdf(content: bytes) -> PdfReader:
    """Return `content` parsed; a malformed file raises."""
    return PdfReader(BytesIO(content), strict=True)


def page_texts(data: InvoiceData) -> list[str]:
    """Return the text of each page of the document of `data`, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in open_pdf(render_pdf(data)).pages]


def text_of(data: InvoiceData) -> str:
    """Return the text of the document of `data`, with single spaces."""
    return " ".join(page_texts(data))


def squeezed(text: str) -> str:
    """Return `text` without white space, so that line breaks inside of words do not matter."""
    return "".join(text.split())


def links(data: InvoiceData) -> list[str]:
    """Return the targets of the links in the document of `data`."""
    found: list[str] = []
    for page in open_pdf(render_pdf(data)).pages:
        for annotation in page.get("/Annots", []):
            action = cast(DictionaryObject, annotation.get_object())["/A"].get_object()
            found.append(str(cast(DictionaryObject, action)["/URI"]))
    return found
