"""Fixtures that issue documents directly through the domain, without the order's lock."""

from collections.abc import Callable
from typing import Any

import pytest

from apps.invoices.credit_notes.credit import credit_in_full
from apps.invoices.issuing.issue import issue_invoice
from apps.invoices.issuing.order_documents import OrderDocuments
from apps.invoices.models import Invoice
from apps.orders import snapshots
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store
from tests.factories import order, own


def how(invoice: Invoice, reason: str = "Devolución") -> dict[str, Any]:
    """Return the other arguments of crediting `invoice`."""
    invoicing_settings = InvoicingSettings.objects.get(store=invoice.store)
    return {"invoicing_settings": invoicing_settings, "snapshot": invoice.snapshot, "reason": reason}


@pytest.fixture
def issue() -> Callable[..., Invoice]:
    """Return a function that issues the invoice of an order (by default a new one of CLP 10,000) in a store."""

    def issued(store: Store, document: dict[str, Any] | None = None) -> Invoice:
        document = document or order()
        data = read_order(document).data
        assert data is not None
        invoicing_settings = InvoicingSettings.objects.get(store=store)
        made = issue_invoice(
            store=store,
            invoicing_settings=invoicing_settings,
            order=data,
            snapshot=snapshots.freeze_order(store, document),
            revision=OrderDocuments.for_order(store, data.order_id).next_revision,
        )
        return own(made)

    return issued


@pytest.fixture
def credit() -> Callable[[Invoice], Invoice]:
    """Return a function that credits an invoice in full."""

    def credited(invoice: Invoice) -> Invoice:
        return own(credit_in_full(invoice, **how(invoice, reason="Pedido anulado")))

    return credited
