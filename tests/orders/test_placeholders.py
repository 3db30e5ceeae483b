"""Placeholders in required fields are no facts, and no real name is taken for one."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.orders import placeholders
from apps.orders.buyers import read_buyer
from tests.factories import order

_ANYWHERE = [
    *("-", "--", "—", "...", ".", "*", "_", "¿?", "()", "\u200b"),
    *("n/a", "N/A", "N.A.", "n. a.", "(n/a)", "N/A."),
    *("null", "undefined", "none", "Ｎ／Ａ", "𝓷𝓾𝓵𝓵", "'null'"),
    *("no aplica", "No Aplica.", "NO  APLICA", "No se aplica", "não aplicável", "Não se aplica", "Not applicable"),
    *("ninguna", "Ninguno", "NINGUNA.", "nenhum", "Nenhuma"),
    *("No tengo", "no tiene", "Não tem", "não tenho", "no hay"),
    *("0", "000", "0-0", "00.000", "xx", "XXX", "x-x", "x"),
    *("sin datos", "Sin información", "sem informação", "no data"),
]
_ABOUT_PERSONS = [
    *("particular", "PARTICULAR", "(Particular)", "Persona natural", "persona  natural.", "Pessoa física"),
    *("Consumidor final", "Cliente particular", "Private person", "uso personal", "particular / persona natural"),
]
_ABOUT_COMPANIES = [
    *("sin empresa", "SIN EMPRESA", "Sin razón social", "sin giro", "Sin RUT", "sin nombre de empresa"),
    *(
        "sem empresa",
        "no company",
        "without company",
        "I don't have a company",
        "No tengo empresa",
        "Não tenho empresa",
    ),
    *("S/N", "NA", "na", "no", "X", "No, gracias", "Sí", "Boleta", "Boleta electrónica", "ninguna, particular"),
    *("N/A N/A", "ninguno/a", "particular, sin empresa"),
]
_COMPANIES = [
    *("Sin Límites SpA", "Sin Nombre SpA", "Sin Fronteras", "Sem Fronteiras Lda", "No Name Clothing", "No Más Ltda"),
    *("X Corp", "Ninguna Parte Ltda", "Null Industries", "3M", "NA Comercial", "0 Kilómetros SpA", "Cero Cero Ltda"),
    *("Particulares Unidos Ltda", "Consumidor Feliz SA", "Nada Nuevo EIRL", "None of Your Business Inc", "S.A.", "A-B"),
    *("Persona Natural Consultores", "Factura Fácil SpA", "BBB", "Xx Studio", "松下電器", "شركة النور"),
]


@pytest.mark.parametrize("words", _ANYWHERE + _ABOUT_PERSONS + _ABOUT_COMPANIES)
@pytest.mark.parametrize("field", [placeholders.company, placeholders.activity, placeholders.tax_number])
def test_a_placeholder_is_no_fact_about_a_company(field: Callable[[str], str], words: str) -> None:
    assert field(words) == ""


@pytest.mark.parametrize("words", [*_ANYWHERE, *_ABOUT_COMPANIES, "particular", "Persona natural", "Pessoa física"])
def test_a_placeholder_is_no_class_of_taxpayer(words: str) -> None:
    assert placeholders.taxpayer_type(words) == ""


@pytest.mark.parametrize("words", ["Consumidor final", "Responsable inscripto", "Primera categoría", "Monotributo"])
def test_what_tax_law_knows_is_a_class_of_taxpayer(words: str) -> None:
    assert placeholders.taxpayer_type(words) == words


@pytest.mark.parametrize("words", _COMPANIES)
def test_a_companys_name_may_begin_like_a_placeholder(words: str) -> None:
    assert placeholders.company(words) == words


@pytest.mark.parametrize("words", ["471100", "47.11.00", "Venta al por menor", "Sin fines de lucro"])
def test_a_line_of_business_may_be_the_tax_offices_number(words: str) -> None:
    assert placeholders.activity(words) == words


@pytest.mark.parametrize("words", ["CF", "12.345.678-5", "pendiente", "2"])
def test_a_tax_number_is_not_judged_here(words: str) -> None:
    assert placeholders.tax_number(words) == words


@pytest.mark.parametrize("words", [*_ANYWHERE, "sin apellido", "Sin Apellidos", "no surname", "sem sobrenome"])
def test_a_placeholder_is_no_part_of_a_name(words: str) -> None:
    assert placeholders.part_of_name(words) == ""


@pytest.mark.parametrize("words", ["Null", "X", "Na", "Sin", "Nada", "No", "Particular", "Núñez", "Ñ", "O", "S.A."])
def test_what_is_no_company_may_be_a_surname(words: str) -> None:
    assert placeholders.part_of_name(words) == words


@pytest.mark.parametrize("words", [*_ANYWHERE, *_ABOUT_PERSONS[:-1], "Null Null", "NULL", "X X", "undefined undefined"])
def test_a_placeholder_is_no_name(words: str) -> None:
    assert placeholders.name(words) == ""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Christopher Null", "Christopher Null"),
        ("Malcolm X", "Malcolm X"),
        ("Sin Yee", "Sin Yee"),
        ("Rosa .", "Rosa"),
        ("Rosa null", "Rosa"),
        ("Rosa n/a", "Rosa"),
        ("Rosa -- -", "Rosa"),
        ("Ana & Luis", "Ana & Luis"),
    ],
)
def test_a_name_loses_only_the_placeholder_at_its_end(words: str, name: str) -> None:
    assert placeholders.name(words) == name


@pytest.mark.parametrize(
    "words", [*_ANYWHERE, "sin dirección", "Sin comuna", "no address", "Não tem complemento", "NA"]
)
def test_a_placeholder_is_no_part_of_an_address(words: str) -> None:
    assert placeholders.place(words) == ""


@pytest.mark.parametrize("words", ["S/N", "s/n", "Sin número", "Sem número", "Å", "Camino sin nombre", "12", "Calle 0"])
def test_an_address_may_say_that_a_house_has_no_number(words: str) -> None:
    assert placeholders.place(words) == words


def test_a_region_may_have_such_a_code() -> None:
    assert (placeholders.region("NA"), placeholders.region("NO"), placeholders.region("n/a")) == ("NA", "NO", "")


@given(st.text())
def test_a_field_says_what_it_says_or_nothing(words: str) -> None:
    for field in (placeholders.company, placeholders.activity, placeholders.taxpayer_type, placeholders.tax_number):
        assert field(words) in {"", words}
    assert placeholders.place(words) in {"", words}
    assert placeholders.part_of_name(words) in {"", words}


@given(st.text("-–—.·,;:!?*_/ \u200b\u00a0#()", max_size=20))
def test_signs_alone_are_no_fact_anywhere(signs: str) -> None:
    for field in (
        placeholders.company,
        placeholders.activity,
        placeholders.taxpayer_type,
        placeholders.tax_number,
        placeholders.part_of_name,
        placeholders.name,
        placeholders.place,
        placeholders.region,
    ):
        assert field(signs) == ""


@given(
    st.sampled_from(_ANYWHERE + _ABOUT_PERSONS + _ABOUT_COMPANIES),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", "-", " .", "¡", "  "]),
)
def test_case_and_signs_around_make_no_fact_of_it(words: str, cased: Callable[[str], str], around: str) -> None:
    assert placeholders.company(around + cased(words) + around) == ""


def _of_answers(**answers: str) -> dict[str, Any]:
    labels = {"company": "Empresa", "activity": "Giro", "type": "Tipo de contribuyente", "tax_id": "RUT empresa"}
    fields = [{"label": labels[name], "value": value, "id": 1, "area": "billing"} for name, value in answers.items()]
    return {"additional_fields": fields}


@pytest.mark.parametrize(("company", "activity", "kind", "tax_id"), [
    ("Sin empresa", "--", "n/a", "0"),
    ("Particular", "No aplica", "persona natural", "sin RUT"),
    ("não tem", "Nenhuma", "null", "undefined"),
    ("x", "x", "x", "x"),
    (".", ".", ".", "000.000.000-0"),
])  # fmt: skip
@pytest.mark.parametrize("where", ["information", "answers", "both"])
def test_the_document_names_the_person(company: str, activity: str, kind: str, tax_id: str, where: str) -> None:
    made = order()
    made["billing_address"] |= {"taxid": None, "company": company}
    if where != "answers":
        made |= {"billing_information": {"company_name": company, "business_activity": activity, "taxpayer_type": kind}}
        made["billing_address"] |= {"taxid": tax_id}
    if where != "information":
        made |= _of_answers(company=company, activity=activity, type=kind, tax_id=tax_id)
    buyer = read_buyer(made)
    assert (buyer.company, buyer.activity, buyer.taxpayer_type, buyer.tax_id) == ("", "", "", "")
    assert buyer.name == "Ana Muñoz"


def test_a_placeholder_gives_way_to_what_comes_after_it() -> None:
    made = order(billing_information={"company_name": "n/a", "business_activity": "-", "taxpayer_type": None})
    made |= _of_answers(company="Andes SpA", activity="Imprenta", type="Primera categoría", tax_id="76.086.428-5")
    made["billing_address"]["taxid"] = "sin rut"
    buyer = read_buyer(made)
    assert (buyer.company, buyer.activity, buyer.taxpayer_type) == ("Andes SpA", "Imprenta", "Primera categoría")
    assert buyer.tax_id == "76.086.428-5"
    made["additional_fields"] = []
    made["customer"]["tax_id"] = "12.345.678-5"
    assert read_buyer(made).tax_id == "12.345.678-5"
