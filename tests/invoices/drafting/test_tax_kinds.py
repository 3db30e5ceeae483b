"""Names of taxes: another name at the rate of VAT is VAT; exempt, zero-rated and untaxed are distinguished."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from apps.core.money import ZERO
from apps.dashboard.documents.presentation import sheet_of
from apps.formats.pdf.render import render_pdf
from apps.invoices import links
from apps.invoices.credit_notes import credit, reissue
from apps.invoices.credit_notes.uncredited import left_of
from apps.invoices.drafting.draft import Draft, draft_document
from apps.invoices.drafting.tax_kinds import TaxKind, with_sales_tax
from apps.invoices.models import Invoice
from apps.invoices.renditions import document_data
from apps.orders.data import ItemTax
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store
from tests.factories import order, own, product, tax
from tests.invoices.conftest import how

Issue = Callable[..., Invoice]


def taxed(*named: tuple[str, str], price: str = "11900", **changes: Any) -> dict[str, Any]:
    """Return a product of `price` with the taxes `named` (name and rate) inside."""
    return product(price=price, taxes=[tax(rate, inside=True) | {"name": name} for name, rate in named], **changes)


def sale(*products: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return an order of `products` that states no tax."""
    goods = sum((Decimal(each["qty"]) * Decimal(each["price"]) for each in products), ZERO)
    total = goods + Decimal(changes.get("shipping", 0))
    return order(products=list(products), subtotal=goods, tax=None, **({"total": total} | changes))


def drafted(document: dict[str, Any], country: str) -> Draft:
    data = read_order(document).data
    assert data is not None
    return draft_document(data, "line", country)


def rows(made: Draft) -> list[tuple[str, str, Decimal]]:
    return [(f"{tax.rate}", tax.label, tax.gross) for tax in made.taxes]


@pytest.mark.parametrize(
    ("country", "rate", "names"),
    [
        ("CL", "19", ("Zapatos", "Electrónica de consumo")),
        ("CL", "19", ("Vinos", "IVA")),
        ("CL", "19.0", ("Belleza y salud 19%", "Vestuario")),
        ("PT", "6", ("Livros", "IVA reduzido")),
        ("PT", "22", ("Calçado Madeira", "Brinquedos")),
        ("ES", "10", ("Bebidas", "Alimentación")),
        ("CO", "19", ("Hogar", "Tecnología")),
        ("MX", "16", ("Juguetes", "Impuesto")),
        ("PE", "18", ("Ropa", "IGV")),
        ("DO", "18", ("Muebles", "ITBIS")),
    ],
)
def test_a_category_at_the_rate_of_vat_is_vat(country: str, rate: str, names: tuple[str, str]) -> None:
    made = drafted(sale(*(taxed((name, rate)) for name in names)), country)
    assert rows(made) == [(rate, "", Decimal(23800))]
    assert {line.tax_label for line in made.lines} == {""}


@pytest.mark.parametrize(
    ("country", "rate", "name"),
    [
        ("CL", "19", "ILA"),
        ("CL", "19", "Impuesto a bebidas azucaradas"),
        ("CL", "19", "Retención de IVA"),
        ("CL", "19", "IVA retenido"),
        ("CL", "10", "Zapatos"),
        ("CO", "5", "Impoconsumo"),
        ("CO", "19", "Impuesto nacional al consumo"),
        ("MX", "8", "IEPS 8%"),
        ("PE", "18", "I.S.C."),
        ("ES", "10", "Recargo de equivalencia"),
        ("PT", "23", "Imposto do Selo"),
        ("BR", "18", "ICMS"),
        ("BR", "18", "Roupas"),
        ("", "19", "Zapatos"),
    ],
)
def test_a_special_tax_and_a_rate_that_is_not_vats_stay_apart(country: str, rate: str, name: str) -> None:
    made = drafted(sale(taxed((name, rate)), taxed(("IVA", rate))), country)
    label = f"{name} {Decimal(rate).normalize():f} %"
    assert sorted(rows(made)) == sorted([(rate, label, Decimal(11900)), (rate, "", Decimal(11900))])


