"""Issued documents are immutable: with every setting changed, every document prints the same bytes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from apps.formats.pdf.render import render_pdf
from apps.invoices.credit_notes import credit, reissue
from apps.invoices.issuing import seals
from apps.invoices.issuing.issue import issue_test_document
from apps.invoices.models import Invoice
from apps.invoices.renditions import document_data
from apps.orders.data import Buyer
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Logo, Store
from tests.factories import logo, order, product, tax

Issue = Callable[..., Invoice]
_KEEPS = {"id", "store", "code"}


@pytest.fixture
def documents(store: Store, issue: Issue, invoicing_settings: InvoicingSettings) -> list[Invoice]:
    """Return one of each: an invoice, one partly credited and reissued, their credit notes, a test document."""
    invoicing_settings.logo, invoicing_settings.bank_details, invoicing_settings.notes = (
        logo(store, "navy"),
        "Banco 1",
        "¡Gracias!",
    )
    invoicing_settings.legal_text, invoicing_settings.footer = "Ley 1", "www.example.com"
    invoicing_settings.save()
    first = issue(store, order(gift_cards_discount=1000))
    taxes = [tax("10", inside=True), tax("3", inside=True, fixed=True)]
    second = issue(
        store, order(products=[product(price=1130, qty=4, tax=412, taxes=taxes)], subtotal=4520, tax=412, total=4520)
    )
    how: dict[str, Any] = {
        "invoicing_settings": invoicing_settings,
        "snapshot": second.snapshot,
        "reason": "Devolución",
    }
    credit.credit_lines(second, {1: Decimal(1)}, **how)
    reissue.reissue_invoice(second, Buyer("Eva", "", "1-9", "", "", True, (), "CL", ""), **how)
    example = read_order(order()).data
    assert example is not None
    issue_test_document(store=store, invoicing_settings=invoicing_settings, order=example)
    credit.credit_in_full(first, **how | {"snapshot": first.snapshot})
    made = list(Invoice.objects.order_by("pk"))
    assert len(made) == 7
    return made


def printed() -> list[bytes]:
    return [render_pdf(document_data.data_of(document)) for document in Invoice.objects.order_by("pk")]


def other(field: "models.Field[Any, Any]", value: Any) -> Any:
    """Return a value for `field` that differs from `value`."""
    if field.related_model is Logo:
        return logo(Store.objects.get(), "red").pk
    if field.choices:
        return next(choice for choice, _ in field.flatchoices if choice != value)
    if isinstance(field, models.DateField) and value is None:
        return timezone.now()
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case datetime():
            return value + timedelta(days=40)
        case dict():
            return {}
        case None:
            return 7
        case str() if value.startswith("#"):
            return "#7f7f7f"
        case _:
            return f"{value}X"[-2:] if field.max_length and field.max_length < 4 else f"{value}X"


def change_everything(model: type[models.Model]) -> set[str]:
    """Change every column of the only row of `model` and return their names."""
    row = model._default_manager.get()
    changes = {
        field.name: other(field, getattr(row, field.name))
        for field in model._meta.concrete_fields
        if field.name not in _KEEPS
    }
    changes |= {name: f"{changes[name]}{{YY}}-" for name in changes if name.endswith("_prefix")}
    changes |= {"time_zone": "Asia/Tokyo"} if "time_zone" in changes else {}
    model._default_manager.update(**changes)
    return set(changes)


def test_no_setting_changes_an_issued_document(documents: list[Invoice]) -> None:
    before = printed()
    changed = change_everything(InvoicingSettings) | change_everything(Store)
    assert {"seller_name", "language", "tax_rounding", "invoice_prefix", "name", "country", "time_zone"} <= changed
    assert printed() == before
    for document in Invoice.objects.order_by("pk"):
        assert seals.says_what_rows_say(document.seal, document, list(document.lines.all()), list(document.taxes.all()))
