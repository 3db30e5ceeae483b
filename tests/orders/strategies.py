"""Carts and conventions for property tests."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.orders.simulating import Cart, Convention, Promotion, Tax, Thing

_RATES = [Fraction(rate) for rate in ("23", "21", "19", "13", "10", "6", "20.5", "0")]
_OFF = [Fraction(0), Fraction(1, 10), Fraction(15, 100), Fraction(1, 3), Fraction(1, 2)]

wheres = st.sampled_from([("inside",), ("on top",), ("inside", "on top")])


@st.composite
def amounts(draw: st.DrawFn, decimals: int, most: int) -> Fraction:
    """Draw an amount above zero with `decimals`; larger for currencies with fewer decimals."""
    scale = 10**decimals
    return Fraction(draw(st.integers(1, most * scale)), scale)


@st.composite
def taxes(draw: st.DrawFn, where: tuple[str, ...]) -> tuple[Tax, ...]:
    """Draw one tax or two of different rates."""
    rates = draw(st.lists(st.sampled_from(_RATES), min_size=1, max_size=2, unique=True))
    return tuple(Tax(rate, draw(st.sampled_from(where))) for rate in rates)


@st.composite
def carts(draw: st.DrawFn, *, most_lines: int = 8, extra_decimals: int = 2) -> Cart:
    """Draw a cart in pesos, euros or dinars with up to 4 combinations of taxes; prices may have extra decimals."""
    decimals = draw(st.sampled_from([0, 2, 3]))
    priced = decimals + draw(st.sampled_from([0, extra_decimals]))
    most = 100 if decimals else 100_000
    where = draw(wheres)
    combinations = draw(st.lists(taxes(where), min_size=1, max_size=4))
    off = draw(st.lists(st.sampled_from(_OFF), min_size=1, max_size=3))
    thing = st.builds(
        lambda price, quantity, combination, share, card: Thing(price, quantity, combination, price * share, card),
        amounts(priced, most),
        st.integers(1, 9),
        st.sampled_from(combinations),
        st.sampled_from(off),
        st.sampled_from([False] * 9 + [True]),
    )
    shipping = draw(st.one_of(st.just(Fraction(0)), amounts(decimals, most)))
    return Cart(
        things=tuple(draw(st.lists(thing, min_size=1, max_size=most_lines))),
        decimals=decimals,
        promotions=draw(st.sampled_from([(), *((Promotion(part=part),) for part in _OFF[1:])])),
        shipping=shipping,
        shipping_taxes=draw(st.sampled_from([(), *combinations])) if shipping else (),
        shipping_discount=draw(st.sampled_from([Fraction(0), shipping])),
    )


conventions = st.builds(
    Convention,
    rounding=st.sampled_from(["item", "sums", "end"]),
    tax_rounding=st.sampled_from(["item", "rate", "field", "unrounded"]),
    line_discount=st.sampled_from(["unit", "line"]),
    discount_holds_lines=st.booleans(),
    discount_holds_shipping=st.booleans(),
    total=st.sampled_from(["before gift cards", "net of gift cards"]),
    discount_holds_gift_cards=st.booleans(),
    tax_holds_shipping=st.booleans(),
    line_tax=st.sampled_from(["line", "unit", "before discounts", "missing", "rounded"]),
)

# What the platform calls the parts of an address, with words of which none is a part of another.
_SAID: dict[str, list[Any]] = {
    "address": ["Av. Brasil", "Calle Larga", "Rua das Flores"],
    "street_number": [41, "1020-B", "S/N"],
    "complement": ["Depto 52", "2.º Esq.", "Torre Sur"],
    "neighbourhood": ["Roma Norte", "Copacabana"],
    "municipality": ["Ñuñoa", "Cuauhtémoc", "Miraflores"],
    "city": ["Gran Santiago", "Ciudad de México", "São Paulo"],
    "region": ["Metropolitana", "Jalisco", "Lima Provincias"],
    "postal": ["7750000", "06700", "01310-100"],
}
_NOTHING: list[Any] = [None, "", " ", "-", "null"]


@st.composite
def addresses(draw: st.DrawFn, country: str) -> dict[str, Any]:
    """Draw an address of `country` as the platform states it; any part may be missing or say nothing."""
    keys = draw(st.lists(st.sampled_from(sorted(_SAID)), unique=True))
    stated = {key: draw(st.sampled_from(_SAID[key] if draw(st.booleans()) else _NOTHING)) for key in keys}
    return stated | {"country": "Tierra Firme", "country_code": country}
