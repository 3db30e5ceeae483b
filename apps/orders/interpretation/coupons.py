"""The places where a coupon may have been taken off.

A promotion of Jumpseller is for the order, for products or categories, for shipping, or gives pieces of products away
(`Promotion.discount_target` in its API description). An order states only the sum of its coupon. The lines' stated
taxes determine the place; the items without tax get the rest. Where the lines state no tax, or that of the prices
before the coupon, every place is possible that the order's own tax allows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from apps.core.errors import FolioError
from apps.core.money import ZERO
from apps.orders.interpretation.discounts import Placement
from apps.orders.interpretation.line_taxes import line_taxes
from apps.orders.interpretation.pricing import Basis, excess, price, room
from apps.orders.interpretation.subsets import TooManySubsets, counts, subsets

EVERYTHING, AS_TOLD = "on everything", "where the lines' taxes tell"
AS_SHARED = f"{AS_TOLD}, and by the same share"
# The most items that an order without evidence from its lines may have, and the most places that are compared.
_MOST_LINES, _MOST_PLACES = 8, 200
# How far a stated tax may be from the true one, in the order's currency: the platform's noise; its cut at 3 decimals.
_NOISE, _CUT = Decimal("0.00001"), Decimal("0.001")
# The highest probability that an order fits a wrong place by chance.
_CHANCE = Decimal("0.002")


class TooManyPlaces(FolioError):
    """An order whose coupon may have been taken off in more places than can be compared."""

    code = "discount_unclear"


@dataclass(frozen=True, slots=True)
class Range:
    """The part of an item's price `left` that may be off: from `least` to `most`, most likely `amount`."""

    left: Decimal
    least: Decimal
    most: Decimal
    amount: Decimal = ZERO

    @property
    def is_reached(self) -> bool:
        """Tell whether something was certainly taken off."""
        return self.least > 0

    def allows(self, amount: Decimal, slack: Decimal) -> bool:
        """Tell whether `amount` is in the range, give or take `slack`."""
        return self.least - slack <= amount <= self.most + slack


