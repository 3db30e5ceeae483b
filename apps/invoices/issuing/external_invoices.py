"""Invoices that other Apps have put into an order. A second one of ours would declare the same sale twice."""

from collections.abc import Sequence

from apps.invoices.models import Invoice
from apps.jumpseller import documents
from apps.jumpseller.documents import Document
from apps.stores.models import Store


def number_elsewhere(store: Store, order_id: int, listed: Sequence[Document]) -> str:
    """Returns the number of an invoice of others among the documents LISTED of the order; empty if there is none.

    Credit notes of others change nothing: the platform tells no amounts, so they may take back a part only. A document
    of a kind that is not told counts as an invoice, and one without a number as “?”.
    """
    own = {str(uid) for uid in Invoice.objects.filter(store=store, order_id=order_id).values_list("uid", flat=True)}
    invoices = [each for each in listed if each.external_id not in own and each.document_type != documents.CREDIT_NOTE]
    return (invoices[-1].public_id or "?") if invoices else ""
