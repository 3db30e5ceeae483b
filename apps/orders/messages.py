"""Messages about an order: codes of the registry `sentences`, with the figures of their texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

from babel import Locale

from apps.orders import sentences
from apps.providers import problems

# What stands against a document at a provider is told by the same registry.
TEMPLATES = {**sentences.TEMPLATES, **problems.TEMPLATES}

PLACES = {
    code: frozenset(name for _text, name, _format, _conversion in Formatter().parse(template) if name)
    for code, template in TEMPLATES.items()
}
"""The names of the figures that the text of each code takes."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the registry by its `code`, and the values of its {places}; `country` is a code, None is “none”.

    It holds no personal data of the buyer. Raise ValueError where the registry does not know the code, or where a
    figure lacks or is none of the text's: so nothing is stored that cannot be told.
    """

    code: str
    figures: Mapping[str, Decimal | date | str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if PLACES.get(self.code) != frozenset(self.figures):
            raise ValueError(f"No sentence “{self.code}” takes the figures {sorted(self.figures)}.")

    def __str__(self) -> str:
        return _filled(TEMPLATES[self.code], self._written(), language="en", none="none")

    def as_json(self) -> dict[str, Any]:
        """Return the sentence as rows keep it: its code, figures as text, and nothing in any language."""
        return {"code": self.code, "figures": self._written()} if self.figures else {"code": self.code}

    def _written(self) -> dict[str, str | None]:
        return {name: _written_figure(each) for name, each in self.figures.items()}


def written_amount(number: Decimal) -> str:
    """Return `number` without trailing zeros and without an exponent."""
    return f"{number.normalize() + 0:f}"


def sentence_in_words(stored: Mapping[str, Any], translate: Callable[[str], str], *, language: str, none: str) -> str:
    """Return the sentence that `Sentence.as_json` made, in `language`; `translate` knows the registry's texts in it.

    `none` replaces figures that are None. A code that the registry does not know is told by its figures alone.
    """
    figures = stored.get("figures", {})
    if PLACES.get(stored["code"]) != frozenset(figures):
        return " ".join(str(figure) for figure in figures.values())
    return _filled(translate(TEMPLATES[stored["code"]]), figures, language=language, none=none)


def _written_figure(figure: Decimal | date | str | None) -> str | None:
    if isinstance(figure, Decimal):
        return written_amount(figure)
    return figure.isoformat() if isinstance(figure, date) else figure


def _filled(template: str, figures: Mapping[str, str | None], *, language: str, none: str) -> str:
    """Return `template` with `figures` in its places; `none` for those that are None, a country by its name."""
    words = {name: none if figure is None else figure for name, figure in figures.items()}
    if "country" in words:
        words["country"] = Locale(language).territories.get(words["country"], words["country"])
    return template.format(**words)
