"""Choose the meaning of the platform's fields that an order's figures support: the order of evidence.

A reading (`Match`) is a hypothesis about the fields, a place of the coupon and a way of rounding. The coupon is the
part of the order's discount that lines, shipping and gift cards do not explain. A reading reaches the order's total
exactly, and its subtotal has a known meaning. It is a candidate if the taxes that the order states agree with it,
within rounding or by an excuse: the stated tax is that of the prices before discounts, is only what is added on top, or
counts sold gift cards. Candidates are compared by `Match.doubt`; the first criterion that differs decides:

1. Gift cards pay no more than the order's gross total.
2. The stated taxes of the order and of shipping agree without an excuse.
3. One meaning fits the taxes that all lines state (`line_taxes`).
4. If the order names a promotion, something was taken off.
5. One of the usual roundings gives the stated taxes to the minor unit.
6. If there is a coupon, the order names a promotion.
7. One promotion explains the place of the coupon, which is not derived from the lines' taxes alone.

Of candidates with equal doubt the first counts; hypotheses are tried best evidence first. If no candidate meets 2 and
3, the places where the coupon is for a single item are compared, too. An order is held, with a reason:

- `totals_do_not_reconcile`: no reading exists.
- `tax_does_not_agree`: no reading is a candidate; or the best one fails 3 and has a coupon or an excuse.
- `ambiguous_totals`: a candidate with the doubt or evidence (`Match.evidence`) of the best gives another document.
- `discount_unclear`: the same, if they have a coupon and equal discounts; or only the order's tax determines the place
  of the coupon, and a wrong place may have the same tax by chance; or the coupon has too many places to compare, and no
  candidate makes the comparison needless (`Match.needs_no_search`).

The merchant can choose that such a coupon is taken off all products if a candidate with the least doubt does so. Where
an order in a currency that is used without its minor unit is held, it is also read in whole units.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from apps.core.money import ZERO, minor_unit
from apps.orders.data import Problem, TaxAgreement
from apps.orders.interpretation.coupons import AS_SHARED, AS_TOLD, EVERYTHING, Coupon, TooManyPlaces
from apps.orders.interpretation.discounts import Placement
from apps.orders.interpretation.explanation import tax_in_words, totals_in_words
from apps.orders.interpretation.figures import Figures
from apps.orders.interpretation.hypotheses import hypotheses
from apps.orders.interpretation.line_taxes import LineTaxes, line_taxes
from apps.orders.interpretation.platform_rounding import Rounded, by_item, roundings
from apps.orders.interpretation.pricing import Basis, Pricing, basis, price
from apps.orders.interpretation.subtotals import subtotal_meaning
from apps.orders.interpretation.tax_agreement import Agreement, agreement
from apps.orders.messages import Sentence, written_amount
from apps.orders.payload import RawOrder

UnclearCoupons = Literal["hold", "everything"]
_ONE = Decimal(1)


@dataclass(frozen=True)
class Match:
    """A reading that reaches the total: the rounded charges of a hypothesis, and how the stated taxes agree."""

    pricing: Pricing
    rounded: Rounded
    subtotal: str
    line_taxes: LineTaxes
    agreement: Agreement | None
    coupon: Coupon

    @property
    def name(self) -> str:
        """Return the reading in words, for the record."""
        given, order = self.pricing.discounts, self.pricing.figures.order
        coupon = "coupon" if order.promotions else "discount without a coupon"
        named = f"{coupon} {written_amount(given.coupon)} {self.pricing.placement.name}" if given.coupon else ""
        note = self.agreement.note if self.agreement else ""
        whole = "in whole units" if self.pricing.figures.unit != minor_unit(order.currency) else ""
        money = (self.pricing.hypothesis.name, whole, given.rounding, named, self.subtotal, self.rounded.name)
        return "; ".join(part for part in (*money, self.how, note, self.line_taxes.meaning) if part)

    @property
    def figures(self) -> Figures:
        """Return the figures that the reading explains."""
        return self.pricing.figures

    @property
    def how(self) -> TaxAgreement:
        """Return how the stated tax agrees; `EXACT` where there is no agreement."""
        return self.agreement.how if self.agreement else TaxAgreement.EXACT

    @property
    def gross(self) -> Decimal:
        """Return the gross total."""
        return self.rounded.gross

    @property
    def is_exact(self) -> bool:
        """Tell whether every stated tax, of the order and of the lines, agrees without an excuse."""
        return self.agreement is not None and self.how is TaxAgreement.EXACT and self.line_taxes.fit

    @property
    def needs_no_search(self) -> bool:
        """Tell whether no other place of the coupon can be as likely.

        There is no coupon, or the lines' unrounded taxes determine its place and the order's tax agrees to the unit.
        """
        to_the_unit = self.agreement is not None and self.agreement.to_the_unit
        return not self.coupon.amount or (self.is_told and to_the_unit and not self.coupon.lines_may_be_rounded)

    @property
    def is_contradicted(self) -> bool:
        """Tell whether a line's stated tax contradicts a reading that has a coupon or an excuse."""
        return not self.line_taxes.fit and bool(self.coupon.amount or self.how is not TaxAgreement.EXACT)

    @property
    def is_told(self) -> bool:
        """Tell whether the lines' taxes are those of what was charged and determine the place of the coupon."""
        states = bool(self.line_taxes.meaning) and self.line_taxes.as_charged
        return states and self.coupon.is_told(self.pricing.placement)

    @property
    def is_by_chance(self) -> bool:
        """Tell whether only the order's tax determines the place of the coupon, and may do so by chance."""
        if not self.coupon.amount or self.is_told:
            return False
        to_the_unit = self.agreement is not None and self.agreement.to_the_unit
        return self.coupon.is_thin_evidence(self.pricing.placement, to_the_unit=to_the_unit)

    @cached_property
    def grosses(self) -> list[Decimal]:
        """Return the gross amount of each item."""
        return [price + tax for price, tax in zip(self.rounded.prices, self.rounded.on_top, strict=True)]

    @cached_property
    def declared(self) -> dict[object, Decimal]:
        """Return the gross total of each combination of taxes, as a document declares it to the tax office."""
        figures, sums = self.pricing.figures, dict[object, Decimal]()
        kinds = [figures.signatures[number] for number in figures.combination_of]
        kinds.append(figures.signature(self.pricing.shipping_taxes))
        for kind, amount, tax in zip(kinds, self.rounded.prices, self.rounded.on_top, strict=False):
            if amount or tax:
                sums[kind] = sums.get(kind, ZERO) + amount + tax
        return sums

    @cached_property
    def doubt(self) -> tuple[bool, ...]:
        """Return the criteria of the module's order of evidence that the reading fails, the gravest first."""
        order, how, coupon = self.pricing.figures.order, self.agreement, self.pricing.discounts.coupon
        return (
            order.gift_cards > self.gross,
            how is None or how.how is not TaxAgreement.EXACT,
            not self.line_taxes.fit,
            bool(order.promotions) and not self._takes_something_off,
            how is None or not how.to_the_unit,
            bool(coupon) and not order.promotions,
            self.pricing.placement.name in (AS_TOLD, AS_SHARED),
        )

    @property
    def evidence(self) -> tuple[bool, ...]:
        """Return the doubt, without criterion 5 where the lines' taxes do not determine the place of the coupon."""
        return self.doubt if self.is_told or not self.coupon.amount else (*self.doubt[:4], *self.doubt[5:])

    @property
    def _takes_something_off(self) -> bool:
        given = self.pricing.discounts
        return bool(given.coupon or given.lines.discount or given.shipping_discount)