def test_a_category_beside_a_special_tax_on_one_product() -> None:
    made = drafted(sale(taxed(("Licores", "19"), ("ILA", "31.5"), price="15050")), "CL")
    assert rows(made) == [("50.5", "ILA 31.5 % + IVA 19 %", Decimal(15050))]
    assert [(part.name, part.tax) for part in made.taxes[0].parts] == [("ILA", Decimal(3150)), ("IVA", Decimal(1900))]


@pytest.mark.parametrize(
    "names", [("IVA 19%", "Zapatos"), ("Zapatos", "Hogar"), ("I.V.A.", "Ropa"), ("ILA", "Impuesto verde")]
)
def test_no_item_bears_the_tax_twice(names: tuple[str, ...]) -> None:
    taxes = tuple(ItemTax(name, Decimal(19), ZERO, inside=True) for name in names)
    assert with_sales_tax(taxes, "CL") == taxes


def test_the_paper_says_iva(store: Store, issue: Issue) -> None:
    invoice = issue(store, sale(taxed(("Zapatos", "19")), taxed(("Jardín", "19"))))
    (row,) = invoice.taxes.all()
    assert (row.rate, row.label, row.parts) == (Decimal(19), "", [])
    words = text_of(invoice)
    assert "Zapatos" not in words
    assert "IVA 19% 20.000 3.800 23.800" in words
    assert "Subtotal sin IVA" in words


@pytest.mark.parametrize(
    "name",
    [
        "Exento",
        "IVA exento",
        "Isento art. 9",
        "Isenção M07",
        "Tax exempt (Art. 132)",
        "No afecto",
        "No  gravado",
        "Excluido de IVA",
        "Exonerado",
        "Inafecto",
        "Não sujeito",
        "Inversión del sujeto pasivo",
        "Reverse charge",
        "IVA 0% art. 14.º RITI",
    ],
)
def test_exempt_keeps_its_name_beside_zero_rated_and_untaxed(name: str) -> None:
    zero = [taxed((each, "0")) for each in ("IVA 0%", "Tasa 0", "Tax")]
    made = drafted(sale(taxed((name, "0")), *zero, product(price="5950", taxes=[]), taxed(("IVA", "19"))), "CL")
    assert [(tax.kind, tax.rate, tax.label, tax.gross) for tax in made.taxes] == [
        (TaxKind.TAXED, Decimal(19), "", Decimal(11900)),
        (TaxKind.ZERO_RATED, Decimal(0), "", Decimal(35700)),
        (TaxKind.EXEMPT, Decimal(0), " ".join(name.split()), Decimal(11900)),
        (TaxKind.UNTAXED, Decimal(0), "", Decimal(5950)),
    ]


@pytest.mark.parametrize("name", ["Arte 0%", "Exclusivos", "Libros", "Export", "Hogar"])
def test_a_category_at_zero_is_zero_rated(name: str) -> None:
    made = drafted(sale(taxed((name, "0")), taxed(("IVA", "0"))), "CL")
    assert [(tax.kind, tax.label) for tax in made.taxes] == [(TaxKind.ZERO_RATED, "")]


def test_reasons_are_told_apart() -> None:
    made = drafted(
        sale(taxed(("Isento art. 9", "0")), taxed(("Isento art. 14", "0")), taxed(("Isento art. 9", "0"))), "PT"
    )
    assert sorted(rows(made)) == [("0", "Isento art. 14", Decimal(11900)), ("0", "Isento art. 9", Decimal(23800))]


def test_sold_gift_cards_and_shipping_without_tax_are_untaxed() -> None:
    card = product(type="gift_card", price="5000", taxes=[])
    made = drafted(sale(card, taxed(("IVA", "19")), shipping=3000), "CL")
    expected = [(TaxKind.TAXED, Decimal(11900)), (TaxKind.UNTAXED, Decimal(8000))]
    assert [(tax.kind, tax.gross) for tax in made.taxes] == expected


