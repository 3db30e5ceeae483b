"""The category of each line is told by the merchant's answers or by what a name certainly says, never by a rate."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from apps.countries import registry
from apps.countries.tax_categories import TaxCategory
from apps.invoices.drafting.draft import Draft, DraftLine, draft_document
from apps.invoices.drafting.payment_means import means_of, proposed_code
from apps.invoices.drafting.tax_category import Mapped, Subject, TaxMap, key_of, proposed_classes
from apps.invoices.models.mappings import NOT_VAT
from apps.orders.data import OrderData
from apps.orders.reading import read_order
from tests.examples import examples
from tests.factories import order, product, tax
from tests.orders.judging import read_sale
from tests.orders.simulating import Cart, Convention, sell
from tests.orders.strategies import carts, conventions

COUNTRIES = ("BR", "CL", "CO", "ES", "MX", "PE", "PT")
_MAP: TaxMap = {}


def line(
    *named: tuple[str, str], country: str = "CL", buyer: str = "", tax_map: TaxMap = _MAP, **changes: Any
) -> DraftLine:
    """Return the line of a product with the taxes `named` (name and rate), sold to `buyer`'s country or at home."""
    return drafted(*named, country=country, buyer=buyer, tax_map=tax_map, **changes).lines[0]


def drafted(
    *named: tuple[str, str], country: str = "CL", buyer: str = "", tax_map: TaxMap = _MAP, **changes: Any
) -> Draft:
    taxes = [tax(rate, inside=True) | {"name": name} for name, rate in named]
    document = order(products=[product(taxes=taxes, **changes), product()], subtotal=20000, total=20000, tax=None)
    data = read_order(document).data
    assert data is not None
    data = replace(data, buyer=replace(data.buyer, country=buyer or country))
    return draft_document(data, "line", country, tax_map)


@pytest.mark.parametrize(
    ("country", "name", "expected"),
    [
        ("CL", "Exento", ("E", "")),
        ("CL", "No afecto a IVA", ("O", "")),
        ("MX", "Exento", ("E", "")),
        ("MX", "IVA 0%", ("Z", "")),
        ("MX", "IVA tasa 0", ("Z", "")),
        ("MX", "No objeto de impuesto", ("O", "")),
        ("CO", "Excluido", ("E", "")),
        ("PE", "Exonerado", ("E", "20")),
        ("PE", "Inafecto", ("O", "30")),
        ("PE", "Exportación", ("G", "40")),
        ("PT", "Isento M07", ("E", "M07")),
        ("PT", "Isento artigo 9.º do CIVA", ("E", "M07")),
        ("PT", "IVA - autoliquidação M41", ("AE", "M41")),
        ("PT", "Isento, artigo 14.º do RITI", ("K", "M16")),
        ("ES", "Exento art. 20 LIVA", ("E", "E1")),
        ("ES", "Exenta E2", ("G", "E2")),
        ("ES", "Inversión del sujeto pasivo", ("AE", "S2")),
        ("FR", "Reverse charge", ("AE", "VATEX-EU-AE")),
        ("DE", "Intra-Community supply", ("K", "VATEX-EU-IC")),
    ],
)
def test_a_name_that_says_a_category_decides(country: str, name: str, expected: tuple[str, str]) -> None:
    made = line((name, "0"), country=country)
    assert (made.tax_category, made.exemption_code) == expected
    assert made.classes.question is None
    assert bool(made.exemption_reason) is bool(made.exemption_code)


@pytest.mark.parametrize(
    ("country", "name", "proposed"),
    [
        ("CO", "Exento", "Z"),
        ("PE", "Exento", "E"),
        ("AR", "Exento", "E"),
        ("ES", "Sin IVA", "E"),
        ("ES", "IVA 0 %", ""),
        ("PT", "Livros", ""),
        ("CL", "IVA", ""),
    ],
)
def test_a_name_that_does_not_say_it_decides_nothing(country: str, name: str, proposed: str) -> None:
    made = line((name, "0"), country=country)
    assert made.tax_category == ""
    assert str(made.classes.question) == f"It is not decided why “{name}” is at zero."
    assert proposed_classes(name, country).category == proposed


def test_exempt_abroad_may_be_an_export() -> None:
    assert line(("Exento", "0"), country="ES").tax_category == "E"
    assert line(("Exento", "0"), country="ES", buyer="FR").tax_category == ""
    assert line(("Exento", "0"), country="CL", buyer="AR").tax_category == ""


def test_an_exemption_without_its_reason_asks_for_it() -> None:
    made = line(("Exento", "0"), country="ES")
    assert (made.tax_category, made.exemption_code, made.exemption_reason) == ("E", "", "")
    assert str(made.classes.question) == "The tax category E needs the reason for which no tax is due."
    assert line(("Exento", "0"), country="CL").classes.question is None


