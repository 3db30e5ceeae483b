"""Messages about an order: sentences whose English text is the key of their translations, and their figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from babel import Locale


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence and the values of its {places}; `country` is a code, None is “none”.

    It holds no personal data of the buyer. Catalogues are checked for every literal text in a call of this class.
    """

    template: str
    figures: Mapping[str, Decimal | str | None] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill_message(self.template, self._written(), language="en", none="none")

    def as_json(self) -> dict[str, Any]:
        """Return the sentence as plain data, figures as text."""
        return {"template": self.template, "figures": self._written()}

    def _written(self) -> dict[str, str | None]:
        return {
            name: written_amount(each) if isinstance(each, Decimal) else each for name, each in self.figures.items()
        }


def written_amount(number: Decimal) -> str:
    """Return `number` without trailing zeros and without an exponent."""
    return f"{number.normalize() + 0:f}"


def fill_message(template: str, figures: Mapping[str, str | None], *, language: str, none: str) -> str:
    """Return `template` with `figures` in its places.

    `none` replaces those that are None; a country is written by its name in `language`.
    """
    words = {name: none if figure is None else figure for name, figure in figures.items()}
    if "country" in words:
        words["country"] = Locale(language).territories.get(words["country"], words["country"])
    return template.format(**words) if words else template
