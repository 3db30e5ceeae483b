"""Paths below /documents: invoices and credit notes that Apps attach to orders. As at Jumpseller, nothing is unique."""

import re

from apps.sandbox.answers import HttpError, Payload
from apps.sandbox.api.filtering import page
from apps.sandbox.api.gate import Call
from apps.sandbox.configuration import configuration
from apps.sandbox.state import Document, Order

_TYPE = re.compile(r"[01]( - (invoice|credit note))?")


def listed(call: Call) -> list[Payload]:
    """Return a page of all documents of the store."""
    documents = [document for order in call.store.orders.values() for document in order.documents]
    return [document.as_payload() for document in page(documents, call.query)]


def of_order(call: Call, order_id: int) -> list[Payload]:
    """Return the documents of an order, in the order of attachment. Raise HttpError 404."""
    return [document.as_payload() for document in call.store.order(order_id).documents]


def attach(call: Call, order_id: int) -> Payload:
    """Add a document to an order, even if the same one is attached already. Raise HttpError 404, 422."""
    order, sent = call.store.order(order_id), call.unwrapped("document")
    document = Document(
        order_id=order.id,
        document_type=_type(sent),
        external_id=sent.get("external_id"),
        public_id=sent.get("public_id"),
        url=sent.get("url"),
        app_code=sent.get("app_code") or configuration.app_code,
    )
    order.documents.append(document)
    return document.as_payload()


def update(call: Call, order_id: int, public_id: str) -> Payload:
    """Change the first document with `public_id`. Raise HttpError 404, 422."""
    document, sent = _document(call.store.order(order_id), public_id), call.unwrapped("document")
    if "document_type" in sent:
        document.document_type = _type(sent)
    for name in sent.keys() & {"external_id", "public_id", "url"}:
        setattr(document, name, sent[name])
    return document.as_payload()


def delete(call: Call, order_id: int, public_id: str) -> str:
    """Remove the first document with `public_id`. Raise HttpError 404."""
    order = call.store.order(order_id)
    document = _document(order, public_id)
    order.documents = [other for other in order.documents if other is not document]
    return "OK"


def _document(order: Order, public_id: str) -> Document:
    for document in order.documents:
        if document.public_id == public_id:
            return document
    raise HttpError(404, "Document Not Found")


def _type(sent: Payload) -> int | str:
    value = sent.get("document_type")
    if isinstance(value, bool) or not isinstance(value, int | str) or not _TYPE.fullmatch(str(value)):
        raise HttpError(422, "document_type is 0 (credit note) or 1 (invoice)")
    return value
