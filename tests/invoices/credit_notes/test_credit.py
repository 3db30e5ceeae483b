"""Partial credit notes: amounts come from the invoice, their sum never exceeds it, the last takes the rest."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from apps.core.money import minor_unit
from apps.formats.document import SEAL_VERSION
from apps.invoices.credit_notes import credit, reissue
from apps.invoices.credit_notes.credit import CreditTooLarge, NothingToCredit
from apps.invoices.credit_notes.uncredited import left_of
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Kind, PaymentMapping, TaxMapping
from apps.orders.data import Buyer
from apps.stores.models import Store
from tests.examples import examples
from tests.factories import make_store, order, own, product, tax
from tests.invoices.conftest import how

Issue = Callable[..., Invoice]


def two_rates(**changes: Any) -> dict[str, Any]:
    """Return an order in EUR: three at 19.99 with 23 % inside, one at 10.60 with 6 % inside, shipping of 5 at 23 %."""
    lines = [
        product(price="19.99", qty=3, tax="11.21", taxes=[tax("23", inside=True)]),
        product(name="Libro", price="10.60", tax="0.60", taxes=[tax("6", inside=True)]),
    ]
    shipping = [{"name": "IVA", "rate": "23", "fixed": False, "tax_on_shipping_price": True}]
    made = {"subtotal": "70.57", "tax": "11.81", "shipping": "5.00", "shipping_tax": "0.93", "total": "75.57"}
    return order(currency="EUR", products=lines, shipping_taxes=shipping, **(made | changes))


@pytest.fixture
def invoice(store: Store, issue: Issue) -> Invoice:
    return issue(store, two_rates())


def amounts(row: Invoice | InvoiceLine | InvoiceTax) -> tuple[str, str, str]:
    names = ("net_total", "tax_total", "gross_total") if isinstance(row, Invoice) else ("net", "tax", "gross")
    net, its_tax, gross = (f"{getattr(row, name):.2f}" for name in names)
    return net, its_tax, gross


def test_one_of_three(invoice: Invoice) -> None:
    note = own(credit.credit_lines(invoice, {1: Decimal(1)}, **how(invoice)))
    assert (note.kind, note.number, note.credit_reason) == (Kind.CREDIT_NOTE, "NC-000001", "Devolución")
    assert amounts(note) == ("16.25", "3.74", "19.99")
    (line,) = note.lines.all()
    assert (line.quantity, line.unit_price, line.discount, line.tax_rate) == (
        Decimal(1),
        Decimal("19.99"),
        Decimal(0),
        Decimal(23),
    )
    assert [(row.rate, *amounts(row)) for row in note.taxes.all()] == [(Decimal(23), "16.25", "3.74", "19.99")]


def test_parts_and_the_rest_come_to_the_invoice(invoice: Invoice) -> None:
    credit.credit_lines(invoice, {1: Decimal(1), 2: Decimal(1)}, **how(invoice))
    credit.credit_amounts(invoice, {1: Decimal("7.77")}, **how(invoice))
    rest = own(credit.credit_in_full(invoice, **how(invoice)))
    assert sum(note.gross_total for note in invoice.credit_notes.all()) == invoice.gross_total
    assert sum(note.net_total for note in invoice.credit_notes.all()) == invoice.net_total
    assert [(line.position, line.quantity) for line in rest.lines.all()] == [(1, Decimal(2)), (2, Decimal(1))]
    assert left_of(invoice).gross == 0
    with pytest.raises(NothingToCredit, match="in full already"):
        credit.credit_in_full(invoice, **how(invoice))


def test_an_amount_of_a_rate_is_a_line_of_its_own(invoice: Invoice) -> None:
    note = own(credit.credit_amounts(invoice, {2: Decimal("5.30"), 1: Decimal("12.30")}, **how(invoice)))
    assert [(line.kind, line.description, line.tax_rate, *amounts(line)) for line in note.lines.all()] == [
        ("adjustment", "Ajuste", Decimal(23), "10.00", "2.30", "12.30"),
        ("adjustment", "Ajuste", Decimal(6), "5.00", "0.30", "5.30"),
    ]


def test_a_credit_has_the_categories_and_the_means_of_its_invoice(store: Store, issue: Issue) -> None:
    TaxMapping.objects.create(store=store, subject="at_zero", name="Libros", key="libros", category="E")
    PaymentMapping.objects.create(store=store, name="Webpay", key="webpay", code="48")
    books = product(taxes=[tax("0", inside=True) | {"name": "Libros"}])
    invoice = issue(store, order(products=[product(), books], subtotal=20000, total=20000, tax="1596.638655"))
    TaxMapping.objects.all().delete()
    PaymentMapping.objects.all().delete()
    of_lines = own(credit.credit_lines(invoice, {1: Decimal(1)}, **how(invoice)))
    of_rates = own(credit.credit_amounts(invoice, {2: Decimal(5000)}, **how(invoice)))
    found = [
        (
            note.payment_means,
            *note.lines.values_list("tax_category", "unit"),
            *note.taxes.values_list("category", "is_vat"),
        )
        for note in (invoice, of_lines, of_rates)
    ]
    assert found == [
        ("48", ("S", "C62"), ("E", "C62"), ("S", True), ("E", True)),
        ("48", ("S", "C62"), ("S", True)),
        ("48", ("E", "C62"), ("E", True)),
    ]


@pytest.mark.parametrize("quantities", [{1: "3.5"}, {1: "-1"}, {9: "1"}])
def test_more_than_is_left_of_a_line_is_refused(invoice: Invoice, quantities: dict[int, str]) -> None:
    with pytest.raises(CreditTooLarge):
        credit.credit_lines(invoice, {at: Decimal(each) for at, each in quantities.items()}, **how(invoice))


@pytest.mark.parametrize("wanted", [{1: "64.98"}, {2: "10.61"}, {2: "-1"}, {9: "1"}, {2: "0.005"}])
def test_more_than_is_left_of_a_rate_is_refused(invoice: Invoice, wanted: dict[int, str]) -> None:
    with pytest.raises(CreditTooLarge):
        credit.credit_amounts(invoice, {at: Decimal(each) for at, each in wanted.items()}, **how(invoice))


def test_nothing_chosen_is_refused_and_spends_no_number(invoice: Invoice) -> None:
    with pytest.raises(NothingToCredit):
        credit.credit_lines(invoice, {1: Decimal(0)}, **how(invoice))
    assert own(credit.credit_in_full(invoice, **how(invoice))).number == "NC-000001"


def test_gift_cards_get_their_part_back(store: Store, issue: Issue) -> None:
    invoice = issue(store, order(gift_cards_discount=4000, total=10000))
    note = own(credit.credit_amounts(invoice, {1: Decimal(5000)}, **how(invoice)))
    assert (note.gift_card_amount, note.amount_paid) == (Decimal(2000), Decimal(3000))
    rest = own(credit.credit_in_full(invoice, **how(invoice)))
    assert (rest.gift_card_amount, rest.amount_paid) == (Decimal(2000), Decimal(3000))


def test_fixed_and_percentage_taxes_are_taken_back_apart(store: Store, issue: Issue) -> None:
    taxes = [tax("10", inside=True), tax("3", inside=True, fixed=True)]
    line = product(price="14.00", qty=3, tax="12.00", taxes=taxes)
    invoice = issue(store, order(currency="EUR", products=[line], subtotal="42.00", tax="12.00", total="42.00"))
    assert [(row.rate, *amounts(row)) for row in invoice.taxes.all()] == [
        (Decimal(10), "30.00", "3.00", "33.00"),
        (None, "0.00", "9.00", "9.00"),
    ]
    note = own(credit.credit_lines(invoice, {1: Decimal(1)}, **how(invoice)))
    assert [(row.rate, *amounts(row)) for row in note.taxes.all()] == [
        (Decimal(10), "10.00", "1.00", "11.00"),
        (None, "0.00", "3.00", "3.00"),
    ]
    credit.credit_amounts(invoice, {2: Decimal("1.50")}, **how(invoice))
    rest = own(credit.credit_in_full(invoice, **how(invoice)))
    assert [(row.rate, *amounts(row)) for row in rest.taxes.all()] == [
        (Decimal(10), "20.00", "2.00", "22.00"),
        (None, "0.00", "4.50", "4.50"),
    ]


def test_reissuing_credits_the_rest_and_invoices_it_to_the_right_buyer(invoice: Invoice) -> None:
    credit.credit_lines(invoice, {2: Decimal(1)}, **how(invoice))
    right = Buyer("Eva", "Rojas Lda", "501964843", "Comércio", "empresa", True, ("Rua 1",), "PT", "eva@x.pt")

    corrected = own(reissue.reissue_invoice(invoice, right, **how(invoice)))
    assert (corrected.replaces, corrected.revision, corrected.number) == (invoice, 2, "F-000002")
    assert (corrected.buyer_name, corrected.buyer_taxpayer_type, corrected.buyer_wants_factura) == (
        "Rojas Lda",
        "empresa",
        True,
    )
    assert corrected.gross_total == invoice.gross_total - Decimal("10.60")
    assert [note.number for note in invoice.credit_notes.order_by("pk")] == ["NC-000001", "NC-000002"]
    assert Invoice.objects.open_invoice(invoice.store, invoice.order_id) == corrected
    with pytest.raises(NothingToCredit):
        reissue.reissue_invoice(invoice, right, **how(invoice))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ("UPDATE copy_of_note SET gross_total = gross_total + 80, net_total = net_total + 80", "goes beyond invoice"),
        ("UPDATE copy_of_line SET quantity = 4", "goes beyond the line"),
        ("UPDATE copy_of_line SET net = net + 40, tax = tax - 1", "goes beyond the line"),
        ("UPDATE copy_of_tax SET tax = 40, gross = net + 40", "goes beyond the invoice"),
        ("UPDATE copy_of_tax SET rate = 21", "goes beyond the invoice"),
        ("UPDATE copy_of_line SET net = net - 1, tax = tax + 1", "lines of document X do not add up"),
        ("UPDATE copy_of_line SET position = 2", "has no line 2"),
        ("UPDATE copy_of_note SET line_count = 2", "lines of document X do not add up"),
        (
            "UPDATE copy_of_line SET tax_rate = 23, credits_id = NULL; UPDATE copy_of_tax SET rate = 6",
            "beyond the invoice",
        ),
        (
            "UPDATE copy_of_line SET tax_rate = 6, credits_id = NULL",
            "tax rates of document X are not those of its lines",
        ),
        ("UPDATE copy_of_note SET issue_date = issue_date + 1", "that its series did not give"),
        ("UPDATE copy_of_note SET kind = 'invoice', credits_id = NULL", "that its series did not give"),
        ("UPDATE copy_of_note SET credits_id = -1", "credits nothing"),
        ("UPDATE copy_of_note SET order_id = 7", "evidence of another order"),
        ("UPDATE copy_of_note SET gross_total = 'NaN', net_total = 'NaN', amount_paid = 'NaN'", "goes beyond invoice"),
        ("UPDATE copy_of_note SET amount_paid = 0, gift_card_amount = gross_total", "goes beyond invoice"),
    ],
)
def test_postgresql_refuses_what_goes_beyond(invoice: Invoice, change: str, refusal: str) -> None:
    """A second credit note like the first is possible; the database refuses each `change` of it."""
    credit.credit_lines(invoice, {1: Decimal(1)}, **how(invoice))
    insert_again("SELECT 1")
    with pytest.raises(IntegrityError, match=refusal):
        insert_again(change)


_COPIES = (("note", "invoice"), ("line", "invoiceline"), ("tax", "invoicetax"))


_SEAL = f"""
    INSERT INTO invoices_seal
    (store_id, invoice_id, series_id, sequence, body, personal, personal_sha256, previous, sha256)
    SELECT store_id, id, series_id, sequence, body, personal, hash(personal), previous,
    hash(previous || chr(10) || hash(body) || chr(10) || hash(personal)) FROM (
        SELECT n.*, '{{"version":{SEAL_VERSION},"sequence":2}}' AS body, 'p' AS personal, s.sha256 AS previous
        FROM copy_of_note n JOIN invoices_seal s ON s.series_id = n.series_id AND s.sequence = 1
    ) sealed