def test_a_rate_above_zero_of_the_value_added_tax_is_standard() -> None:
    for country, name, rate in [
        ("CL", "IVA", "19"),
        ("CL", "Zapatos", "19"),
        ("PE", "IGV", "18"),
        ("PT", "Livros", "6"),
    ]:
        made = drafted((name, rate), country=country)
        assert made.lines[0].tax_category == "S"
        assert made.taxes[0].is_vat is True


def test_a_tax_that_is_none_of_the_value_added_tax_is_marked() -> None:
    made = drafted(("IVA", "19"), ("ILA", "20.5"))
    assert made.lines[0].tax_category == "S"
    assert [(row.category, row.is_vat) for row in made.taxes] == [("S", False), ("S", True)]
    alone = drafted(("IABA", "10"))
    assert (alone.lines[0].tax_category, str(alone.lines[0].classes.question)) == (
        "",
        "It is not decided why items without a tax bear none.",
    )
    assert {row.rate: row.is_vat for row in alone.taxes} == {Decimal(10): False, Decimal(19): True}


def test_a_fixed_tax_is_marked_and_leaves_the_percentage_as_it_is() -> None:
    bag = tax("10", inside=True, fixed=True) | {"name": "Bolsa"}
    vat = tax("19", inside=True) | {"name": "IVA"}
    document = order(products=[product(taxes=[vat, bag])], tax=None)
    data = read_order(document).data
    assert data is not None
    made = draft_document(data, "line", "CL")
    assert [(row.rate, row.category, row.is_vat) for row in made.taxes] == [(Decimal(19), "S", True), (None, "", False)]


def test_a_rate_that_no_rule_knows_is_asked_for() -> None:
    made = drafted(("Bebidas", "12"))
    assert made.lines[0].tax_category == ""
    assert str(made.lines[0].classes.question) == "It is not decided whether “Bebidas” is the value added tax."
    assert {row.rate: row.is_vat for row in made.taxes}[Decimal(12)] is None
    answered = {(Subject.TAXED, "bebidas"): Mapped(NOT_VAT)}
    assert {row.rate: row.is_vat for row in drafted(("Bebidas", "12"), tax_map=answered).taxes}[Decimal(12)] is False
    answered = {(Subject.TAXED, "bebidas"): Mapped(TaxCategory.STANDARD)}
    assert line(("BEBIDAS ", "12"), tax_map=answered).tax_category == "S"


def test_the_merchants_answer_goes_before_the_name() -> None:
    answers: TaxMap = {
        (Subject.AT_ZERO, "exento"): Mapped("O", "N1"),
        (Subject.UNTAXED, ""): Mapped("E", "E6", "Operación exenta"),
        (Subject.GIFT_CARD, ""): Mapped("O", "N1"),
    }
    made = line(("Éxento!", "0"), country="ES", tax_map=answers)
    assert (made.tax_category, made.exemption_code) == ("O", "N1")
    assert made.exemption_reason.startswith("No sujeta")
    untaxed = line(country="ES", tax_map=answers)
    assert (untaxed.tax_category, untaxed.exemption_reason) == ("E", "Operación exenta")
    card = line(country="ES", tax_map=answers, type="gift_card")
    assert (card.tax_category, card.exemption_code) == ("O", "N1")
    assert str(line(country="ES", type="gift_card").classes.question) == (
        "It is not decided how a sold gift card is classed for the value added tax."
    )


def test_an_answer_for_zero_says_nothing_of_a_rate_above_it() -> None:
    answers: TaxMap = {(Subject.AT_ZERO, "iva"): Mapped("E", "E1")}
    assert line(("IVA", "21"), country="ES", tax_map=answers).tax_category == "S"
    assert line(("IVA", "0"), country="ES", tax_map=answers).tax_category == "E"


def test_a_row_of_several_categories_has_none() -> None:
    answers: TaxMap = {(Subject.AT_ZERO, "a"): Mapped("Z"), (Subject.AT_ZERO, "b"): Mapped("O")}
    zero = [tax("0", inside=True) | {"name": name} for name in ("A", "B")]
    document = order(products=[product(taxes=[each]) for each in zero], subtotal=20000, total=20000, tax=0)
    data = read_order(document).data
    assert data is not None
    made = draft_document(data, "line", "MX", answers)
    assert [each.tax_category for each in made.lines] == ["Z", "O"]
    assert [(row.rate, row.category, row.is_vat) for row in made.taxes] == [(Decimal(0), "", True)]


def test_a_country_without_the_tax_has_no_category() -> None:
    made = line(("ICMS", "18"), country="BR")
    assert (made.tax_category, str(made.classes.question)) == (
        "",
        "Folio knows no categories of the value added tax in this country.",
    )


