"""A small simulation of Jumpseller: it sells a cart and states its order by one of several plausible conventions.

It is written from the platform's description and captured orders, and shares no code with the reader: whole sums of
`Fraction`, rounded where the convention requires.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any, Literal

Amount = Fraction
Where = Literal["inside", "on top"]


@dataclass(frozen=True)
class Tax:
    """A percentage of the net."""

    rate: Fraction
    where: Where = "inside"


@dataclass(frozen=True)
class Thing:
    """A line of the cart: unit price as the store states it, with or without tax, and a discount per unit."""

    price: Fraction
    quantity: int = 1
    taxes: tuple[Tax, ...] = ()
    discount: Fraction = Fraction(0)
    gift_card: bool = False


@dataclass(frozen=True)
class Promotion:
    """A promotion of the platform: its `discount_target`, its size, and the things to which it applies.

    `reached` contains the index of each of these things with a number of pieces: all pieces for products and
    categories, the free ones for “buy x get y”. `part` is a share of their price; `amount` replaces it where it is
    fixed.
    """

    target: Literal["order", "products", "buy x get y", "shipping"] = "order"
    part: Fraction = Fraction(0)
    amount: Fraction = Fraction(0)
    reached: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Cart:
    """A cart: things, shipping with its taxes, promotions, the discount on shipping, and gift cards as payment."""

    things: tuple[Thing, ...]
    decimals: int = 2
    promotions: tuple[Promotion, ...] = ()
    shipping: Fraction = Fraction(0)
    shipping_taxes: tuple[Tax, ...] = ()
    shipping_discount: Fraction = Fraction(0)
    gift_cards: Fraction = Fraction(0)


@dataclass(frozen=True)
class Convention:
    """The form in which the platform states a sale."""

    rounding: Literal["item", "sums", "end"] = "item"
    tax_rounding: Literal["item", "rate", "field", "unrounded"] = "item"
    line_discount: Literal["unit", "line"] = "unit"
    discount_holds_lines: bool = True
    discount_holds_shipping: bool = True
    total: Literal["before gift cards", "net of gift cards"] = "before gift cards"
    discount_holds_gift_cards: bool = False
    tax_holds_shipping: bool = False
    line_tax: Literal["line", "unit", "before discounts", "missing", "rounded"] = "line"
    coupon: Literal["rounded", "as computed"] = "rounded"
    named: Literal["promotions", "coupon", "nothing"] = "promotions"
    numbers: Callable[[Fraction], Any] = field(default=float)


@dataclass(frozen=True)
class Sale:
    """The order as the platform states it, the charged amount, and its unrounded parts.

    The parts are those of each item, with shipping as the last one, and of each combination of rates.
    """

    order: dict[str, Any]
    gross: Fraction
    items: tuple[Fraction, ...]
    by_rates: dict[tuple[Fraction, ...], Fraction]


def inside_and_on_top(taxes: tuple[Tax, ...], price: Fraction) -> tuple[Fraction, Fraction]:
    """Return the tax inside `price` and the tax on top of it."""
    held = sum((tax.rate for tax in taxes if tax.where == "inside"), Fraction(0)) / 100
    added = sum((tax.rate for tax in taxes if tax.where == "on top"), Fraction(0)) / 100
    net = price / (1 + held)
    return price - net, net * added


def sell(cart: Cart, how: Convention) -> Sale:
    """Sell `cart` and state the order by the convention `how`."""
    unit = Fraction(1, 10**cart.decimals)

    def cents(amount: Fraction) -> Fraction:
        return floor(amount / unit + Fraction(1, 2)) * unit

    after_lines = [thing.quantity * (thing.price - thing.discount) for thing in cart.things]
    goods = sum(after_lines, Fraction(0))
    exactly: Callable[[Fraction], Fraction] = cents if how.coupon == "rounded" else Fraction
    taken = [taken_off(cart, promotion, exactly) for promotion in cart.promotions]
    coupon = sum((sum(each, Fraction(0)) for each in taken), Fraction(0))
    *offs, off_shipping = (
        sum(column, Fraction(0)) for column in zip(*taken, [Fraction(0)] * (len(after_lines) + 1), strict=True)
    )
    prices = [left - off for left, off in zip(after_lines, offs, strict=True)]
    taxes = [inside_and_on_top(_taxes(thing), price) for thing, price in zip(cart.things, prices, strict=True)]
    shipping = cart.shipping - cart.shipping_discount - off_shipping
    charged_shipping = cents(cart.shipping - cart.shipping_discount) - cents(off_shipping)
    on_shipping = inside_and_on_top(cart.shipping_taxes, shipping)

    added = _together([top for _, top in taxes], [_rates(thing.taxes) for thing in cart.things], how, cents)
    added_to_shipping = on_shipping[1] if how.tax_rounding == "unrounded" else cents(on_shipping[1])
    if how.rounding == "item":
        priced = sum(cents(left) for left in after_lines) - cents(coupon - off_shipping) + charged_shipping
        gross = priced + cents(added + added_to_shipping)
    elif how.rounding == "sums":
        gross = cents(goods) - cents(coupon - off_shipping) + charged_shipping + cents(added + added_to_shipping)
    else:
        gross = cents(goods - (coupon - off_shipping) + shipping + added + added_to_shipping)

    tax = sum((held for held, _ in taxes), Fraction(0)) + added
    shipping_tax = on_shipping[0] + added_to_shipping
    line_discounts = sum((thing.quantity * thing.discount for thing in cart.things), Fraction(0))
    discount = coupon + (line_discounts if how.discount_holds_lines else 0)
    discount += cart.shipping_discount if how.discount_holds_shipping else 0
    discount += cart.gift_cards if how.discount_holds_gift_cards else 0
    whole_taxes = [held + added for held, added in taxes]
    net_of_cards = how.total == "net of gift cards"
    number = how.numbers
    order = {
        "id": 1,
        "status_enum": "paid",
        "currency": {0: "CLP", 2: "EUR", 3: "KWD"}[cart.decimals],
        "subtotal": number(cents(sum((thing.quantity * thing.price for thing in cart.things), Fraction(0)))),
        "tax": number(cents(tax + (shipping_tax if how.tax_holds_shipping else 0))),
        "shipping": number(cart.shipping),
        "shipping_tax": number(cents(shipping_tax)),
        "discount": number(cents(discount)),
        "shipping_discount": number(cart.shipping_discount),
        "gift_cards_discount": number(cart.gift_cards),
        "total": number(gross - (cart.gift_cards if net_of_cards else 0)),
        "coupons": ",".join("HOLA" for _ in cart.promotions) if how.named == "coupon" else None,
        "promotions": [{"id": 1, "name": each.target} for each in cart.promotions if how.named == "promotions"],
        "products": [_product(*each, how, cents) for each in zip(cart.things, whole_taxes, strict=True)],
        "shipping_taxes": [_listed(tax, "tax_on_shipping_price", number) for tax in cart.shipping_taxes],
    }
    charged = [price + added for price, (_, added) in zip(prices, taxes, strict=True)]
    charged.append(shipping + on_shipping[1])
    items = charged if cart.shipping else charged[:-1]
    return Sale(order, gross, tuple(items), _by_rates(cart, charged))


def taken_off(cart: Cart, promotion: Promotion, cents: Callable[[Fraction], Fraction]) -> list[Fraction]:
    """Return what `promotion` takes off each thing and, last, off shipping, spread by price; `cents` rounds the sum."""
    if promotion.target == "shipping":
        weights = [*(Fraction(0) for _ in cart.things), cart.shipping - cart.shipping_discount]
    else:
        pieces = dict(promotion.reached)
        if promotion.target == "order":
            pieces = {number: thing.quantity for number, thing in enumerate(cart.things)}
        each = enumerate(cart.things)
        weights = [pieces.get(number, 0) * (thing.price - thing.discount) for number, thing in each]
        weights.append(Fraction(0))
    whole = sum(weights, Fraction(0))
    coupon = cents(min(promotion.amount or whole * promotion.part, whole))
    return [weight * coupon / whole if whole else Fraction(0) for weight in weights]


def _by_rates(cart: Cart, charged: list[Fraction]) -> dict[tuple[Fraction, ...], Fraction]:
    sums: dict[tuple[Fraction, ...], Fraction] = {}
    for taxes, gross in zip([*map(_taxes, cart.things), cart.shipping_taxes], charged, strict=True):
        rates = tuple(sorted(tax.rate for tax in taxes if tax.rate))
        sums[rates] = sums.get(rates, Fraction(0)) + gross
    return {rates: gross for rates, gross in sums.items() if gross}


def _taxes(thing: Thing) -> tuple[Tax, ...]:
    return () if thing.gift_card else thing.taxes


def _rates(taxes: tuple[Tax, ...]) -> Fraction:
    return sum((tax.rate for tax in taxes if tax.where == "on top"), Fraction(0))


def _together(
    amounts: list[Fraction], rates: list[Fraction], how: Convention, cents: Callable[[Fraction], Fraction]
) -> Fraction:
    """Return the tax on top of all things, rounded by the convention `how`."""
    if how.tax_rounding == "item":
        return sum(map(cents, amounts), Fraction(0))
    if how.tax_rounding == "rate":
        of = {rate: sum((a for a, r in zip(amounts, rates, strict=True) if r == rate), Fraction(0)) for rate in rates}
        return sum(map(cents, of.values()), Fraction(0))
    whole = sum(amounts, Fraction(0))
    return whole if how.tax_rounding == "unrounded" else cents(whole)


def _product(thing: Thing, tax: Fraction, how: Convention, cents: Callable[[Fraction], Fraction]) -> dict[str, Any]:
    per = 1 if how.line_discount == "unit" else thing.quantity
    before = sum(inside_and_on_top(_taxes(thing), thing.quantity * thing.price), Fraction(0))
    stated = {
        "line": tax,
        "unit": tax / thing.quantity,
        "before discounts": before,
        "rounded": cents(tax),
        "missing": None,
    }[how.line_tax]
    return {
        "name": "Thing",
        "sku": None,
        "qty": thing.quantity,
        "price": how.numbers(thing.price),
        "discount": how.numbers(thing.discount * per),
        "tax": None if stated is None else how.numbers(stated),
        "type": "gift_card" if thing.gift_card else "physical",
        "taxes": [_listed(tax, "tax_on_product_price", how.numbers) for tax in thing.taxes],
    }


def _listed(tax: Tax, flag: str, number: Callable[[Fraction], Any]) -> dict[str, Any]:
    return {"name": "VAT", "rate": str(number(tax.rate)), "fixed": False, flag: tax.where == "inside"}
