"""The platform's order as typed fields: nothing is interpreted, and no field is required to be present.

Numbers may be strings, any key may be missing or null, the order may be wrapped in {"order": …} or in a list of one,
labels may contain HTML (seen in real orders of Jumpseller stores).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeGuard

from apps.core.errors import FolioError
from apps.core.money import ZERO
from apps.formats.document import PIECES, Article
from apps.jumpseller import payloads
from apps.orders.data import Status
from apps.orders.messages import Sentence
from apps.orders.texts import plain_text

# No amount of an order is as large as this.
_LIMIT = Decimal(10) ** 11
# Further decimals are noise of the platform's binary fractions (1596.638655462185).
_NOISE = Decimal("1e-8")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,6})?", re.ASCII)
# ISO 4217 gives them two decimals, Unicode CLDR none for cash: there are no coins of the minor unit.
_WHOLE = {"COP", "CRC"}
# The field's name in the API description, in Jumpseller's guide to invoicing, and in its themes.
_GIFT_CARDS = ("gift_cards_discount", "gift_cards_amount", "applied_gift_cards_amount")
# A document with an id and one of these fields is an order, complete or not.
_IS_AN_ORDER = {"products", "total", "status", "status_enum"}
# The platform's own words, and its translations for the store.
_STATUS_WORDS = {
    Status.PAID: "paid pagado pagada pago paga",
    Status.CANCELED: "canceled cancelled cancelado cancelada anulado anulada",
    Status.ABANDONED: "abandoned abandonado abandonada",
    Status.PENDING: (
        "pending pending_payment payment_pending pendiente pendiente_de_pago pago_pendiente pendente "
        "pendente_de_pagamento pagamento_pendente aguardando_pagamento aguarda_pagamento"
    ),
}
_STATUS_OF = {word: status for status, words in _STATUS_WORDS.items() for word in words.split()}
# Values of the platform's enumeration, and `not_applicable`, which its description lacks: the order needs no shipping.
_SHIPPED = frozenset("in_transit delivered pickup_available not_applicable".split())


class NotAnOrder(FolioError):
    """A document that is not an order of Jumpseller."""

    code = "not_an_order"

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class RawTax:
    """One tax of an item. `rate` is a percentage, or an amount if `fixed`; None is a missing value."""

    name: str
    rate: Decimal | None
    fixed: bool
    inside: bool | None


@dataclass(frozen=True, slots=True)
class RawProduct:
    """One product line, as priced."""

    article: Article
    type: str
    quantity: Decimal
    price: Decimal
    discount: Decimal
    tax: Decimal | None
    taxes: tuple[RawTax, ...]


@dataclass(frozen=True, slots=True)
class RawOrder:
    """The figures of an order. None is a value that the platform did not send."""

    order_id: int
    currency: str
    status: Status
    created_at: datetime | None
    completed_at: datetime | None
    payment_method: str
    payment_type: str
    subtotal: Decimal | None
    tax: Decimal | None
    shipping: Decimal
    shipping_tax: Decimal | None
    shipping_name: str
    shipping_taxes: tuple[RawTax, ...]
    discount: Decimal
    shipping_discount: Decimal
    gift_card_figures: tuple[Decimal, ...]
    total: Decimal
    states_total: bool
    promotions: int
    products: tuple[RawProduct, ...]
    source: str
    is_shipped: bool

    @property
    def is_in_whole_units(self) -> bool:
        """Tell whether every price and sum is whole in a currency that is used without its minor unit.

        The lines' taxes may have decimals: the platform does not round them.
        """
        sums = (self.subtotal, self.tax, self.shipping, self.shipping_tax, self.discount, self.shipping_discount)
        prices = (amount for line in self.products for amount in (line.price, line.discount))
        return self.currency in _WHOLE and not any((amount or ZERO) % 1 for amount in (*sums, *prices, self.total))

    @property
    def gift_cards(self) -> Decimal:
        """Return the amount that gift cards paid: the first of the fields that states one."""
        return self.gift_card_figures[0] if self.gift_card_figures else ZERO


def unwrap_order(document: Any) -> Mapping[str, Any]:
    """Return the one order in `document`: {"order": {…}}, a bare order, or a list of one. Raise NotAnOrder."""
    if isinstance(document, list) and len(document) == 1:
        document = document[0]
    if isinstance(document, Mapping) and isinstance(document.get("order"), Mapping):
        document = document["order"]
    if not isinstance(document, Mapping) or not _IS_AN_ORDER & document.keys():
        raise NotAnOrder(Sentence("order_without_content"))
    if "id" not in document:
        raise NotAnOrder(Sentence("order_without_id"))
    return document


def order_id_of(document: Any) -> int:
    """Return the id of the order in `document`. Raise NotAnOrder."""
    given = str(unwrap_order(document).get("id"))
    if not given.isascii() or not given.isdigit() or not 0 < len(given) < 19 or int(given) == 0:
        raise NotAnOrder(Sentence("order_id_not_whole"))
    return int(given)


def parse_order(document: Any) -> RawOrder:
    """Return the fields of the order in `document`, JSON already parsed with `Decimal`. Raise NotAnOrder."""
    order = unwrap_order(document)
    total = _number(order, "total")
    return RawOrder(
        order_id=order_id_of(order),
        currency=text(order, "currency").upper(),
        status=_status(order),
        created_at=_moment(order, "created_at"),
        completed_at=_moment(order, "completed_at"),
        payment_method=text(order, "payment_method_name"),
        payment_type=text(order, "payment_method_type"),
        subtotal=_number(order, "subtotal"),
        tax=_number(order, "tax"),
        shipping=_amount(order, "shipping"),
        shipping_tax=_number(order, "shipping_tax"),
        shipping_name=text(order, "shipping_method_name"),
        shipping_taxes=tuple(_taxes(order, "shipping_taxes", "tax_on_shipping_price")),
        discount=_amount(order, "discount"),
        shipping_discount=_amount(order, "shipping_discount"),
        gift_card_figures=tuple(dict.fromkeys(filter(None, (_amount(order, name) for name in _GIFT_CARDS)))),
        total=total or ZERO,
        states_total=total is not None,
        promotions=_promotions(order),
        products=tuple(_products(order)),
        source=text(mapping(order, "source"), "source_name"),
        is_shipped=is_shipped(text(order, "shipment_status_enum")),
    )


def status_of(word: str) -> Status:
    """Return the status that `word` names in English, Spanish or Portuguese; `UNKNOWN` if it names none."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return _STATUS_OF.get("_".join(plain.casefold().replace("_", " ").split()), Status.UNKNOWN)