def interpret_order(order: RawOrder, unclear_coupons: UnclearCoupons = "hold") -> Match | Problem:
    """Return the reading that the figures of `order` support, or the problem, with the arithmetic in words.

    `unclear_coupons` says whether an order with an unclear coupon is held, or the coupon is taken off all products.
    """
    found = _reconcile(Figures(order), unclear_coupons)
    if isinstance(found, Problem) and order.is_in_whole_units:
        in_whole_units = _reconcile(Figures(order, _ONE), unclear_coupons)
        return found if isinstance(in_whole_units, Problem) else in_whole_units
    return found


def _reconcile(figures: Figures, unclear_coupons: UnclearCoupons) -> Match | Problem:
    order = figures.order
    endless: list[Coupon] = []
    bases = list(_bases(figures))
    reached = list(_reaching(bases, Coupon.placements, endless))
    agreeing = [match for match in reached if match.agreement]
    if agreeing and not any(match.is_exact for match in agreeing):
        agreeing += [match for match in _reaching(bases, Coupon.other_placements, endless) if match.agreement]
    if agreeing:
        is_open = bool(endless) and not any(match.is_exact and match.needs_no_search for match in agreeing)
        found = _unclear(order) if is_open else _likeliest(agreeing)
        unclear = isinstance(found, Problem) and found.code == "discount_unclear"
        return _off_everything(agreeing, order) if unclear and unclear_coupons == "everything" else found
    if endless:
        return _unclear(order)
    if reached:
        return _tax_problem(reached[0])
    return Problem.told("totals_do_not_reconcile", *_totals_in_words(figures))


