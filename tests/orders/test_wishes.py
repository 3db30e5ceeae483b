"""Requests for a factura in longer texts."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.orders.wishes import Wish, is_wish, wish

_YES = [
    "Factura electrónica",
    "FACTURA ELECTRONICA",
    "Sí, factura",
    "si factura",
    "Sí quiero factura",
    "Quiero factura",
    "Necesito factura por favor",
    "Con factura",
    "Factura, no boleta",
    "No boleta, factura",
    "No quiero boleta, quiero factura",
    "Factura a nombre de Comercial Andes",
    "Sí, a nombre de Comercial Andes",
    "Sí, por favor",
    "Factura exenta",
    "Sim, fatura",
    "Quero fatura",
    "Fatura eletrônica",
    "Fatura-recibo",
    "Yes, please",
    "Yes, invoice",
    "I need an invoice",
    "✅ Factura",
    "𝓕𝓪𝓬𝓽𝓾𝓻𝓪 electrónica",
    "Ｆａｃｔｕｒａ",
]
_NO = [
    "Boleta electrónica",
    "No, boleta",
    "No boleta",
    "Boleta, no factura",
    "Solo boleta",
    "No quiero factura",
    "No necesito factura, gracias",
    "Sin factura",
    "No, gracias",
    "Sí boleta",
    "Não, obrigado",
    "Não preciso de fatura",
    "Sem fatura",
    "No invoice needed",
    "I don't need an invoice",
    "I don’t want an invoice",
    "No thanks",
    "Receipt only",
    "𝓑𝓸𝓵𝓮𝓽𝓪 electrónica",
]
_UNCLEAR = [
    "Boleta o factura",
    "Factura/Boleta",
    "Factura y boleta",
    "Sí / No",
    "Sí, boleta",
    "No, factura",
    "Sí y no",
    "No quiero boleta",
    "Sim, não",
]
_NEITHER = ["Tal vez", "No sé", "No lo sé", "12.345.678-5", "Documento", "Comercial Sí SpA", "-", "", "1 unidad", "10"]
_ALL = [
    *((answer, Wish.YES) for answer in _YES),
    *((answer, Wish.NO) for answer in _NO),
    *((answer, Wish.UNCLEAR) for answer in _UNCLEAR),
    *((answer, None) for answer in _NEITHER),
]


@pytest.mark.parametrize(("answer", "said"), _ALL)
def test_what_an_answer_says(answer: str, said: Wish | None) -> None:
    assert wish(answer) is said


@pytest.mark.parametrize("answer", ["Factura electrónica", "Boleta", "No, boleta", "Sí", "1", "Sim, fatura", "Sí / No"])
def test_a_wish_names_no_company(answer: str) -> None:
    assert is_wish(answer)


@pytest.mark.parametrize(
    "name", ["Factura Fácil SpA", "Boletas del Sur Ltda", "Sí Señor EIRL", "No Más SpA", "Yes Corp"]
)
def test_a_name_that_holds_such_a_word_is_a_name(name: str) -> None:
    assert not is_wish(name)


@given(
    st.sampled_from(_YES + _NO + _UNCLEAR),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", " ", " !"]),
)
def test_case_and_space_around_make_no_difference(answer: str, cased: Callable[[str], str], around: str) -> None:
    assert wish(around + cased(answer) + around) is wish(answer)


@given(st.text())
def test_no_text_breaks_it(answer: str) -> None:
    assert wish(answer) in {None, *Wish}
