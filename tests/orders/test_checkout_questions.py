"""Buyers' answers to the store's own questions, in any spelling."""

import json
from pathlib import Path
from typing import Any

import pytest

from apps.orders.buyers import read_buyer
from apps.orders.checkout_questions import DEFAULT, TARGETS, LabelMap
from apps.orders.data import Buyer
from apps.orders.texts import folded
from tests.factories import order

_FACTURA = Path(__file__).parents[2] / "apps" / "sandbox" / "orders" / "clp-factura-with-coupon.json"


def asked(*fields: dict[str, Any], labels: LabelMap = DEFAULT) -> Buyer:
    """Return the buyer of an order with `fields` and no other data of a company or a tax number."""
    made = order(additional_fields=list(fields))
    made["billing_address"]["taxid"] = None
    return read_buyer(made, labels)


def field(label: object, value: object, **more: Any) -> dict[str, Any]:
    return {"label": label, "value": value, "id": 7, "area": "other"} | more


@pytest.mark.parametrize(
    "label",
    [
        "¿Desea factura?",
        "¿ Desea factura&nbsp;?",
        "DESEA FACTURA:",
        "¿Desea <b>factura</b>? *",
        "\u00a0Desea  Factura ",
    ],
)
def test_spelling_makes_no_difference(label: str) -> None:
    assert asked(field(label, "Sí")).wants_factura is True


_YES = ["Factura", "FACTURA ", "Sí", "si", "Sim", "yes", "true", "1", 1, True, "<b>Sí</b>"]
_NO = ["Boleta", "No", "não", "NAO", "false", "0", 0, False]
_NEITHER: list[object] = ["", None, "Tal vez", "12.345.678-5", [], {}]
_WISHES = [*((word, True) for word in _YES), *((word, False) for word in _NO), *((word, None) for word in _NEITHER)]


@pytest.mark.parametrize(("value", "wish"), _WISHES)
def test_wishes(value: object, wish: bool | None) -> None:
    assert asked(field("Tipo de Documento", value)).wants_factura is wish


def test_nothing_asked_is_nothing_said() -> None:
    buyer = asked()
    assert (buyer.wants_factura, buyer.company, buyer.tax_id, buyer.activity, buyer.taxpayer_type) == (
        None,
        "",
        "",
        "",
        "",
    )


@pytest.mark.parametrize("label", ["Documento", "Boleta o Factura", "Tipo de documento", "¿Necesitas factura?"])
def test_labels_in_the_wild(label: str) -> None:
    assert asked(field(label, "Factura")).wants_factura is True


@pytest.mark.parametrize(
    ("target", "label"),
    [
        ("company", "Razón Social"),
        ("company", "Razao social"),
        ("company", "EMPRESA"),
        ("activity", "Giro:"),
        ("activity", "Atividade Econômica"),
        ("taxpayer_type", "Tipo de Contribuyente"),
        *[("tax_id", label) for label in ("Rut Empresa", "R.U.T.", "NIF", "CPF / CNPJ", "Contribuinte", "RFC", "RUC")],
    ],
)
def test_each_fact_is_found_by_its_label(target: str, label: str) -> None:
    assert getattr(asked(field(label, "the answer")), target) == "the answer"


def test_what_is_said_for_billing_comes_first_wherever_it_stands() -> None:
    fields = (field("Giro", "Envíos", area="shipping"), field("Giro", "Cafetería", area="billing"))
    assert asked(*fields).activity == asked(*fields[::-1]).activity == "Cafetería"


@pytest.mark.parametrize("empty", [None, "", " ", "-", "&nbsp;"])
def test_an_empty_answer_for_billing_gives_way_to_one_that_says_something(empty: object) -> None:
    buyer = asked(field("Giro", "Cafetería", area="shipping"), field("Giro", empty, area="billing"))
    assert buyer.activity == "Cafetería"


def test_of_two_questions_the_one_that_is_listed_first_counts() -> None:
    buyer = asked(field("RUT", "12345678-5", area="billing"), field("RUT empresa", "76086428-5"))
    assert buyer.tax_id == "76086428-5"


def test_area_and_id_may_be_missing_and_odd_entries_are_passed_over() -> None:
    fields: list[Any] = [
        None,
        5,
        {"value": "x"},
        {"label": None, "value": "x"},
        {"label": "Giro", "value": "Cafetería"},
    ]
    assert asked(*fields).activity == "Cafetería"
    assert read_buyer(order(additional_fields=None)).activity == ""