def _bases(figures: Figures) -> Iterator[Basis]:
    """Yield the basis of each hypothesis that differs from those before it."""
    seen = set()
    for hypothesis in hypotheses(figures):
        found = basis(figures, hypothesis)
        if found and found.key not in seen:
            seen.add(found.key)
            yield found


def _reaching(
    bases: Iterable[Basis], places: Callable[[Coupon], Iterator[Placement]], endless: list[Coupon]
) -> Iterator[Match]:
    """Yield the readings: each of `bases` and place of the coupon that reaches the total, with its best rounding.

    A coupon with more places than can be compared is added to `endless`.
    """
    for found in bases:
        coupon = Coupon(found)
        try:
            yield from _until_in_doubt(_placed(coupon, places(coupon)))
        except TooManyPlaces:
            endless.append(coupon)


def _placed(coupon: Coupon, places: Iterable[Placement]) -> Iterator[Match]:
    for placement in places:
        pricing = price(coupon.found, placement)
        match = _best_rounding(pricing, coupon) if pricing else None
        if match:
            yield match


def _until_in_doubt(matches: Iterable[Match]) -> Iterator[Match]:
    """Yield `matches` until two that meet criteria 1 to 5 give different documents: more of them change nothing."""
    sure: Match | None = None
    for match in matches:
        yield match
        if match.is_exact and not any(match.doubt[:-2]):
            if sure and _declares_otherwise(sure, match):
                return
            sure = sure or match


def _best_rounding(pricing: Pricing, coupon: Coupon) -> Match | None:
    best: Match | None = None
    taxes: LineTaxes | None = None
    for rounded in roundings(pricing):
        subtotal = subtotal_meaning(pricing, rounded)
        if subtotal is None:
            continue
        taxes = taxes or line_taxes(pricing)
        match = Match(pricing, rounded, subtotal, taxes, agreement(pricing, rounded, taxes), coupon)
        if match.agreement and match.agreement.to_the_unit:
            return match
        if best is None or (best.agreement is None and match.agreement):
            best = match
    return best


def _likeliest(matches: list[Match]) -> Match | Problem:
    least = min(match.doubt for match in matches) if len(matches) > 1 else matches[0].doubt
    best = next(match for match in matches if match.doubt == least)
    others = [match for match in matches if least == match.doubt or best.evidence == match.evidence]
    if best.is_contradicted:
        return _tax_problem(best)
    other = next((other for other in others if _declares_otherwise(best, other)), None)
    if other is None:
        return _unclear(best.figures.order) if best.is_by_chance else best
    if best.coupon.amount and best.pricing.discounts == other.pricing.discounts:
        return _unclear(best.figures.order)
    text = Sentence("two_readings")
    return Problem.told("ambiguous_totals", text, *_in_words(best))


def _off_everything(matches: list[Match], order: RawOrder) -> Match | Problem:
    """Return the reading with the coupon off all products, if it has the least doubt and no such other one differs."""
    least = min(match.doubt for match in matches)
    chosen = [match for match in matches if match.doubt == least and match.pricing.placement.name == EVERYTHING]
    if not chosen or any(_declares_otherwise(chosen[0], other) for other in chosen[1:]):
        return _unclear(order)
    return chosen[0]


def _declares_otherwise(one: Match, other: Match) -> bool:
    """Tell whether two readings give different documents, apart from how a discount is rounded."""
    unit = one.figures.unit
    if abs(one.pricing.fixed_taxes - other.pricing.fixed_taxes) >= unit:
        return True
    if one.coupon.amount or other.coupon.amount:
        return any(abs(mine - its) > unit for mine, its in zip(one.grosses, other.grosses, strict=True))
    meanings_differ = one.pricing.hypothesis.differs_in_meaning(other.pricing.hypothesis)
    return meanings_differ and one.declared != other.declared


def _unclear(order: RawOrder) -> Problem:
    text = Sentence(
        "discount_for_some",
        {"discount": order.discount, "currency": order.currency},
    )
    return Problem.told("discount_unclear", text)


def _tax_problem(match: Match) -> Problem:
    order = match.pricing.figures.order
    text = tax_in_words(order, match.pricing, match.rounded)
    odd = match.line_taxes.odd_line
    return Problem.told("tax_does_not_agree", text, *([odd] if odd else []))


def _totals_in_words(figures: Figures) -> list[Sentence]:
    bases = (basis(figures, hypothesis) for hypothesis in hypotheses(figures))
    asked = ((found, next(Coupon(found).placements(), None)) for found in bases if found)
    pricing = next((price(found, place, anywhere=True) for found, place in asked if place), None)
    return totals_in_words(figures.order, pricing, by_item(pricing) if pricing else None)


def _in_words(match: Match) -> list[Sentence]:
    return totals_in_words(match.pricing.figures.order, match.pricing, match.rounded)
