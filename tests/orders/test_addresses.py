"""Addresses of the simulated shop's orders: parts as the order states them, each printed once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.countries.addresses import PARTS
from apps.orders.buyers import read_buyer
from apps.orders.data import BuyerKind
from apps.orders.reading import read_order
from tests.factories import order
from tests.orders.simulating import sell
from tests.orders.strategies import addresses, carts, conventions

_COUNTRIES = "CL PT ES BR MX CO PE US GB FR JP".split()
# The platform's names of the parts that have others.
_PLATFORM = {"street": "address", "postcode": "postal"}
_SEPARATORS = " ,-\n"


def _said(address: dict[str, Any], part: str) -> str:
    value = str(address.get(_PLATFORM.get(part, part)) or "").strip()
    return "" if value in {"-", "null"} else value


@given(data=st.data(), cart=carts(most_lines=2), how=conventions, country=st.sampled_from(_COUNTRIES))
def test_every_part_that_an_order_states_is_known_and_printed_once(
    data: st.DataObject, cart: Any, how: Any, country: str
) -> None:
    address = data.draw(addresses(country))
    sold = sell(cart, how).order | {"billing_address": address, "shipping_address": None}
    bought = read_order(sold).data
    buyer = bought.buyer if bought else read_buyer(sold)
    stated = {part: _said(address, part) for part in PARTS}
    if not stated["street"]:
        stated["street_number"] = ""
    assert {part: getattr(buyer.parts, part) for part in PARTS} == stated
    printed = "\n".join(buyer.address)
    for text in (*filter(None, stated.values()), "Tierra Firme"):
        assert printed.count(text) == 1
        printed = printed.replace(text, "")
    assert printed.strip(_SEPARATORS) == ""


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("CL", ["Uno 2, Of. 3", "Cerro", "700 Ñuñoa, Santiago", "RM, Chile"]),
        ("BR", ["Uno, 2 - Of. 3", "Cerro", "Ñuñoa, Santiago - RM", "700", "Chile"]),
        ("MX", ["Uno 2, Of. 3", "Cerro", "700 Ñuñoa, Santiago, RM", "Chile"]),
        ("CO", ["Uno 2, Of. 3", "Cerro", "Ñuñoa, Santiago, RM, 700", "Chile"]),
        ("PE", ["Uno 2, Of. 3", "Cerro", "Ñuñoa, Santiago 700", "RM, Chile"]),
        ("US", ["2 Uno, Of. 3", "Cerro", "Ñuñoa, Santiago, RM 700", "Chile"]),
        ("GB", ["2 Uno, Of. 3", "Cerro", "Ñuñoa, Santiago", "700", "RM, Chile"]),
        ("FR", ["2 Uno, Of. 3", "Cerro", "700 Ñuñoa, Santiago", "RM, Chile"]),
    ],
)
def test_an_address_is_printed_in_the_order_of_its_country(country: str, lines: list[str]) -> None:
    texts = ["Uno", "2", "Of. 3", "Cerro", "Ñuñoa", "Santiago", "RM", "700"]
    address = dict(zip((_PLATFORM.get(part, part) for part in PARTS), texts, strict=True))
    read = read_buyer(order(billing_address=address | {"country": "Chile", "country_code": country}))
    assert list(read.address) == lines


@pytest.mark.parametrize(
    ("answers", "information", "kind"),
    [
        ([], {}, BuyerKind.UNKNOWN),
        ([{"label": "¿Boleta o factura?", "value": "Boleta"}], {}, BuyerKind.CONSUMER),
        ([{"label": "¿Boleta o factura?", "value": "Factura"}], {}, BuyerKind.BUSINESS),
        ([{"label": "¿Boleta o factura?", "value": "Boleta"}], {"company_name": "Andes SpA"}, BuyerKind.BUSINESS),
        ([], {"business_activity": "Comercio"}, BuyerKind.BUSINESS),
        ([], {"business_activity": "no aplica", "company_name": "-"}, BuyerKind.UNKNOWN),
    ],
)
def test_the_kind_of_buyer_is_what_the_order_tells(
    answers: list[dict[str, str]], information: dict[str, str], kind: BuyerKind
) -> None:
    assert read_buyer(order(additional_fields=answers, billing_information=information)).kind is kind