@pytest.mark.parametrize(
    ("country", "name", "platform_type", "code"),
    [
        ("CL", "Webpay Plus", "webpay_cl", "48"),
        ("CL", "Tarjetas (Pago seguro)", "webpay_cl", "48"),
        ("CL", "Khipu - Transferencia", "khipu", "68"),
        ("CL", "Pago Manual (Transferencia Bancaria)", "manual", "30"),
        ("PT", "Referência Multibanco", "ifthenpay", "68"),
        ("PT", "MB WAY", "eupago", "68"),
        ("PT", "Envio à cobrança / Numerário", "manual", "10"),
        ("CO", "PSE", "payu", "68"),
        ("MX", "OXXO", "external_payment_gateway", "10"),
        ("BR", "Pix", "manual", "30"),
        ("ES", "Contra reembolso", "manual", "10"),
        ("ES", "Bizum", "external_payment_gateway", "68"),
        ("PE", "Yape", "manual", "68"),
        ("CL", "PayPal", "paypal", "68"),
        ("CL", "Cash Collection", "manual", "10"),
        ("CL", "Otra", "manual", ""),
        ("CL", "Otra", "stripe", "68"),
    ],
)
def test_means_of_payment_are_proposed_by_their_names(country: str, name: str, platform_type: str, code: str) -> None:
    assert proposed_code(name, platform_type, country) == code
    assert means_of(name, {}).code == ""
    assert str(means_of(name, {}).question) == f"It is not decided which means of payment “{name}” is."
    assert means_of(f" {name.upper()}", {key_of(name): "97"}).code == "97"


def test_an_order_without_a_payment_has_no_means() -> None:
    assert str(means_of(" ", {"": "10"}).question) == "The order does not say how it was paid."


_names = st.sampled_from(
    ["IVA", "IGV", "Exento", "Isento M16", "Exonerado", "Excluido", "IVA 0%", "ICMS", "IABA", "Bebidas", "", "art. 20"]
)
_answers = st.sampled_from([Mapped("E", "", "Motivo"), Mapped("Z"), Mapped("O", "M99"), Mapped(NOT_VAT)])


def named(data: OrderData, names: list[str]) -> OrderData:
    """Return `data` with `names` for its taxes, in turn."""
    items = []
    for number, item in enumerate(data.items):
        taxes = tuple(replace(each, name=names[(number + at) % len(names)]) for at, each in enumerate(item.taxes))
        items.append(replace(item, taxes=taxes))
    return replace(data, items=tuple(items))


def amounts(made: Draft) -> list[Any]:
    """Return what a draft says apart from categories."""
    lines = [(each.net, each.tax, each.gross, each.fixed_tax, each.tax_rate, each.tax_label) for each in made.lines]
    rows = [(each.rate, each.net, each.tax, each.gross, each.label, each.parts) for each in made.taxes]
    return [*lines, *rows, made.net_total, made.tax_total, made.gross_total, made.amount_paid]


@pytest.mark.no_cover  # Other tests run the same lines.
@settings(max_examples=examples(80), deadline=None, derandomize=True)
@given(
    carts(),
    conventions,
    st.sampled_from(COUNTRIES),
    st.sampled_from([*COUNTRIES, "FR", ""]),
    st.lists(_names, min_size=1, max_size=4),
    st.dictionaries(st.tuples(st.sampled_from(list(Subject)), _names.map(key_of)), _answers, max_size=4),
)
def test_any_order_has_categories_or_says_what_is_missing(
    cart: Cart, how: Convention, country: str, buyer: str, names: list[str], tax_map: TaxMap
) -> None:
    data = read_sale(sell(cart, how).order).data
    assume(data is not None)
    assert data is not None
    sold = named(replace(data, buyer=replace(data.buyer, country=buyer)), names)
    made = draft_document(sold, "line", country, tax_map)
    assert amounts(made) == amounts(draft_document(sold, "line", country))
    allowed = registry.country(country).tax_categories
    given_answers = {each.category for each in tax_map.values()}
    for each in made.lines:
        assert each.tax_category or each.classes.question
        assert each.unit == "C62"
        above_zero = bool(each.tax_rate)
        assert above_zero or each.tax_category != TaxCategory.STANDARD
        assert not each.tax_category or (allowed and each.tax_category in {*allowed.categories, "S", *given_answers})
    for row in made.taxes:
        assert row.rate is not None or (row.is_vat is False and row.category == "")
        assert row.category == "" or {row.category} == {
            each.tax_category for each in made.lines if (each.tax_rate, each.tax_label) == (row.rate, row.label)
        }


@settings(max_examples=examples(60), deadline=None, derandomize=True)
@given(
    st.sampled_from(COUNTRIES),
    st.text(max_size=30),
    st.dictionaries(st.text(max_size=10), st.sampled_from(["10", "48"])),
)
def test_any_payment_has_means_or_says_what_is_missing(country: str, name: str, payment_map: dict[str, str]) -> None:
    found = means_of(name, payment_map)
    assert bool(found.code) is (found.question is None)
    assert found.code in {"", payment_map.get(key_of(name))}
    assert proposed_code(name, "", country) is not None
