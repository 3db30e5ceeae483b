"""Invoices that other Apps added to an order. An invoice of ours beside one would declare the same sale twice."""

from collections.abc import Sequence

from apps.invoices.models import Invoice
from apps.jumpseller import documents
from apps.jumpseller.documents import Document
from apps.stores.models import Store


def number_elsewhere(store: Store, order_id: int, listed: Sequence[Document]) -> str:
    """Return the number of another App's invoice among the order's documents `listed`; empty if there is none.

    Credit notes of others are ignored: the platform states no amounts, so they may credit only a part. A document
    without a type counts as an invoice; one without a number is returned as “?”.
    """
    own = {str(uid) for uid in Invoice.objects.filter(store=store, order_id=order_id).values_list("uid", flat=True)}
    invoices = [each for each in listed if each.external_id not in own and each.document_type != documents.CREDIT_NOTE]
    return (invoices[-1].public_id or "?") if invoices else ""