"""
_HASH = """
    CREATE FUNCTION pg_temp.hash(text) RETURNS text LANGUAGE sql
    RETURN encode(sha256(convert_to($1, 'UTF8')), 'hex')
"""


def insert_again(change: str) -> None:
    """Insert a copy of the first credit note after `change`, and remove it if PostgreSQL accepts it."""
    with transaction.atomic(), connection.cursor() as cursor:
        for copy, table in _COPIES:
            of = "kind = 'credit_note'" if copy == "note" else "invoice_id = (SELECT id FROM copy_of_note)"
            cursor.execute(
                f"CREATE TEMP TABLE copy_of_{copy} ON COMMIT DROP AS SELECT * FROM invoices_{table} WHERE {of}"
            )
        cursor.execute(change)
        cursor.execute("UPDATE invoices_series SET next_number = 3 WHERE kind = 'credit_note'")
        fresh = "number = 'X', sequence = 2, token = 'X', uid = gen_random_uuid(), id = -1"
        cursor.execute(f"UPDATE copy_of_note SET {fresh}")
        for copy in ("line", "tax"):
            cursor.execute(f"UPDATE copy_of_{copy} SET id = -id, invoice_id = -1")
        for copy, table in _COPIES:
            cursor.execute(f"INSERT INTO invoices_{table} SELECT * FROM copy_of_{copy}")
        cursor.execute(_HASH)
        cursor.execute(_SEAL.replace("hash(", "pg_temp.hash("))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for copy in ("note", "line", "tax"):
            cursor.execute(f"DROP TABLE copy_of_{copy}")
        transaction.set_rollback(True)


def test_nothing_can_be_added_to_an_issued_document(invoice: Invoice) -> None:
    for rows, place in (("invoiceline", "no line 4"), ("invoicetax", "no tax row 3")):
        with pytest.raises(IntegrityError, match=place), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE extra ON COMMIT DROP AS SELECT * FROM invoices_{rows} LIMIT 1")
            cursor.execute(f"UPDATE extra SET id = -1, position = (SELECT 1 + count(*) FROM invoices_{rows})")
            cursor.execute(f"INSERT INTO invoices_{rows} SELECT * FROM extra")


_STEPS = st.lists(
    st.tuples(st.sampled_from(["lines", "amounts"]), st.integers(0, 3), st.fractions(0, 1, max_denominator=20)),
    max_size=6,
)
_SALES = st.lists(
    st.tuples(st.integers(1, 7), st.integers(1, 90_000), st.sampled_from(["0", "6", "19", "23"])),
    min_size=1,
    max_size=4,
)


@pytest.mark.no_cover  # Other tests run the same lines.
@given(currency=st.sampled_from(["CLP", "EUR", "KWD"]), sales=_SALES, steps=_STEPS)
@hypothesis_settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_credited_in_whatever_steps_the_rest_comes_out_even(
    store: Store, issue: Issue, currency: str, sales: list[tuple[int, int, str]], steps: list[Any]
) -> None:
    unit = minor_unit(currency)
    lines = [product(qty=qty, price=price * unit, tax=0, taxes=[tax(rate, inside=True)]) for qty, price, rate in sales]
    total = sum(qty * price for qty, price, _ in sales) * unit
    with transaction.atomic():
        invoice = issue(store, order(currency=currency, products=lines, subtotal=total, tax=None, total=total))
        for kind, index, share in steps:
            _credit_a_part(invoice, kind, index, Decimal(share.numerator) / share.denominator, unit)
        left = left_of(invoice)
        assert sum(line.gross for line in left.lines) == sum(rate.gross for rate in left.rates) == left.gross
        if left.gross:
            credit.credit_in_full(invoice, **how(invoice))
        notes = list(invoice.credit_notes.all())
        assert sum(note.gross_total for note in notes) == invoice.gross_total
        for row in invoice.taxes.all():
            rows = InvoiceTax.objects.filter(invoice__in=notes, rate=row.rate)
            assert (sum(each.net for each in rows), sum(each.tax for each in rows)) == (row.net, row.tax)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def _credit_a_part(invoice: Invoice, kind: str, index: int, share: Decimal, unit: Decimal) -> None:
    left = left_of(invoice)
    try:
        if kind == "lines":
            line = left.lines[index % len(left.lines)]
            credit.credit_lines(
                invoice, {line.line.position: (line.quantity * share).quantize(Decimal("0.01"))}, **how(invoice)
            )
        else:
            rate = left.rates[index % len(left.rates)]
            amount = (rate.gross * share / unit).to_integral_value() * unit
            credit.credit_amounts(invoice, {rate.row.position: amount}, **how(invoice))
    except NothingToCredit:
        pass


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_credit_no_more_than_the_invoice(issue: Issue) -> None:
    invoice = issue(make_store(), two_rates())

    def one(_: int) -> str:
        try:
            return own(credit.credit_lines(invoice, {1: Decimal(1)}, **how(invoice))).number
        except CreditTooLarge as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(one, range(8)))
    assert sorted(results) == ["NC-000001", "NC-000002", "NC-000003", *["credit_too_large"] * 5]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_postgresql_still_refuses(issue: Issue, monkeypatch: pytest.MonkeyPatch) -> None:
    invoice = issue(make_store(), two_rates())
    stale = left_of(invoice)
    monkeypatch.setattr(credit, "_locked", lambda _: stale)
    with pytest.raises(IntegrityError, match="goes beyond the line"):
        for _ in range(4):
            credit.credit_lines(invoice, {1: Decimal(1)}, **how(invoice))
    assert invoice.credit_notes.count() < 4
