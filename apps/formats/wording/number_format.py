"""Number and date formats of a document's locale."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from apps.core.money import decimals, quantize
from apps.formats.pdf.text.wrapping import UNBROKEN_SPACE

_USUAL_PRICE_DECIMALS = 4
_MOST_PRICE_DECIMALS = 8
_LETTER_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=[-\d])")


@dataclass(frozen=True)
class Figures:
    """Formats figures for `locale`; amounts have the decimals of `currency` (ISO 4217)."""

    locale: Locale
    currency: str

    def amount(self, value: Decimal) -> str:
        """Return `value` without the currency: 1.234,50. Raise UnknownCurrency."""
        return self._plain(quantize(value, self.currency), self._decimals)

    def money(self, value: Decimal) -> str:
        """Return `value` with the currency's sign or code: 1.234,50 €. Raise UnknownCurrency."""
        pattern = _money_pattern(self.locale.currency_formats["standard"].pattern, self._decimals)
        rounded = quantize(value, self.currency) + 0
        text = pattern.apply(rounded, self.locale, currency=self.currency, currency_digits=False)
        return _LETTER_BEFORE_DIGIT.sub(" ", _spaced(text))

    def in_a_sentence(self, value: Decimal) -> str:
        """Return `money` of `value` with spaces at which no line ends."""
        return self.money(value).replace(" ", UNBROKEN_SPACE)

    def price_decimals(self, prices: Iterable[tuple[Decimal, Decimal]]) -> int:
        """Return the number of decimals for a column of unit prices; `prices` are pairs of quantity and unit price.

        It is the currency's, or more up to four; up to eight if with fewer a quantity times the shown price would not
        give the same amount.
        """
        pairs = list(prices)
        needed = max((_significant_decimals(price) for _, price in pairs), default=0)
        places = max(self._decimals, min(_USUAL_PRICE_DECIMALS, needed))
        most = min(_MOST_PRICE_DECIMALS, needed)
        while places < most and not all(self._comes_to_the_same(*pair, places) for pair in pairs):
            places += 1
        return places

    def _comes_to_the_same(self, quantity: Decimal, price: Decimal, places: int) -> bool:
        shown = _rounded(price, places)
        return quantize(quantity * shown, self.currency) == quantize(quantity * price, self.currency)

    def price(self, value: Decimal, places: int) -> str:
        """Return the unit price `value` with `places` decimals."""
        return self._plain(_rounded(value, places), places)

    def quantity(self, value: Decimal) -> str:
        """Return `value` with as many decimals as it has."""
        return self._plain(value, _significant_decimals(value))

    def percent(self, rate: Decimal) -> str:
        """Return `rate`, a percentage such as 19 or 7.5, with the sign: 19%."""
        written = self._plain(rate, _significant_decimals(rate))
        return _spaced(self.locale.percent_formats[None].pattern).replace("#,##0", written)

    def date(self, day: date) -> str:
        """Return `day` in words: 23 de noviembre de 2026."""
        return _spaced(format_date(day, "long", self.locale))

    @cached_property
    def _decimals(self) -> int:
        return decimals(self.currency)

    def _plain(self, value: Decimal, places: int) -> str:
        group, point, minus = _signs(self.locale)
        written = f"{abs(value):,.{places}f}".translate({ord(","): group, ord("."): point})
        return minus + written if value < 0 else written


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _significant_decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _fraction(places: int) -> str:
    return "." + "0" * places if places else ""


@lru_cache(maxsize=256)
def _signs(locale: Locale) -> tuple[str, str, str]:
    """Return the thousands separator, the decimal mark and the minus sign of `locale`."""
    signs = locale.number_symbols["latn"]
    return _spaced(signs["group"]), signs["decimal"], signs["minusSign"]


@lru_cache(maxsize=256)
def _money_pattern(pattern: str, places: int) -> NumberPattern:
    return parse_pattern(pattern.replace(".00", _fraction(places)))
