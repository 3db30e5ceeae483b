"""The items of a document, from the charges of an order."""

from decimal import Decimal

from apps.formats.document import PIECES, Article
from apps.orders.data import Item, ItemKind
from apps.orders.interpretation.figures import line_taxes_of
from apps.orders.interpretation.platform_rounding import Rounded
from apps.orders.interpretation.pricing import Pricing
from apps.orders.interpretation.taxes import item_taxes

_ONE = Decimal(1)


def items(pricing: Pricing, rounded: Rounded) -> tuple[Item, ...]:
    """Return the items that `pricing` charges as `rounded`: the products in their order, then shipping, if any."""
    products = [_product(pricing, rounded, index) for index in range(len(pricing.products))]
    return (*products, _shipping(pricing, rounded)) if pricing.shipping else tuple(products)


def _product(pricing: Pricing, rounded: Rounded, index: int) -> Item:
    line = pricing.figures.order.products[index]
    kind: ItemKind = "gift_card" if line.type == "gift_card" else "product"
    unmarked = pricing.hypothesis.unmarked_tax_is_inside
    return Item(
        kind=kind,
        article=line.article,
        quantity=line.quantity,
        unit_price=line.price,
        discount=pricing.products[index].discount,
        taxes=item_taxes(line_taxes_of(line), pricing.fixed_units(line.quantity), unmarked_inside=unmarked),
        tax_on_top=rounded.on_top[index],
        gross=rounded.prices[index] + rounded.on_top[index],
    )


def _shipping(pricing: Pricing, rounded: Rounded) -> Item:
    order, charge = pricing.figures.order, pricing.charges[-1]
    return Item(
        kind="shipping",
        article=Article(description=order.shipping_name, sku="", unit=PIECES),
        quantity=_ONE,
        unit_price=order.shipping,
        discount=charge.discount,
        taxes=item_taxes(pricing.shipping_taxes, _ONE, unmarked_inside=pricing.hypothesis.unmarked_tax_is_inside),
        tax_on_top=rounded.on_top[-1],
        gross=rounded.prices[-1] + rounded.on_top[-1],
    )