def test_answers_may_hold_html() -> None:
    assert asked(field("Razón social", "<p>Caf&eacute; &amp; T&eacute;&nbsp;<b>SpA</b></p>")).company == "Café & Té SpA"
    assert asked(field("Razón social", "1 < 2 SpA")).company == "1 < 2 SpA"


def test_a_ticked_box_is_nobodys_name() -> None:
    assert asked(field("Empresa", "true"), field("Nombre empresa", True)).company == ""


def test_what_the_system_notes_is_no_answer_of_the_buyer() -> None:
    labels = LabelMap.with_defaults({"wants_factura": ["accepts_marketing"]})
    assert asked(field("accepts_marketing", "true", id=None, area="contact"), labels=labels).wants_factura is None
    assert asked(field("Giro", "Cafetería", id=None)).activity == "Cafetería"


def test_the_order_of_evidence() -> None:
    information = {"company_name": "Info SpA", "business_activity": "Info", "taxpayer_type": "Info"}
    fields = [
        field("Razón social", "Label SpA"),
        field("Giro", "Label"),
        field("Tipo de contribuyente", "Label"),
        field("RUT", "2"),
    ]
    customer = {"email": "a@example.com", "tax_id": "3"}
    made = order(billing_information=information, additional_fields=fields, customer=customer)
    made["billing_address"] |= {"company": "Address SpA", "taxid": "11"}
    buyer = read_buyer(made)
    assert (buyer.company, buyer.activity, buyer.taxpayer_type, buyer.tax_id) == ("Info SpA", "Info", "Info", "11")
    made |= {"billing_information": None}
    made["billing_address"] |= {"company": "", "taxid": None}
    buyer = read_buyer(made)
    assert (buyer.company, buyer.activity, buyer.taxpayer_type, buyer.tax_id) == ("Label SpA", "Label", "Label", "2")
    assert read_buyer(made | {"additional_fields": []}).tax_id == "3"


def test_a_real_order_asks_for_a_factura() -> None:
    buyer = read_buyer(json.loads(_FACTURA.read_text())["order"])
    assert (buyer.wants_factura, buyer.company) == (True, "Café del Puerto SpA")
    assert (buyer.activity, buyer.taxpayer_type) == ("Venta al por menor de alimentos", "Primera categoría")


def test_the_merchants_labels_replace_those_of_their_target_only() -> None:
    labels = LabelMap.with_defaults({"company": ["Mi empresa es"], "activity": []})
    buyer = asked(field("¿Mi empresa es?", "Uno"), field("Razón social", "Dos"), field("Giro", "Tres"), labels=labels)
    assert (buyer.company, buyer.activity) == ("Uno", "Tres")


def test_no_default_label_stands_for_two_facts() -> None:
    spelled = [folded(label) for target in TARGETS for label in getattr(DEFAULT, target)]
    assert len(set(spelled)) == len(spelled)
    assert all(spelled)


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ({"country_code": "cl"}, "CL"),
        ({"country": "US"}, "US"),
        ({"country": "Chile"}, ""),
        ({"country_code": "CHL"}, ""),
    ],
)
def test_a_country_is_a_code_or_unknown(place: dict[str, str], country: str) -> None:
    assert read_buyer(order(billing_address=place)).country == country


@pytest.mark.parametrize(
    ("target", "label"),
    [
        ("activity", "Giro (opcional)"),
        ("activity", "GIRO (solo empresas)"),
        ("activity", "Giro - opcional"),
        ("activity", "Giro obligatorio *"),
        ("activity", "Ingrese su giro:"),
        ("activity", "Atividade [opcional]"),
        ("activity", "𝓖𝓲𝓻𝓸 (opcional)"),
        ("tax_id", "RUT empresa *"),
        ("tax_id", "RUT (sin puntos y con guión)"),
        ("tax_id", "RUT sin puntos y con guión"),
        ("tax_id", "RUT ej: 12.345.678-9"),
        ("tax_id", "N° RUT"),
        ("tax_id", "Nº de RUT"),
        ("tax_id", "Número de RUT (solo si requiere factura)"),
        ("tax_id", "NIF para factura"),
        ("tax_id", "CPF (somente números)"),
        ("tax_id", "CNPJ (se aplicável)"),
        ("tax_id", "Tax ID (optional)"),
        ("company", "Razón social:"),
        ("company", "Razón social (si necesita factura)"),
        ("company", "Indique la razón social"),
        ("company", "Company name - required"),
        ("company", "Empresa (opcional)"),
        ("taxpayer_type", "Tipo de contribuyente (obligatorio)"),
    ],
)
def test_a_label_with_an_addition_counts_as_the_plain_one(target: str, label: str) -> None:
    assert getattr(asked(field(label, "the answer")), target) == "the answer"


