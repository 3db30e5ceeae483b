"""Content of a document: every fact of its data, in its place and format."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from apps.core.money import UnknownCurrency
from apps.formats.document import Party, Replaced
from apps.formats.pdf.context import describe
from apps.formats.pdf.render import compose, render_pdf
from apps.formats.wording.locales import UnsupportedLanguage
from tests.formats.pdf.factories import BUYER, SELLER, credit_note, invoice, line
from tests.formats.pdf.reading import links, open_pdf, page_texts, text_of


def test_names_both_parties_with_their_accents() -> None:
    text = text_of(invoice(country="CL", currency="CLP"))
    for fact in (SELLER.name, BUYER.name, *SELLER.address, *BUYER.address, SELLER.email, BUYER.email):
        assert fact in text
    assert "RUT 76.543.210-3" in text
    assert "Giro: Venta al por menor de libros" in text


def test_names_the_registered_name_its_register_and_the_phone_where_they_are_known() -> None:
    seller = replace(SELLER, legal_name="Comercial Ñandú SpA", registration="Reg. 41, Santiago", phone="+56 2 2345")
    text = text_of(invoice(seller=seller))
    place = [text.index(fact) for fact in (SELLER.name, "Comercial Ñandú SpA", "Reg. 41, Santiago", "+56 2 2345")]
    assert place == sorted(place)


def test_names_number_dates_order_and_payment() -> None:
    text = text_of(invoice())
    assert "Factura N.º F-2026-000123" in text
    assert "Fecha de emisión 23 de noviembre de 2026 Fecha de pago 22 de noviembre de 2026" in text
    assert "Pedido 1042" in text
    assert "Forma de pago Tarjeta de crédito" in text


def test_leaves_out_what_is_not_known() -> None:
    bare = Party(name="Ana")
    text = text_of(invoice(buyer=bare, seller=bare, payment_date=None, payment_method="", link="", order_number=""))
    for label in ("Fecha de pago", "Forma de pago", "Pedido", "NIF", "Actividad", "Notas", "en línea"):
        assert label not in text


def test_prints_an_item_with_its_figures() -> None:
    item = line(
        "1234.50",
        "21",
        description="Silla «Ñuble»",
        sku="SIL-7",
        quantity=Decimal("2.5"),
        unit_price=Decimal("500"),
        discount=Decimal("15.50"),
    )
    text = text_of(invoice(item))
    assert "Silla «Ñuble» SKU SIL-7 2,5 500,00 -15,50 21 % 1.234,50" in text


def test_names_the_date_of_supply_only_where_it_is_another() -> None:
    dates = "Fecha de emisión 23 de noviembre de 2026 Fecha de operación 20 de noviembre de 2026 Fecha de pago 22 de"
    assert dates in text_of(invoice(supply_date=date(2026, 11, 20)))
    assert "Data da operação 20 de" in text_of(invoice(supply_date=date(2026, 11, 20), language="pt"))
    assert "Date of supply" in text_of(invoice(supply_date=date(2026, 11, 20), language="en"))
    assert "operación" not in text_of(invoice(supply_date=date(2026, 11, 23)))
    assert "operación" not in text_of(invoice())


@pytest.mark.parametrize(
    ("language", "country", "printed"),
    [
        ("es", "ES", "Sustituye a F-000012 del 2 de marzo de 2026"),
        ("pt", "PT", "Substitui F-000012 de 2 de março de 2026"),
        ("en", "GB", "Replaces F-000012 of 2 March 2026"),
    ],
)
def test_names_the_invoice_that_it_replaces(language: str, country: str, printed: str) -> None:
    data = invoice(replaces=Replaced("F-000012", date(2026, 3, 2)), language=language, country=country)
    assert printed in text_of(data)
    assert printed in text_of(replace(data, supply_date=date(2026, 11, 20)))
    assert printed.split(" F-")[0] not in text_of(replace(data, replaces=None))


def test_names_the_buyers_taxpayer_type() -> None:
    buyer = replace(BUYER, activity="Restaurante", taxpayer_type="Primera categoría")
    text = text_of(invoice(buyer=buyer, country="CL", currency="CLP"))
    assert "Giro: Restaurante Tipo de contribuyente: Primera categoría Calle São João" in text
    assert "Taxpayer type: Primera" in text_of(invoice(buyer=buyer, language="en"))
    assert "contribuyente" not in text_of(invoice())


@pytest.mark.parametrize(
    ("price", "printed"),
    [("8403.3613445", "8.403,3613"), ("8403.36", "8.403,36"), ("8403", "8.403")],
)
def test_prints_unit_prices_with_up_to_four_decimals(price: str, printed: str) -> None:
    item = line("8403", "19", unit_price=Decimal(price), tax=Decimal(1597), gross=Decimal(10000))
    assert f"1 {printed} 19% 8.403" in text_of(invoice(item, currency="CLP", country="CL"))


def test_has_a_discount_column_only_when_something_was_discounted() -> None:
    assert "Descuento" not in text_of(invoice())
    assert "Descuento" in text_of(invoice(line(), line("9", unit_price=Decimal(10), discount=Decimal(1))))


def test_says_whether_the_amounts_include_the_tax() -> None:
    without = line("100", "21")
    included = replace(without, unit_price=without.gross)
    assert "Importes en EUR, sin IVA" in text_of(invoice(without))
    assert "21 % 100,00" in text_of(invoice(without))
    assert "Importes en EUR, IVA incluido" in text_of(invoice(included))
    assert "21 % 121,00" in text_of(invoice(included))


def test_what_is_said_of_prices_and_tax_outweighs_the_figures() -> None:
    odd = line("100", "21", unit_price=Decimal(110))
    assert "sin IVA" in text_of(invoice(odd, prices_include_tax=False))
    assert "21 % 100,00" in text_of(invoice(odd, prices_include_tax=False))
    assert "IVA incluido" in text_of(invoice(odd, prices_include_tax=True))
    assert "21 % 121,00" in text_of(invoice(odd, prices_include_tax=True))


def test_a_free_order_comes_to_zero() -> None:
    free = line("0", "21", unit_price=Decimal(121), discount=Decimal(121))
    data = invoice(free, prices_include_tax=True, payment_date=None, payment_method="")
    text = text_of(data)
    assert "Importes en EUR, IVA incluido" in text
    assert "1 121,00 -121,00 21 % 0,00" in text
    assert "IVA 21 % 0,00 0,00 0,00" in text
    assert "Subtotal sin IVA 0,00 € IVA 0,00 € Total 0,00 € Pagado 0,00 €" in text
    assert "Importes en EUR Descripción" in text_of(replace(data, prices_include_tax=None))
    assert "Importes en EUR Descripción" in text_of(invoice(line("10", "0"), prices_include_tax=False))


def test_sums_taxes_by_rate_and_in_total() -> None:
    text = text_of(invoice(line("100", "21"), line("20", "10"), line("30", "10"), line("5", None)))
    assert "IVA 21 % 100,00 21,00 121,00" in text
    assert "IVA 10 % 50,00 5,00 55,00" in text
    assert "Impuesto fijo 5,00 0,00 5,00" in text
    assert "Subtotal sin IVA 155,00 €" in text
    assert "Total 181,00 €" in text


def test_shows_a_gift_card_as_a_payment_and_a_note() -> None:
    data = invoice(line("100", "21"), gift_card_amount=Decimal(20), amount_paid=Decimal(101))
    text = text_of(data)
    assert "Total 121,00 € Tarjeta de regalo -20,00 € Pagado 101,00 €" in text
    assert "Parte del total, 20,00 €, se pagó con tarjeta de regalo." in text
    assert "egalo" not in text_of(replace(data, gift_card_amount=Decimal(0)))


def test_a_credit_note_names_what_it_corrects_and_why() -> None:
    text = text_of(credit_note())
    assert "Factura rectificativa N.º NC-2026-000007" in text
    assert "Documento que corrige F-2026-000123" in text
    assert "Emitido el 23 de noviembre de 2026" in text
    assert "Motivo Pedido cancelado por el cliente" in text
    assert "Importe acreditado" in text
    assert "Pagado" not in text


def test_a_credit_note_by_quantity_and_one_by_amount() -> None:
    returned = line("200", "21", quantity=Decimal(2), unit_price=Decimal(100))
    text = text_of(credit_note(returned, gift_card_amount=Decimal(42), amount_paid=Decimal(200)))
    assert "SKU CUA-001 2 100,00 21 % 200,00" in text
    assert "Total 242,00 € Tarjeta de regalo -42,00 € Importe acreditado 200,00 €" in text
    assert "Del total, 42,00 € corresponden a lo pagado con tarjeta de regalo." in text
    by_amount = [line(net, rate, description=f"Ajuste {rate} %", sku="") for net, rate in (("40", "21"), ("8", "10"))]
    text = text_of(credit_note(*by_amount))
    assert "Ajuste 21 % 1 40,00 21 % 40,00 Ajuste 10 % 1 8,00 10 % 8,00" in text
    assert "Total 57,20 € Importe acreditado 57,20 €" in text
    assert "SKU" not in text


def test_a_discount_beside_a_price_with_more_decimals_than_the_currency() -> None:
    item = line("12858", "19", quantity=Decimal(2), unit_price=Decimal("8403.3613"), discount=Decimal("3948.7226"))
    text = text_of(invoice(item, currency="CLP", country="CL"))
    assert "2 8.403,3613 -3.949 19% 12.858" in text


def test_prints_notes() -> None:
    text = text_of(invoice(notes=("Entrega en sucursal.", " ", "Dos\nlíneas")))
    assert "Notas Entrega en sucursal. Dos líneas" in text


def test_links_to_the_page_online() -> None:
    data = invoice()
    assert links(data) == [data.link]
    assert data.link in text_of(data)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://a b", "file:///etc/passwd", "https://ñ.example/"])
def test_a_link_that_is_no_web_address_is_only_text(link: str) -> None:
    assert links(invoice(link=link)) == []
    assert link in text_of(invoice(link=link))


def test_every_page_has_its_number_and_the_head_of_the_table() -> None:
    pages = page_texts(invoice(*[line() for _ in range(120)]))
    assert len(pages) > 3
    for index, text in enumerate(pages, start=1):
        assert f"Página {index} de {len(pages)}" in text
        assert "Factura F-2026-000123 · Librería Ñandú" in text
    for text in pages[1:-1]:
        assert text.startswith("Descripción Cantidad Precio unitario IVA Importe")


def test_five_hundred_items_are_all_there() -> None:
    text = text_of(invoice(*[line(description=f"Artículo {index:03}", sku="") for index in range(500)]))
    assert [index for index in range(500) if f"Artículo {index:03} " not in text] == []


@pytest.mark.parametrize(
    ("language", "country", "currency", "facts"),
    [
        ("pt", "PT", "EUR", ["Data de emissão 23 de novembro de 2026", "Encomenda 1042", "NIF 76", "1 234,50", "Pago"]),
        ("pt", "BR", "BRL", ["Pedido 1042", "CNPJ 76", "CPF/CNPJ 12", "R$ 1.518,44", "Imposto 23%"]),
        ("es", "PE", "PEN", ["RUC 76", "RUC/DNI 12", "IGV 23%", "S/ 1,518.44"]),
        ("es", "MX", "MXN", ["RFC 76", "IVA 23%", "$1,518.44"]),
        ("es", "CO", "COP", ["NIT 76", "$1.518,44"]),
        ("en", "DE", "EUR", ["Date of issue", "Tax ID 76", "VAT 23", "Page 1 of 1"]),
        ("en", "US", "USD", ["November 23, 2026", "Tax 23%", "excluding tax", "$1,518.44"]),
    ],
)
def test_follows_language_and_country(language: str, country: str, currency: str, facts: list[str]) -> None:
    item = line("1234.50", "23", tax=Decimal("283.94"), gross=Decimal("1518.44"))
    text = text_of(invoice(item, language=language, country=country, currency=currency))
    assert [fact for fact in facts if fact not in text] == []


def test_describes_itself() -> None:
    pdf = open_pdf(render_pdf(invoice(country="PT", language="pt")))
    about = pdf.metadata
    assert about is not None
    assert about.title == "Comprovativo de venda F-2026-000123"
    assert about.author == SELLER.name
    assert about.subject == "Este documento não serve de fatura. Não foi emitido por programa certificado pela AT."
    assert about.creation_date is not None
    assert about.creation_date.date() == date(2026, 11, 23)
    assert str(pdf.root_object["/Lang"]) == "pt-PT"


def test_is_on_a4_paper() -> None:
    for page in open_pdf(render_pdf(invoice())).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_refuses_a_language_or_currency_it_does_not_know() -> None:
    with pytest.raises(UnsupportedLanguage):
        render_pdf(invoice(language="fr"))
    with pytest.raises(UnknownCurrency):
        render_pdf(invoice(currency="XYZW"))


def test_a_foreign_buyers_tax_number_has_his_countrys_name() -> None:
    text = text_of(invoice(country="CL", currency="CLP", buyer=replace(BUYER, tax_id="599999993", country="PT")))
    assert "NIF 599999993" in text
    assert "RUT 76.543.210-3" in text


@pytest.mark.parametrize(
    ("changes", "marked"),
    [
        ({}, True),
        ({"gift_card_amount": Decimal(2), "amount_paid": Decimal("10.30")}, True),
        ({"amount_paid": Decimal("12.29")}, False),
        ({"amount_paid": Decimal(0)}, False),
        ({"kind": "credit_note"}, False),
        ({"gross_total": Decimal(0), "amount_paid": Decimal(0)}, False),
    ],
)
def test_only_what_is_paid_in_full_is_marked_so(changes: dict[str, Any], marked: bool) -> None:
    document = describe(invoice(**changes))
    marks = [
        text.line.text for page in compose(document) for text in page.texts if text.line.style == document.look.mark
    ]
    assert marks == (["Pagado"] if marked else [])
