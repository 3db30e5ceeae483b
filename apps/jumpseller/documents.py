"""An order's documents in the platform's JSON.

The API description declares `document_type` an integer whose allowed values are strings. A setting chooses which of the
two is sent; answers may have either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

CREDIT_NOTE = 0
INVOICE = 1
_AS_STRING = {CREDIT_NOTE: "0 - credit note", INVOICE: "1 - invoice"}


@dataclass(frozen=True, slots=True)
class Document:
    """An order's document as the platform keeps it: a link with names.

    `document_type` is `INVOICE` or `CREDIT_NOTE`, None for any other value of the platform.
    """

    document_type: int | None
    external_id: str
    public_id: str
    url: str


def document_text(document: Document) -> dict[str, Any]:
    """Return `document` as POST and PUT send it."""
    kind = document.document_type
    return {
        "document_type": kind if kind is None or settings.JUMPSELLER_DOCUMENT_TYPE == "integer" else _AS_STRING[kind],
        "external_id": document.external_id,
        "public_id": document.public_id,
        "url": document.url,
    }


def read_documents(found: Mapping[str, Any]) -> Document:
    """Return the document that `found` describes, without its root."""
    return Document(
        document_type=_kind(str(found.get("document_type")).casefold()),
        external_id=str(found.get("external_id") or ""),
        public_id=str(found.get("public_id") or ""),
        url=str(found.get("url") or ""),
    )


def differences(wanted: Document, kept: Document) -> str:
    """Return in words the fields of `wanted` that differ from the document that the platform has `kept`."""
    fields = ("document_type", "external_id", "public_id", "url")
    pairs = ((name, getattr(wanted, name), getattr(kept, name)) for name in fields)
    return "; ".join(f"{name} is {is_!r}, not {ought!r}" for name, ought, is_ in pairs if is_ != ought)


def _kind(text: str) -> int | None:
    if text.strip().startswith("1") or "invoice" in text:
        return INVOICE
    if text.strip().startswith("0") or "credit" in text:
        return CREDIT_NOTE
    return None