@pytest.mark.parametrize(
    "label",
    [
        "¿Desea factura? (Sí/No)",
        "¿Necesita factura? Sí/No",
        "Factura electrónica",
        "Boleta o factura *",
        "Invoice (optional)",
    ],
)
def test_the_question_for_a_factura_may_have_additions(label: str) -> None:
    assert asked(field(label, "Sí")).wants_factura is True


@pytest.mark.parametrize(
    "label",
    ["Giro bancario", "Empresa de transporte", "RUT del conductor", "¿No desea factura?", "Empresa: RUT", "(Giro)x"],
)
def test_a_label_about_something_else_is_not_cut_down(label: str) -> None:
    buyer = asked(field(label, "Sí señor"), field(label, "76.086.428-5"))
    assert (buyer.activity, buyer.company, buyer.tax_id, buyer.wants_factura) == ("", "", "", None)


def test_a_bracket_that_names_a_fact_is_no_addition() -> None:
    assert asked(field("Empresa (RUT)", "Andes SpA")).company == ""


def test_the_plain_label_goes_before_one_with_an_addition() -> None:
    assert asked(field("Giro (opcional)", "Dos", area="billing"), field("Giro", "Uno")).activity == "Uno"


def test_a_label_of_any_length_is_looked_up() -> None:
    assert asked(field("opcional " * 50_000 + "(" * 50_000, "x1"), field("Giro", "Imprenta")).activity == "Imprenta"


@pytest.mark.parametrize("answer", ["Factura y boleta", "Sí / No", "No, factura"])
def test_an_answer_that_says_both_is_unclear(answer: str) -> None:
    buyer = asked(field("¿Desea factura?", answer))
    assert (buyer.wants_factura, buyer.wish_is_unclear) == (None, True)


def test_a_clear_answer_goes_before_an_unclear_one() -> None:
    buyer = asked(field("¿Desea factura?", "Sí / No"), field("Tipo de documento", "Factura electrónica"))
    assert (buyer.wants_factura, buyer.wish_is_unclear) == (True, False)


@pytest.mark.parametrize(
    "answer", ["Factura electrónica", "Quiero factura", "Sí, factura", "Boleta electrónica", "No, boleta"]
)
def test_a_wish_is_nobodys_name(answer: str) -> None:
    assert asked(field("Empresa", answer), field("Giro", answer)).company == ""


_PARTICIPANT = ("9920", "ESB12345674")


@pytest.mark.parametrize(
    ("value", "scheme_and_address"),
    [
        ("9920:ESB12345674", _PARTICIPANT),
        (" 9920 : ESB12345674 ", _PARTICIPANT),
        ("iso6523-actorid-upis::9920:ESB12345674", _PARTICIPANT),
        ("0088:7300010000001", ("0088", "7300010000001")),
        ("facturas@nandu.es", ("EM", "facturas@nandu.es")),
        ("em:facturas@nandu.es", ("EM", "facturas@nandu.es")),
        # The scheme is not told, or is none of the list.
        ("ESB12345674", ("", "")),
        ("7300010000001", ("", "")),
        ("1234:5", ("", "")),
        ("9920:", ("", "")),
        ("9920:" + "1" * 101, ("", "")),
        ("No", ("", "")),
        ("9920:ESB12345674 y 9920:ESB12345675", ("", "")),
    ],
)
def test_an_address_for_electronic_invoices_has_a_scheme(value: str, scheme_and_address: tuple[str, str]) -> None:
    buyer = asked(field("Peppol ID", value))
    assert (buyer.electronic_scheme, buyer.electronic_address) == scheme_and_address


def test_the_merchant_names_the_question_for_an_electronic_address() -> None:
    labels = LabelMap.with_defaults({"electronic_address": ["Buzón"]})
    assert asked(field("Buzón", "9920:ESB12345674"), labels=labels).electronic_address == "ESB12345674"
    assert asked(field("Buzón", "9920:ESB12345674")).electronic_address == ""
