"""Issued rows: they contain every printed fact, and PostgreSQL refuses invalid ones."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from apps.core.facts import facts_of
from apps.countries.addresses import Address
from apps.invoices.credit_notes.credit import NothingToCredit
from apps.invoices.facts import BuyerFacts, SellerFacts
from apps.invoices.issuing.numbers import DateInTheFuture, PrefixTaken
from apps.invoices.models import Invoice, InvoiceLine, Kind, Posting, Rendering, Series
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store, order

Issue = Callable[..., Invoice]
Credit = Callable[[Invoice], Invoice]

_ISSUED = ["invoices_invoice", "invoices_invoiceline", "invoices_invoicetax", "invoices_seal"]


def test_everything_printed_is_copied(store: Store, issue: Issue) -> None:
    invoice = issue(store)
    invoice.refresh_from_db()
    assert (invoice.number, invoice.sequence, invoice.revision) == ("F-000001", 1, 1)
    assert (invoice.net_total, invoice.tax_total, invoice.gross_total) == (Decimal(8403), Decimal(1597), Decimal(10000))
    assert (invoice.seller_name, invoice.buyer_name, invoice.buyer_tax_id) == (
        "Tienda alpha",
        "Ana Muñoz",
        "12.345.678-5",
    )
    assert invoice.buyer_address.splitlines() == ["Av. Providencia 1", "Santiago", "Metropolitana, Chile"]
    assert [(line.description, line.gross) for line in invoice.lines.all()] == [("Café de altura", Decimal(10000))]
    assert [(tax.rate, tax.tax) for tax in invoice.taxes.all()] == [(Decimal(19), Decimal(1597))]
    assert len(invoice.token) >= 32
    assert (invoice.supply_date, invoice.time_zone, invoice.stated_tax) == (
        date(2026, 2, 28),
        "America/Santiago",
        Decimal(1597),
    )
    assert (invoice.line_count, invoice.rate_count, invoice.rounding) == (1, 1, "line")


def test_facts_of_official_documents_are_copied_to_the_credit_note(store: Store, issue: Issue, credit: Credit) -> None:
    parts = {"seller_street": "Alameda", "seller_municipality": "Ñuñoa", "seller_iban": "CL1", "seller_phone": "2"}
    InvoicingSettings.objects.update(seller_legal_name="Ñandú SpA", seller_registration="Reg. 4", **parts)
    peppol = {"label": "Peppol ID", "value": "9920:ESB12345674", "id": 7, "area": "other"}
    invoice = issue(store, order(billing_information={"company_name": "Andes SpA"}, additional_fields=[peppol]))
    for document in (invoice, credit(invoice)):
        document.refresh_from_db()
        seller, buyer = facts_of(SellerFacts, document), facts_of(BuyerFacts, document)
        assert seller.seller_parts == Address(street="Alameda", municipality="Ñuñoa")
        assert (seller.seller_legal_name, seller.seller_registration) == ("Ñandú SpA", "Reg. 4")
        assert (seller.seller_iban, seller.seller_phone) == ("CL1", "2")
        assert (seller.seller_tax_id, seller.seller_vat_id) == ("76.123.456-0", "76123456-0")
        assert buyer.buyer_parts == Address(street="Av. Providencia 1", city="Santiago", region="Metropolitana")
        assert (buyer.buyer_tax_id, buyer.buyer_vat_id) == ("12.345.678-5", "12345678-5")
        assert buyer.buyer_kind == "business"
        assert (buyer.buyer_electronic_scheme, buyer.buyer_electronic_address) == ("9920", "ESB12345674")


def test_dates_are_the_stores(store: Store, issue: Issue) -> None:
    """02:45 UTC on the 1st of March is still February in Santiago."""
    with patch("apps.core.clock.timezone.now", return_value=datetime(2026, 3, 1, 2, 50, tzinfo=UTC)):
        invoice = issue(store)
    assert (invoice.issue_date, invoice.payment_date) == (date(2026, 2, 28), date(2026, 2, 28))


def test_dates_never_run_backwards(store: Store, issue: Issue) -> None:
    first = issue(store)
    with patch("apps.invoices.issuing.numbers.clock.today", return_value=first.issue_date - timedelta(days=1)):
        assert issue(store).issue_date == first.issue_date


def test_a_clock_that_is_far_off_dates_nothing(store: Store, issue: Issue) -> None:
    with patch("apps.invoices.issuing.numbers.clock.today", return_value=date(2030, 1, 1)):
        issue(store)
    with pytest.raises(DateInTheFuture, match="check the clocks"):
        issue(store)


def test_a_prefix_of_the_other_kind_is_refused(store: Store, issue: Issue, credit: Credit) -> None:
    credit(issue(store))
    InvoicingSettings.objects.update(invoice_prefix="NC-", credit_note_prefix="F-")
    with pytest.raises(PrefixTaken):
        issue(store)


def test_numbers_follow_each_other_in_each_store(store: Store, issue: Issue) -> None:
    other = make_store("beta")
    assert [issue(place).number for place in (store, store, other, store)] == [
        "F-000001",
        "F-000002",
        "F-000001",
        "F-000003",
    ]


def test_a_rollback_gives_the_number_back(store: Store, issue: Issue) -> None:
    issue(store)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        issue(store)
        raise ZeroDivisionError
    assert issue(store).number == "F-000002"


def test_a_new_prefix_starts_a_new_series(store: Store, issue: Issue) -> None:
    issue(store)
    InvoicingSettings.objects.update(invoice_prefix="G-")
    assert issue(store).number == "G-000001"
    assert Series.objects.count() == 2


def test_a_document_is_enqueued_to_be_rendered_and_posted_after_that(
    store: Store, issue: Issue, published: list[tuple[str, int]], django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        invoice = issue(store)
        assert published == []
    rendering = Rendering.objects.get(invoice=invoice)
    assert published == [("invoices.render_pdf", rendering.pk)]
    assert rendering.state == Posting.objects.get(invoice=invoice).state == "due"
    # A message that is lost is swept for at once.
    assert (Rendering.sweep(), Posting.sweep()) == ([rendering.pk], [])


def test_a_second_open_invoice_is_refused(store: Store, issue: Issue) -> None:
    document = order()
    issue(store, document)
    with pytest.raises(IntegrityError, match="open invoice F-000001"), transaction.atomic():
        issue(store, document)


def test_after_full_credit_a_new_invoice_is_possible(store: Store, issue: Issue, credit: Credit) -> None:
    document = order()
    credit(issue(store, document))
    assert issue(store, document).revision == 2


def test_a_credit_note_mirrors_its_invoice(store: Store, issue: Issue, credit: Credit) -> None:
    invoice = issue(store)
    note = credit(invoice)
    assert (note.kind, note.number, note.credits, note.credit_reason) == (
        Kind.CREDIT_NOTE,
        "NC-000001",
        invoice,
        "Pedido anulado",
    )
    assert (note.net_total, note.tax_total, note.gross_total) == (Decimal(8403), Decimal(1597), Decimal(10000))
    assert [line.gross for line in note.lines.all()] == [10000]
    assert [(tax.rate, tax.net) for tax in note.taxes.all()] == [(Decimal(19), Decimal(8403))]


def test_a_second_full_credit_is_refused(store: Store, issue: Issue, credit: Credit) -> None:
    invoice = issue(store)
    credit(invoice)
    with pytest.raises(NothingToCredit, match="F-000001 is credited in full already"):
        credit(invoice)


@pytest.mark.parametrize("table", _ISSUED)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_any_change(store: Store, issue: Issue, table: str, statement: str) -> None:
    issue(store)
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement.format(table))


def test_the_orm_is_refused_too(store: Store, issue: Issue) -> None:
    invoice = issue(store)
    attempts: list[Callable[[], object]] = [
        lambda: Invoice.objects.update(number="X"),
        lambda: InvoiceLine.objects.all().delete(),
        lambda: Invoice.objects.bulk_update([invoice], ["reading"]),
        lambda: Invoice.objects.bulk_create(
            [invoice], update_conflicts=True, unique_fields=["id"], update_fields=["number"]
        ),
        lambda: invoice.save(),
    ]
    for attempt in attempts:
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            attempt()
