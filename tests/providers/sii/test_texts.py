"""Texts, comunas and limits of a DTE."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.providers.sii.comunas import COMUNAS, official_comuna
from apps.providers.sii.limits import BOLETA, INVOICE, broken_limits
from apps.providers.sii.texts import fits, latin1
from tests.providers.documents import order_a
from tests.providers.sii.test_selection import built


@given(st.text())
def test_every_text_becomes_one_of_latin1(text: str) -> None:
    plain = latin1(text)
    assert plain.encode("iso-8859-1").decode("iso-8859-1") == plain
    assert latin1(plain) == plain
    assert "  " not in plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Año—2026…", "Año-2026..."), ("a\tb\n c", "a b c"), ("Łódź ´", "Lódz ´"), ("5 € ½", "5 EUR ½"), ("n\u0303", "ñ")],
)
def test_signs_outside_latin1_have_others_instead(text: str, plain: str) -> None:
    assert latin1(text) == plain


def test_there_are_346_comunas_with_short_names() -> None:
    assert len(set(COMUNAS)) == 346
    assert all(len(each) <= 20 and fits(each) for each in COMUNAS)
    assert all(official_comuna(each.upper()) == each for each in COMUNAS)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("viña del mar", "Viña del Mar"),
        ("Vina del Mar", "Viña del Mar"),
        ("Llay-Llay", "Llaillay"),
        ("Aisén", "Aysén"),
        ("Til Til", "Tiltil"),
        ("Santiago Centro", "Santiago"),
        ("OHiggins", "O'Higgins"),
        ("Gran Santiago", ""),
        ("", ""),
    ],
)
def test_a_comuna_is_known_by_the_names_that_people_write(text: str, name: str) -> None:
    assert official_comuna(text) == name


@pytest.mark.parametrize(
    ("part", "name", "value", "code"),
    [
        ("Receptor", "RUTRecep", "66.666.666-6", "sii_field_too_long"),
        ("Receptor", "RUTRecep", "6666666-k", "sii_field_wrong"),
        ("Receptor", "GiroRecep", "Venta", "sii_field_wrong"),
        ("Receptor", "RUTRecep", "", "sii_field_wrong"),
        ("Emisor", "RznSocEmisor", "x" * 101, "sii_field_too_long"),
        ("Emisor", "GiroEmisor", "Venta — al por menor", "sii_field_wrong"),
        ("Totales", "MntNeto", -1, "sii_field_wrong"),
        ("IdDoc", "IndServicio", 9, "sii_field_wrong"),
    ],
)
def test_a_field_beyond_its_limit_is_found_before_it_is_sent(part: str, name: str, value: Any, code: str) -> None:
    dte = built(order_a()).dte
    assert broken_limits(dte) == ()
    dte["Encabezado"][part][name] = value
    assert [(each.code, each.figures["field"]) for each in broken_limits(dte)] == [(code, name)]


def test_a_price_has_at_most_six_decimals_and_is_above_zero() -> None:
    for price in (0.0000001, 0, "1.1234567"):
        dte = built(order_a()).dte
        dte["Detalle"][0]["PrcItem"] = price
        assert [each.code for each in broken_limits(dte)] == ["sii_field_wrong"]


def test_the_limits_are_those_of_the_schemas() -> None:
    assert INVOICE["Receptor"]["GiroRecep"].longest == 40
    assert INVOICE["Detalle"]["NmbItem"].longest == BOLETA["Detalle"]["NmbItem"].longest == 80
    assert "FchRef" not in BOLETA["Referencia"]
