"""Buyers: addresses compared by content, names in their usual forms."""

from typing import Any

import pytest

from apps.orders.buyers import read_buyer
from tests.factories import order

_KEYS = "name surname taxid address street_number city postal region country country_code municipality".split()
_SHIPPING = {
    "name": "Luis",
    "surname": "Vega",
    "address": "Los Olmos",
    "street_number": "8",
    "city": "Valdivia",
    "postal": "5090000",
    "region": "Los Ríos",
    "country": "Chile",
    "country_code": "CL",
    "municipality": "Valdivia",
}
_SHIPPED_TO = ("Los Olmos 8", "5090000 Valdivia", "Los Ríos, Chile")


def bought(billing: Any, shipping: Any = _SHIPPING, **changes: Any) -> dict[str, Any]:
    return order(billing_address=billing, shipping_address=shipping, **changes)


@pytest.mark.parametrize("nothing", [None, "", " ", "-", "n/a", "No aplica", "null", "sin dirección", "&nbsp;", "x"])
def test_an_address_that_says_nothing_is_none(nothing: object) -> None:
    buyer = read_buyer(bought(dict.fromkeys(_KEYS, nothing)))
    assert (buyer.address, buyer.country, buyer.tax_id, buyer.name) == (_SHIPPED_TO, "CL", "", "Ana Muñoz")


@pytest.mark.parametrize("none", [None, {}, [], "", 0])
def test_an_address_that_is_none_is_none(none: object) -> None:
    assert read_buyer(bought(none)).address == _SHIPPED_TO


def test_a_billing_address_without_street_takes_the_shipping_one_and_keeps_its_number_and_name() -> None:
    billing = {"name": "Ana", "surname": "Ruiz", "taxid": "12.345.678-5", "country": "Chile", "country_code": "CL"}
    buyer = read_buyer(bought(billing))
    assert (buyer.address, buyer.tax_id, buyer.name, buyer.country) == (_SHIPPED_TO, "12.345.678-5", "Ana Ruiz", "CL")


@pytest.mark.parametrize("street", [None, "-", "sin calle", "0"])
def test_a_city_alone_is_no_street(street: str | None) -> None:
    billing = {"address": street, "street_number": "12", "city": "Osorno", "country_code": "CL"}
    assert read_buyer(bought(billing)).address == _SHIPPED_TO


def test_a_billing_address_with_street_is_the_buyers() -> None:
    buyer = read_buyer(bought({"address": "Calle 9", "street_number": "S/N", "city": "Osorno", "region": "null"}))
    assert buyer.address == ("Calle 9 S/N", "Osorno")


def test_where_nothing_was_shipped_the_billing_address_stands_as_it_is() -> None:
    assert read_buyer(bought({"country": "US", "zip": "10001"}, None)).address == ("10001", "US")
    assert read_buyer(bought({"city": "Osorno"}, dict.fromkeys(_KEYS))).address == ("Osorno",)
    assert read_buyer(bought(None, None)).address == ()


def test_a_gift_to_another_country_is_not_the_buyers_address() -> None:
    buyer = read_buyer(bought({"city": "Mendoza", "country": "Argentina", "country_code": "AR"}))
    assert (buyer.address, buyer.country) == (("Mendoza", "Argentina"), "AR")


def test_what_an_address_says_twice_is_printed_once() -> None:
    assert read_buyer(bought({"address": "Uno 1", "municipality": "VALPARAÍSO", "city": "Valparaiso"})).address == (
        "Uno 1",
        "VALPARAÍSO",
    )


@pytest.mark.parametrize(
    ("name", "surname", "full"),
    [
        ("Martín", "Martín", "Martín Martín"),
        ("Rosa", "rosa", "Rosa rosa"),
        ("Ana Ruiz", "Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz", "ANA RUÍZ", "Ana Ruiz"),
        ("Martín Martín", "Martín Martín", "Martín Martín"),
        ("Ana", "Ruiz Ruiz", "Ana Ruiz Ruiz"),
        ("Andes SpA", ".", "Andes SpA"),
        ("Rosa", "sin apellido", "Rosa"),
        ("Malcolm", "X", "Malcolm X"),
        ("Christopher", "Null", "Christopher Null"),
        ("-", "Soto", "Soto"),
        ("n/a", None, "Luz Paz"),
        ("null", "null", "Luz Paz"),
        ("Consumidor", "Final", "Luz Paz"),
        (None, None, "Luz Paz"),
    ],
)
def test_names(name: str | None, surname: str | None, full: str) -> None:
    billing = {"name": name, "surname": surname, "address": "Uno 1"}
    assert read_buyer(bought(billing, customer={"fullname": "Luz Paz"})).name == full


@pytest.mark.parametrize(
    ("customer", "full"),
    [
        ({"fullname": "Martín Martín"}, "Martín Martín"),
        ({"fullname": "Ana Ruiz Ana Ruiz"}, "Ana Ruiz"),
        ({"fullname": "Rosa ."}, "Rosa"),
        ({"fullname": "null null", "name": "Ana", "surname": "Ruiz"}, "Ana Ruiz"),
        ({"name": "Ana", "surname": "-"}, "Ana"),
        ({"name": "Ana"}, "Ana"),
        ({"fullname": "Particular"}, "Luis Vega"),
        (None, "Luis Vega"),
    ],
)
def test_the_customers_name_stands_in_and_after_it_the_one_on_the_parcel(customer: Any, full: str) -> None:
    assert read_buyer(bought(None, customer=customer)).name == full


def test_half_a_billing_name_is_completed_by_the_customers() -> None:
    customer = {"fullname": "Rosa Ejemplo Soto"}
    assert read_buyer(bought({"name": "rosa", "surname": "-"}, customer=customer)).name == "Rosa Ejemplo Soto"
    assert read_buyer(bought({"name": "Andes", "surname": "-"}, customer=customer)).name == "Andes"


def test_the_dialect_of_lightweight_requests_is_read_the_same_way() -> None:
    customer = {"email": "a@example.com", "fullname": "Ana Ruiz Ana Ruiz", "tax_id": "RUT: 012.345.678-5"}
    buyer = read_buyer(bought({"country": "CL", "zip": "8320000", "tax_id": "n/a"}, None, customer=customer))
    assert (buyer.name, buyer.tax_id, buyer.address) == ("Ana Ruiz", "12.345.678-5", ("8320000", "CL"))


@pytest.mark.parametrize("email", ["-", "n/a", "null", "no tengo", None])
def test_an_address_for_mail_has_an_at_sign(email: str | None) -> None:
    assert read_buyer(order(customer={"email": email})).email == ""