def is_shipped(word: str) -> bool:
    """Tell whether the `shipment_status_enum` in `word` means that the order is shipped or needs no shipping.

    An unknown value counts as not shipped: the order then waits, and is shown as waiting.
    """
    return word.casefold() in _SHIPPED


def text(source: Mapping[str, Any], name: str) -> str:
    """Return the field `name` of `source` as plain text (`texts.plain_text`), empty if it is missing or not text."""
    value = source.get(name)
    is_text = isinstance(value, str) or not (value is None or isinstance(value, (list, bool, Mapping)))
    return plain_text(value) if is_text else ""


def mapping(source: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the object `name` of `source`, or an empty one."""
    value = source.get(name)
    return value if _is_mapping(value) else {}


def mappings(source: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the objects in the list `name` of `source`."""
    value = source.get(name)
    return [item for item in value if _is_mapping(item)] if isinstance(value, list) else []


def _is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    # Objects of JSON are of this class; asking the abstract one costs more.
    return isinstance(value, dict) or isinstance(value, Mapping)  # noqa: SIM101  this order is quicker


def _promotions(order: Mapping[str, Any]) -> int:
    """Return the number of promotions that the order names: in their list, or by the codes of its coupons."""
    codes = [code for code in text(order, "coupons").split(",") if code.strip()]
    return max(len(mappings(order, "promotions")), len(codes))


def _products(order: Mapping[str, Any]) -> Iterator[RawProduct]:
    for wrapped in mappings(order, "products"):
        product = wrapped["product"] if _is_mapping(wrapped.get("product")) else wrapped
        quantity = _number(product, "qty") or _number(product, "quantity")
        yield RawProduct(
            article=Article(description=text(product, "name"), sku=text(product, "sku"), unit=_unit(quantity)),
            type=text(product, "type").casefold(),
            quantity=ZERO if quantity is None else quantity,
            price=_amount(product, "price"),
            discount=_amount(product, "discount"),
            tax=_number(product, "tax"),
            taxes=tuple(_taxes(product, "taxes", "tax_on_product_price")),
        )


def _unit(quantity: Decimal | None) -> str:
    """Return the unit of a product's `quantity`: the platform states none and counts pieces, which have no parts."""
    return "" if quantity is None or quantity % 1 else PIECES


def _taxes(source: Mapping[str, Any], name: str, flag: str) -> Iterator[RawTax]:
    for wrapped in mappings(source, name):
        tax = mapping(wrapped, "tax") or wrapped
        yield RawTax(
            name=text(tax, "name"),
            rate=_number(tax, "rate"),
            fixed=_flag(tax, "fixed") or False,
            inside=_flag(tax, flag),
        )


def _flag(source: Mapping[str, Any], name: str) -> bool | None:
    """Return a JSON boolean, or the one that a string or number spells; None for anything else."""
    given = str(source.get(name)).casefold()
    return True if given in {"true", "1"} else False if given in {"false", "0"} else None


def _amount(source: Mapping[str, Any], name: str) -> Decimal:
    return _number(source, name) or ZERO


def _number(source: Mapping[str, Any], name: str) -> Decimal | None:
    """Return a JSON number or one in a string; None for null, the empty string and a missing key.

    Raise NotAnOrder for any other value, and for an amount beyond `_LIMIT`.
    """
    value = source.get(name)
    if value is None or value == "":
        return None
    number = value if isinstance(value, Decimal) else _number_in(value)
    if number is None or not number.is_finite() or abs(number) >= _LIMIT:
        raise NotAnOrder(Sentence("field_not_a_number", {"name": name}))
    exponent = number.as_tuple().exponent
    exact = number.quantize(_NOISE) if isinstance(exponent, int) and exponent < -8 else number
    return exact + 0  # turns a negative zero into zero


def _number_in(value: object) -> Decimal | None:
    text_of = str(value).strip()
    return Decimal(text_of) if not isinstance(value, bool) and _NUMBER.fullmatch(text_of) else None


def _status(order: Mapping[str, Any]) -> Status:
    """Return the status in `status_enum`, else in `status` or `status_name`, which may be translated."""
    given = text(order, "status_enum") or text(order, "status") or text(order, "status_name")
    return status_of(given)


def _moment(order: Mapping[str, Any], name: str) -> datetime | None:
    return payloads.parse_moment(text(order, name))