@pytest.fixture
def mixed(store: Store, issue: Issue) -> Invoice:
    """Return an invoice with lines of 19 %, zero-rated, exempt for two reasons, and untaxed with and without a name."""
    return issue(
        store,
        sale(
            taxed(("Zapatos", "19")),
            taxed(("IVA 0%", "0"), price="1000", qty=2),
            taxed(("Exento art. 12", "0"), price="3000", qty=3),
            taxed(("Exento art. 13", "0"), price="700"),
            taxed(("SIN IMPUESTO", "0"), price="500"),
            product(price="4000", taxes=[]),
        ),
    )


def text_of(invoice: Invoice) -> str:
    pages = PdfReader(BytesIO(render_pdf(document_data.data_of(invoice)))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


ROWS: list[tuple[str, str, Decimal | int]] = [
    ("19", "", 11900),
    ("0", "", 2000),
    ("0", "Exento art. 12", 9000),
    ("0", "Exento art. 13", 700),
    ("0", "Sin impuesto", 4500),
]


def issued_rows(invoice: Invoice) -> list[tuple[str, str, Decimal | int]]:
    return [(f"{row.rate.normalize():f}" if row.rate else "0", row.label, row.gross) for row in invoice.taxes.all()]


def test_the_rows_of_an_issued_document(mixed: Invoice) -> None:
    assert issued_rows(mixed) == ROWS


def test_the_rows_on_paper_and_on_the_pages(mixed: Invoice, client: Client) -> None:
    words = text_of(mixed)
    for row in (
        "IVA 19% 10.000 1.900 11.900",
        "IVA 0% 2.000 0 2.000",
        "Exento art. 12 9.000 0 9.000",
        "Exento art. 13 700 0 700",
        "Sin impuesto 4.500 0 4.500",
    ):
        assert row in words
    assert "Subtotal sin IVA" in words
    assert words.count("0% ") == 2  # the zero-rated line and its row; what is exempt has no percentage
    page = client.get(links.document_link(mixed)).content.decode()
    assert all(name in page for name in ("IVA 0%", "Exento art. 12", "Exento art. 13", "Sin impuesto"))
    names = ["19%", "0%", "Exento art. 12", "Exento art. 13", "Sin impuesto"]
    assert [row.rate for row in sheet_of(mixed).taxes] == names


def test_credit_notes_keep_the_rows_apart(mixed: Invoice) -> None:
    note = own(credit.credit_lines(mixed, {3: Decimal(1), 6: Decimal(1)}, **how(mixed)))
    assert issued_rows(note) == [("0", "Exento art. 12", 3000), ("0", "Sin impuesto", 4000)]
    credit.credit_amounts(mixed, {2: Decimal(500), 3: Decimal(2500)}, **how(mixed))
    left = {rate.row.label or f"{rate.row.rate:f}": rate.gross for rate in left_of(mixed).rates}
    assert list(left.values()) == [11900, 1500, 3500, 700, 500]
    rest = own(credit.credit_in_full(mixed, **how(mixed)))
    assert [gross for _, _, gross in issued_rows(rest)] == [11900, 1500, 3500, 700, 500]
    assert mixed.is_credited_in_full


def test_a_reissued_document_copies_the_rows(mixed: Invoice) -> None:
    assert mixed.snapshot is not None
    data = read_order(sale(taxed(("IVA", "19")))).data
    assert data is not None
    again = own(reissue.reissue_invoice(mixed, data.buyer, **how(mixed)))
    assert issued_rows(again) == ROWS


@pytest.mark.parametrize(("language", "word"), [("es", "Sin impuesto"), ("pt", "Sem imposto"), ("en", "No tax")])
def test_untaxed_is_said_in_the_documents_language(store: Store, issue: Issue, language: str, word: str) -> None:
    InvoicingSettings.objects.filter(store=store).update(language=language)
    invoice = issue(store, sale(taxed(("IVA", "19")), product(price="4000", taxes=[])))
    assert [row.label for row in invoice.taxes.all()] == ["", word]
    assert word in text_of(invoice)
