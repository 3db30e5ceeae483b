"""Which meaning of the platform's fields an order's figures support.

A hypothesis must reach the order's total exactly and fit its subtotal. Of those that do, the stated taxes decide: what
misses them by more than rounding, for no known reason, is out; what gives them to the unit goes first. A reading that
leaves a discount which no line, no shipping and no coupon explains goes last, and so does one whose coupon takes
nothing off. If what remains declares different
things, nobody knows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from apps.core.money import ZERO
from apps.orders.agreeing import Agreement, agreement
from apps.orders.arithmetic import tax_in_words, totals_in_words
from apps.orders.data import Problem, TaxAgreement
from apps.orders.figures import Figures
from apps.orders.hypotheses import Hypothesis, hypotheses, with_other_reach
from apps.orders.line_taxes import LineTaxes, line_taxes
from apps.orders.payload import RawOrder
from apps.orders.pricing import Pricing, price
from apps.orders.rounding import Rounded, by_item, roundings
from apps.orders.subtotals import subtotal_meaning
from apps.orders.telling import Sentence, written


@dataclass(frozen=True)
class Match:
    """A hypothesis that reaches the total: what the order charges under it, rounded, and how its tax agrees."""

    pricing: Pricing
    rounded: Rounded
    subtotal: str
    line_taxes: LineTaxes
    agreement: Agreement | None

    @property
    def name(self) -> str:
        """The reading in words, for the record."""
        given, order = self.pricing.discounts, self.pricing.figures.order
        coupon = "coupon" if order.has_promotions else "discount without a coupon"
        named = f"{coupon} {written(given.coupon)}" if given.coupon else ""
        note = self.agreement.note if self.agreement else ""
        money = (self.pricing.hypothesis.name, given.rounding, named, self.subtotal, self.rounded.name)
        return "; ".join(part for part in (*money, self.how, note, self.line_taxes.meaning) if part)

    @property
    def how(self) -> TaxAgreement:
        """How the stated tax agrees; exact where there is nothing to agree with."""
        return self.agreement.how if self.agreement else TaxAgreement.EXACT

    @property
    def gross(self) -> Decimal:
        """What everything comes to."""
        return self.rounded.gross

    @cached_property
    def declared(self) -> dict[object, Decimal]:
        """What each combination of taxes comes to: what a document says to the tax office."""
        figures, sums = self.pricing.figures, dict[object, Decimal]()
        kinds = [figures.signatures[number] for number in figures.combination_of]
        kinds.append(figures.signature(self.pricing.shipping_taxes))
        for kind, amount, tax in zip(kinds, self.rounded.prices, self.rounded.on_top, strict=False):
            if amount or tax:
                sums[kind] = sums.get(kind, ZERO) + amount + tax
        return sums

    @cached_property
    def doubt(self) -> tuple[bool, ...]:
        """What speaks against it, the gravest first."""
        order = self.pricing.figures.order
        how = self.agreement
        return (
            order.gift_cards > self.gross,
            bool(self.pricing.discounts.coupon) and not order.has_promotions,
            how is None or how.how is not TaxAgreement.EXACT,
            not self.line_taxes.fit,
            order.has_promotions and not self._takes_something_off,
            how is None or not how.to_the_unit,
        )

    @property
    def _takes_something_off(self) -> bool:
        given = self.pricing.discounts
        return bool(given.coupon or given.lines.discount or given.shipping_discount)


def reconcile(order: RawOrder) -> Match | Problem:
    """Returns the meaning that ORDER's figures support, or why there is none, with the arithmetic in words."""
    figures = Figures(order)
    reached = list(_reaching(figures, hypotheses(figures)))
    agreeing = [match for match in reached if match.agreement]
    if not agreeing:
        other = _reaching(figures, with_other_reach(figures))
        agreeing = [match for match in other if _is_proven(match)]
    if agreeing:
        return _likeliest(agreeing)
    if reached:
        return _tax_problem(reached[0])
    return Problem.told("totals_do_not_reconcile", *_totals_in_words(figures))


def _reaching(figures: Figures, asked: Iterable[Hypothesis]) -> Iterator[Match]:
    """The hypotheses that reach the total, each as the first of its roundings that the stated taxes support best."""
    seen = set()
    for hypothesis in asked:
        pricing = price(figures, hypothesis)
        if pricing is None or pricing.key in seen:
            continue
        seen.add(pricing.key)
        match = _best_rounding(pricing)
        if match:
            yield match


def _best_rounding(pricing: Pricing) -> Match | None:
    best: Match | None = None
    taxes: LineTaxes | None = None
    for rounded in roundings(pricing):
        subtotal = subtotal_meaning(pricing, rounded)
        if subtotal is None:
            continue
        taxes = taxes or line_taxes(pricing)
        match = Match(pricing, rounded, subtotal, taxes, agreement(pricing, rounded, taxes))
        if match.agreement and match.agreement.to_the_unit:
            return match
        if best is None or (best.agreement is None and match.agreement):
            best = match
    return best


def _is_proven(match: Match) -> bool:
    """A coupon on some items only is believed where the stated taxes say so, not for want of evidence."""
    order = match.pricing.figures.order
    states_tax = order.tax is not None or any(line.tax for line in order.products)
    return states_tax and match.agreement is not None and match.agreement.how is TaxAgreement.EXACT


def _likeliest(matches: list[Match]) -> Match | Problem:
    least = min(match.doubt for match in matches) if len(matches) > 1 else matches[0].doubt
    best, *others = [match for match in matches if match.doubt == least]
    if any(_declares_otherwise(best, other) for other in others):
        text = Sentence("The order's figures can be read in two ways that give different documents.")
        return Problem.told("ambiguous_totals", text, *_in_words(best))
    return best


def _declares_otherwise(one: Match, other: Match) -> bool:
    """Two readings give different documents if they declare something else, unless only their rounding differs."""
    meanings_differ = one.pricing.hypothesis.differs_in_meaning(other.pricing.hypothesis)
    return meanings_differ and one.declared != other.declared


def _tax_problem(match: Match) -> Problem:
    order = match.pricing.figures.order
    text = tax_in_words(order, match.pricing, match.rounded)
    odd = match.line_taxes.odd_line
    return Problem.told("tax_does_not_agree", text, *([odd] if odd else []))


def _totals_in_words(figures: Figures) -> list[Sentence]:
    asked = (price(figures, hypothesis, anywhere=True) for hypothesis in hypotheses(figures))
    pricing = next((pricing for pricing in asked if pricing), None)
    return totals_in_words(figures.order, pricing, by_item(pricing) if pricing else None)


def _in_words(match: Match) -> list[Sentence]:
    return totals_in_words(match.pricing.figures.order, match.pricing, match.rounded)
