"""Numbers as merchants type them: 12,50 or 1.250,00 in Chile, 12.50 or 1,250.00 in Mexico."""

import re
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.numbers import get_decimal_symbol
from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.money import ZERO

_SPACES_AND_APOSTROPHES = " \u00a0\u202f'’"


class NumberField(forms.Field):
    """A number from zero to `most`, with at most `places` decimals; empty counts as zero.

    `example` shows the format of a number, `most_shown` is `most` in the merchant's format.
    """

    def __init__(
        self, *, locale: Locale, places: int, most: Decimal, most_shown: str, example: str, **options: Any
    ) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)
        self.locale, self.places = locale, places
        self.most, self.most_shown, self.example = most, most_shown, example

    def to_python(self, value: Any) -> Decimal:
        """Return the typed number. Raise ValidationError for anything else."""
        typed = str(value or "").strip()
        number = parse_number(typed, self.locale) if typed else ZERO
        if number is None:
            raise forms.ValidationError(_("Write a number such as %(example)s."), params={"example": self.example})
        if number != round(number, self.places):
            raise forms.ValidationError(_("Too many decimals: write it like %(example)s."), params=self._shown())
        if number > self.most:
            raise forms.ValidationError(_("No more than %(most)s can be credited."), params=self._shown())
        return number

    def _shown(self) -> dict[str, str]:
        return {"example": self.example, "most": self.most_shown}


def parse_number(typed: str, locale: Locale) -> Decimal | None:
    """Return the number in `typed` by the conventions of `locale`, or None if it is invalid or ambiguous.

    Thousands may be separated by the mark that is not the decimal one, by spaces or apostrophes.
    """
    mark = get_decimal_symbol(locale)
    parting = f"[{'.' if mark == ',' else ','}{_SPACES_AND_APOSTROPHES}]"
    found = re.fullmatch(rf"(\d+|\d{{1,3}}(?:{parting}\d{{3}})+)(?:{re.escape(mark)}(\d+))?", typed, re.ASCII)
    if found is None:
        return None
    return Decimal(f"{re.sub(parting, '', found[1])}.{found[2] or 0}")