class Coupon:
    """The places that the coupon of one basis may have."""

    def __init__(self, found: Basis) -> None:
        self.found = found
        self.amount = found.discounts.coupon
        self.unit = found.figures.unit
        self.lefts = found.lefts
        self.nothing = (ZERO,) * len(self.lefts)
        self._compared = 0

    def placements(self) -> Iterator[Placement]:
        """Yield the places that the stated taxes allow, all products first; that one may contradict the taxes.

        Raise TooManyPlaces where there are too many to compare.
        """
        if not self.amount:
            yield Placement("", self.nothing)
            return
        if not self._can_reach_the_total:
            return
        if self.amount <= self._priced:
            yield self._shared(EVERYTHING, range(len(self.lefts) - 1))
        seen: set[tuple[int, ...]] = set()
        for placement in self._supported():
            key = tuple(int(amount / self.unit + Decimal("0.5")) for amount in placement.amounts)
            if key not in seen:
                seen.add(key)
                yield placement

    def other_placements(self) -> Iterator[Placement]:
        """Yield the places that do not depend on the stated taxes, besides all products: each single item."""
        for index, left in enumerate(self.lefts):
            if 0 < self.amount <= left and self._unknown[index].most:
                yield self._shared("on one item", [index])

    def is_thin_evidence(self, placement: Placement, *, to_the_unit: bool) -> bool:
        """Tell whether the order's tax alone may fit `placement` by chance.

        A tax that does not agree `to_the_unit` is no evidence. Where the order names one promotion, a place that fits
        is the only one of its kind; several promotions may have had a place each.
        """
        if len([left for left in self.lefts if left]) == 1 or placement.name == AS_TOLD:
            return False
        if not to_the_unit:
            return True
        if self._promotions:
            return self._promotions > 1
        if self._stated and not self.lines_tell_nothing:
            return True
        slopes = [sum(slope) for slope, left in zip(self._taxes, self.lefts, strict=True) if left]
        spread = (max(slopes) - min(slopes)) * self.amount
        return self._compared * 2 * self.unit > spread * _CHANCE

    def is_told(self, placement: Placement) -> bool:
        """Tell whether the items' stated taxes determine `placement`.

        They do if at most one item states no tax: it has the rest of the coupon. They also do if nothing is off the
        items that state none; or if something is off all products among them, not off shipping, and off another item,
        and at most one promotion is named: that item then determines the share of all.
        """
        silent = [index for index, left in enumerate(self.lefts) if left and not self._states_tax(index)]
        reached = [index for index in silent if placement.amounts[index]]
        if not reached or len(silent) == 1:
            return True
        others = any(amount for index, amount in enumerate(placement.amounts) if index not in silent)
        products = [index for index in silent if index < len(self.lefts) - 1]
        return reached == products and others and self._promotions < 2

    @property
    def _promotions(self) -> int:
        """Return how many named promotions the coupon may be of: without the one of the stated shipping discount."""
        order = self.found.figures.order
        return order.promotions - (1 if order.shipping_discount and order.promotions > 1 else 0)

    def _states_tax(self, index: int) -> bool:
        order = self.found.figures.order
        if index == len(order.products):
            stated = order.shipping_tax or None
        else:
            line = order.products[index]
            stated = None if line.type == "gift_card" else line.tax
        return stated is not None and any(self._taxes[index])

    @property
    def _can_reach_the_total(self) -> bool:
        """Tell whether any place of the coupon can lead to the order's total."""
        factors = [each.gross_factor for each in self.found.taxings]
        if self.lefts[-1]:
            factors.append(self.found.on_shipping.gross_factor)
        before, slack = excess(self.found, Placement("", self.nothing)), room(self.found)
        return self.amount * min(factors) - slack <= before <= self.amount * max(factors) + slack

    def _supported(self) -> Iterator[Placement]:
        tells = False
        for ranges in self._told():
            tells = True
            yield from filter(self._has_stated_tax, self._modelled(ranges))
            if not self.lines_may_be_rounded:
                yield from self._as_told(ranges)
        if not tells or self.lines_tell_nothing:
            if sum(1 for left in self.lefts if left) > _MOST_LINES:
                raise TooManyPlaces("The discount may be for any of too many products.")
            yield from filter(self._has_stated_tax, self._modelled(self._unknown))

    @cached_property
    def _unknown(self) -> list[Range]:
        """Return the ranges without any evidence; shipping that states its own discount has no part of the coupon."""
        ranges = [Range(left, ZERO, left) for left in self.lefts]
        if self.found.figures.order.shipping_discount:
            ranges[-1] = Range(self.lefts[-1], ZERO, ZERO)
        return ranges

    @cached_property
    def lines_tell_nothing(self) -> bool:
        """Tell whether the lines' taxes may be those of the prices before the coupon, or are not stated."""
        before = price(self.found, Placement("", self.nothing), anywhere=True)
        return before is None or line_taxes(before).fit

    @cached_property
    def _priced(self) -> Decimal:
        return sum(self.lefts[:-1], ZERO)

    def _shared(self, name: str, reached: Sequence[int]) -> Placement:
        """Return the place `name` with the coupon shared by the items `reached`, in proportion to their prices."""
        return self._placed(name, {index: self.lefts[index] for index in reached})

    def _placed(self, name: str, weights: dict[int, Decimal]) -> Placement:
        """Return the place `name` with the whole coupon in proportion to the `weights` of items."""
        whole = sum(weights.values(), ZERO)
        amounts = list(self.nothing)
        for index, weight in weights.items():
            amounts[index] = weight * self.amount / whole
        return Placement(name, tuple(amounts))

    # Evidence from the lines' stated taxes.

    def _told(self) -> Iterator[list[Range]]:
        """Yield the range of each item that the lines' stated taxes allow, for each meaning that they may have."""
        if not self._stated:
            return
        slacks = [_NOISE, self.unit if self.lines_may_be_rounded else _CUT]
        per_unit = (False, True) if any(line.quantity != 1 for line in self.found.figures.order.products) else (False,)
        added_only = (False, True) if any(on_top for _, on_top in self._taxes) else (False,)
        for added in added_only:
            for of_one in per_unit:
                for slack in slacks:
                    ranges = self._ranges(slack, of_one=of_one, added=added)
                    if ranges:
                        yield ranges

    @cached_property
    def _stated(self) -> list[Decimal]:
        lines = self.found.figures.order.products
        return [line.tax for line in lines if line.tax is not None and line.type != "gift_card"]

    @cached_property
    def lines_may_be_rounded(self) -> bool:
        """Tell whether the lines state their taxes in whole minor units; their prices then follow only roughly."""
        return not any(tax % self.unit for tax in self._stated)

    def _ranges(self, slack: Decimal, *, of_one: bool, added: bool) -> list[Range] | None:
        ranges = []
        for index, line in enumerate(self.found.figures.order.products):
            tax = None if line.type == "gift_card" else line.tax
            units = line.quantity if of_one or slack == self.unit else Decimal(1)
            stated = None if tax is None else tax * (line.quantity if of_one else 1)
            ranges.append(self._range(index, stated, slack * units, added=added))
        shipping = self._range(len(ranges), self.found.figures.order.shipping_tax or None, self.unit)
        products = [each for each in ranges if each]
        return [*products, shipping or self._unknown[-1]] if len(products) == len(ranges) else None

    def _range(self, index: int, stated: Decimal | None, slack: Decimal, *, added: bool = False) -> Range | None:
        """Return the range of the item `index` that the `stated` tax allows; None if the item cannot have that tax."""
        unknown = self._unknown[index]
        (inside, on_top), whole = self._taxes[index], self._whole_taxes[index]
        slope, tax = (on_top, whole[1]) if added else (inside + on_top, sum(whole))
        if not unknown.most or stated is None or not slope:
            return unknown
        amount, slack = (tax - stated) / slope, slack / slope + self._doubt_of_amount
        if amount + slack < 0 or amount - slack > unknown.left:
            return None
        least = amount - slack if amount > 2 * slack else ZERO
        most = min(max(amount + slack, ZERO), unknown.left)
        return Range(unknown.left, least, most, min(amount, most) if least else ZERO)

    @cached_property
    def _doubt_of_amount(self) -> Decimal:
        """Return how far the coupon may be from the one that taxes were computed with.

        The order states it rounded. Where line discounts have too many decimals, it is known to a unit only.
        """
        return self.unit if self.found.discounts.lines.rounded_sums else self.unit / 2

    @cached_property
    def _whole_taxes(self) -> list[tuple[Decimal, Decimal]]:
        """Return the tax inside and the tax on top of each item before the coupon."""
        return [self.found.split(index, left) for index, left in enumerate(self.lefts)]

    @cached_property
    def _taxes(self) -> list[tuple[Decimal, Decimal]]:
        """Return by how much each item's tax inside and tax on top grow with each unit of its price."""
        slopes = []
        for index, (left, (inside, on_top)) in enumerate(zip(self.lefts, self._whole_taxes, strict=True)):
            less_inside, less_on_top = self.found.split(index, left / 2)
            half = left / 2 or Decimal(1)
            slopes.append(((inside - less_inside) / half, (on_top - less_on_top) / half))
        return slopes

    def _as_told(self, ranges: list[Range]) -> Iterator[Placement]:
        """Yield the place that narrow ranges determine by themselves; the items with wide ranges get the rest."""
        free = [index for index, each in enumerate(ranges) if each.most - each.least > 2 * self.unit]
        known = {index: each.amount for index, each in enumerate(ranges) if index not in free and each.amount}
        rest = self.amount - sum(known.values(), ZERO)
        slack = self.unit * (len(ranges) if self.found.discounts.lines.rounded_sums else 1)
        if known and abs(rest) <= slack:
            yield self._placed(AS_TOLD, known)
        elif rest > 0 and len(free) == 1 and rest <= ranges[free[0]].left + slack:
            yield self._placed(AS_TOLD, known | {free[0]: rest})
        elif rest > 0:
            yield from self._rest_shared(known, free, rest, slack)

    def _rest_shared(
        self, known: dict[int, Decimal], free: list[int], rest: Decimal, slack: Decimal
    ) -> Iterator[Placement]:
        """Yield the places with the `rest` on items of `free` that have the same share off as a `known` one."""
        shares = {round(amount / self.lefts[index], 4): amount / self.lefts[index] for index, amount in known.items()}
        for share in (share for rounded, share in sorted(shares.items()) if rounded):
            for reached in self._subsets(free, (rest - slack) / share, (rest + slack) / share):
                yield self._placed(AS_SHARED, known | {index: self.lefts[index] * share for index in reached})

    # The places that one promotion can have.

    def _has_stated_tax(self, placement: Placement) -> bool:
        """Tell, at low cost, whether the order's tax can be that of its prices with the coupon at `placement`.

        Raise TooManyPlaces where more than `_MOST_PLACES` were compared.
        """
        self._compared += 1
        if self._compared > _MOST_PLACES:
            raise TooManyPlaces("The discount may have been taken off in too many places.")
        stated = self.found.figures.order.tax
        if stated is None:
            return True
        each = zip(self._whole_taxes, self._taxes, placement.amounts, strict=True)
        *products, shipping = (sum(whole) - sum(slope) * amount for whole, slope, amount in each)
        tax, slack = sum(products, ZERO), self.unit * (len(products) + 1)
        return abs(tax - stated) <= slack or abs(tax + shipping - stated) <= slack

    def _modelled(self, ranges: list[Range]) -> Iterator[Placement]:
        """Yield the places that one promotion can have within `ranges`."""
        if not ranges[-1].is_reached:
            yield from self._shares(ranges)
            yield from self._pieces(ranges)
        yield from self._with_shipping(ranges)

    def _with_shipping(self, ranges: list[Range]) -> Iterator[Placement]:
        if not ranges[-1].most:
            return
        shipping = len(ranges) - 1
        for name, reached in (("on shipping", [shipping]), ("on everything and shipping", [*range(shipping + 1)])):
            if self.amount <= sum((self.lefts[index] for index in reached), ZERO):
                placed = self._shared(name, reached)
                if all(each.allows(off, self.unit) for each, off in zip(ranges, placed.amounts, strict=True)):
                    yield placed

    def _shares(self, ranges: list[Range]) -> Iterator[Placement]:
        """Yield the places where some products share the coupon in proportion to their prices."""
        products = ranges[:-1]
        reached = [index for index, each in enumerate(products) if each.is_reached]
        shares = [
            (products[index].least / products[index].left, products[index].most / products[index].left)
            for index in reached
        ]
        lowest = max((least for least, _ in shares), default=ZERO)
        highest = min((most for _, most in shares), default=Decimal(1))
        if lowest > highest:
            return
        least = max(lowest, self.amount / self._priced) if self._priced else lowest
        others = [i for i, each in enumerate(products) if i not in reached and self._may_share(each, least)]
        base = sum((self.lefts[index] for index in reached), ZERO)
        most = self.amount / lowest if lowest else self._priced
        for some in self._subsets(others, self.amount / highest - base - self.unit, most - base + self.unit):
            chosen = [*reached, *some]
            if self.amount > sum((self.lefts[index] for index in chosen), ZERO):
                continue
            placed = self._shared("on some items", chosen)
            if all(products[index].allows(placed.amounts[index], self.unit / 2) for index in chosen):
                yield placed

    def _may_share(self, item: Range, share: Decimal) -> bool:
        """Tell whether `share` of the price of `item` may be off."""
        return 0 < share * item.left <= item.most + self.unit / 2

    def _subsets(self, indices: Sequence[int], least: Decimal, most: Decimal) -> Iterator[list[int]]:
        try:
            yield from subsets({index: self.lefts[index] for index in indices}, least, most)
        except TooManySubsets as error:
            raise TooManyPlaces(str(error)) from None

    def _pieces(self, ranges: list[Range]) -> Iterator[Placement]:
        """Yield the places where the coupon makes whole pieces of products free."""
        lines, slack = self.found.figures.order.products, self.unit / 2
        pieces, least, most = {}, {}, {}
        for index, (line, each) in enumerate(zip(lines, ranges, strict=False)):
            if each.most and not line.quantity % 1:
                piece = pieces[index] = each.left / line.quantity
                least[index] = -int(-max(each.least - slack, ZERO) // piece)
                most[index] = int((each.most + slack) / piece)
            elif each.is_reached:
                return
        try:
            for given in counts(pieces, least, most, self.amount, slack):
                weights = {index: pieces[index] * count for index, count in given.items() if count}
                yield self._placed("on pieces that are free", weights)
        except TooManySubsets as error:
            raise TooManyPlaces(str(error)) from None
