"""Carts of a shop with every kind of promotion, generated from a seed, for `make population` and a test."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from tests.orders.simulating import Cart, Convention, Promotion, Sale, Tax, Thing, sell

_RATES = ["23", "21", "19", "16", "13", "10", "6", "20.5"]
_PARTS = [Fraction(percent, 100) for percent in (5, 10, 15, 20, 25, 30, 50, 100)] + [Fraction(1, 3)]
KINDS = ("none", "order", "one product", "some products", "category", "buy x get y", "shipping", "two at once")
Rates = tuple[Tax, ...]


@dataclass(frozen=True)
class Sold:
    """A sale with its `kind` of promotion. It `is_hard` where only the order's own tax shows the discounted lines."""

    kind: str
    is_hard: bool
    cart: Cart
    how: Convention
    sale: Sale


def sales(seed: int, count: int) -> Iterator[Sold]:
    """Yield `count` sales, the kinds of promotion in turn; equal seeds give equal sales."""
    random = Random(seed)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        cart, how = _promoted(random, kind), _convention(random)
        cart = _with_gift_cards(random, cart, how)
        is_hard = kind != "none" and how.line_tax in {"missing", "before discounts"}
        yield Sold(kind, is_hard, cart, how, sell(cart, how))


def _promoted(random: Random, kind: str) -> Cart:
    """Return a cart to which a promotion of `kind` applies."""
    cart = _cart(random, shipped=kind == "shipping" or random.random() < 0.5)
    if kind == "shipping" and random.random() < 2 / 3:
        # The platform documents a separate field for the discount on shipping; it may also be in the discount only.
        off = int(cart.shipping * random.choice(_PARTS) * 10**cart.decimals)
        return replace(cart, shipping_discount=Fraction(off, 10**cart.decimals))
    return replace(cart, promotions=_promotions(random, cart, kind))


def _promotions(random: Random, cart: Cart, kind: str) -> tuple[Promotion, ...]:
    if kind == "none":
        return ()
    if kind == "two at once":
        halves = (replace(_promotion(random, cart, each), amount=Fraction(0)) for each in ("one product", "order"))
        return tuple(replace(each, part=min(each.part, Fraction(1, 3))) for each in halves)
    return (_promotion(random, cart, kind),)


def _promotion(random: Random, cart: Cart, kind: str) -> Promotion:
    part = random.choice(_PARTS)
    numbers = range(len(cart.things))
    if kind == "shipping":
        return Promotion("shipping", part)
    if kind == "order":
        return _fixed(random, cart, Promotion("order", part))
    if kind == "buy x get y":
        reached = random.sample(numbers, min(len(numbers), random.choice([1, 1, 1, 2])))
        free = tuple((number, random.randint(1, cart.things[number].quantity)) for number in sorted(reached))
        return Promotion("buy x get y", random.choice([Fraction(1), Fraction(1), Fraction(1, 2)]), reached=free)
    size = {"one product": 1, "some products": 2}.get(kind) or random.randint(1, len(numbers))
    reached = random.sample(numbers, min(size, len(numbers)))
    if kind == "category":
        # A category's products mostly have its taxes.
        taxes = cart.things[reached[0]].taxes
        reached = (
            [number for number in numbers if cart.things[number].taxes == taxes] if random.random() < 0.7 else reached
        )
    pieces = tuple((number, cart.things[number].quantity) for number in sorted(reached))
    return _fixed(random, cart, Promotion("products", part, reached=pieces))


def _fixed(random: Random, cart: Cart, promotion: Promotion) -> Promotion:
    """Return `promotion`, in a third of the cases with a fixed amount instead of a share."""
    if random.random() > 1 / 3:
        return promotion
    most = 20_000 if cart.decimals == 0 else 40
    return replace(promotion, amount=Fraction(random.choice([most // 20, most // 10, most // 4, most // 2, most])))


def _cart(random: Random, *, shipped: bool) -> Cart:
    decimals = random.choice([0, 0, 2, 2, 3])
    where = random.choice([("inside",), ("inside",), ("on top",), ("inside", "on top")])
    rates = [_taxes(random, where) for _ in range(random.randint(1, 4))]
    extra: list[Rates] = random.choice([[], [], [()], [(Tax(Fraction(0)),)], [(), (Tax(Fraction(0)),)]])
    lines = random.choice([1, 2, 2, 3, 3, 4, 5, 6, 8, 12])
    off = random.choice([[Fraction(0)], [Fraction(0)], [Fraction(0), Fraction(1, 10), Fraction(1, 4)]])
    things = [_thing(random, decimals, random.choice(rates + extra), off) for _ in range(lines)]
    if not any(thing.taxes and not thing.gift_card for thing in things):
        things[0] = replace(things[0], taxes=rates[0], gift_card=False)
    shipping = _price(random, decimals, 40) if shipped else Fraction(0)
    return Cart(
        things=tuple(things),
        decimals=decimals,
        shipping=shipping,
        shipping_taxes=random.choice([(), (), *rates]) if shipping else (),
    )


def _taxes(random: Random, where: tuple[str, ...]) -> Rates:
    count = random.choice([1, 1, 1, 1, 2])
    return tuple(Tax(Fraction(rate), random.choice(where)) for rate in random.sample(_RATES, count))  # type: ignore[arg-type]


def _thing(random: Random, decimals: int, taxes: Rates, off: list[Fraction]) -> Thing:
    price = _price(random, decimals, 100)
    discount = Fraction(int(price * random.choice(off) * 10**decimals), 10**decimals)
    return Thing(price, random.choice([1, 1, 1, 2, 3, 9]), taxes, discount, random.random() < 0.08)


def _price(random: Random, decimals: int, most: int) -> Fraction:
    """Return a price as shops have them: round, just below a round one, or any."""
    whole = random.randint(1, most) * (1 if decimals else 1000)
    any_price = Fraction(random.randint(10**decimals, whole * 10**decimals), 10**decimals)
    below = Fraction(whole) - (Fraction(1, 100) if decimals else 10)
    return random.choice([Fraction(whole), below, any_price])


def _convention(random: Random) -> Convention:
    return Convention(
        rounding=random.choice(["item", "sums", "end"]),
        tax_rounding=random.choice(["item", "rate", "field", "unrounded"]),
        line_discount=random.choice(["unit", "line"]),
        discount_holds_lines=random.random() < 0.5,
        discount_holds_shipping=random.random() < 0.5,
        total=random.choice(["before gift cards", "net of gift cards"]),
        discount_holds_gift_cards=random.random() < 0.5,
        tax_holds_shipping=random.random() < 0.5,
        line_tax=random.choice(["line", "unit", "before discounts", "missing", "rounded"]),
        coupon=random.choice(["rounded", "as computed"]),
        named=random.choice(["promotions", "promotions", "coupon", "nothing"]),
    )


def _with_gift_cards(random: Random, cart: Cart, how: Convention) -> Cart:
    """Return `cart`, in every fifth case partly paid by gift cards."""
    if random.random() > 1 / 5:
        return cart
    paid = int(sell(cart, how).gross * random.choice([Fraction(1, 3), Fraction(1, 2), Fraction(1)]) * 10**cart.decimals)
    return replace(cart, gift_cards=Fraction(paid, 10**cart.decimals))
