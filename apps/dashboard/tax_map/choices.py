"""The answers that a merchant can give for a tax, in the words of their country and language."""

from dataclasses import dataclass

from django.utils.translation import gettext

from apps.countries import registry
from apps.countries.tax_categories import Exemption, TaxCategories, TaxCategory
from apps.dashboard.shared.code_titles import CATEGORIES
from apps.dashboard.shared.formats import language
from apps.formats.wording.tax_names import tax_name
from apps.invoices.drafting.tax_category import Mapped, Subject
from apps.invoices.models.mappings import NOT_VAT

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one country, whose `rules` these are. An answer's value is a category, perhaps with a code."""

    country: str
    rules: TaxCategories

    def choices(self, subject: Subject, otherwise: str) -> list[Choice | tuple[str, list[Choice]]]:
        """Return the choices for `subject`, `otherwise` for no answer, with the country's codes by category."""
        first: list[Choice | tuple[str, list[Choice]]] = [("", otherwise)]
        if subject == Subject.TAXED:
            return [*first, (TaxCategory.STANDARD.value, self.title(TaxCategory.STANDARD)), _other_tax()]
        last = [_other_tax()] if subject == Subject.AT_ZERO else []
        return [*first, *map(self._of_category, self.rules.categories), *last]

    def title(self, category: str, code: str = "") -> str:
        """Return what a category, and perhaps a code in it, is called; `category` may be `NOT_VAT`."""
        if category == NOT_VAT:
            return _other_tax()[1]
        if category == TaxCategory.STANDARD:
            return gettext("It is %(tax)s") % {"tax": tax_name(self.country, language())}
        named = self._named(TaxCategory(category))
        return f"{named}: {code}" if code else named

    def _named(self, category: TaxCategory) -> str:
        """Return the law's own word, with a translation for readers of another language."""
        title, own = str(CATEGORIES[category]), self.rules.names.get(category, "")
        if registry.country(self.country).language == language():
            return own or title
        return f"{title} ({own})" if own else title

    def _of_category(self, category: TaxCategory) -> Choice | tuple[str, list[Choice]]:
        codes = [self._of_code(each) for each in self.rules.exemptions if each.category == category]
        if not codes:
            return category.value, self._named(category)
        own = [(category.value, gettext("For a reason in my own words"))] if self.rules.own_reasons else []
        return self._named(category), [*codes, *own]

    def _of_code(self, exemption: Exemption) -> Choice:
        return value_of(Mapped(exemption.category, exemption.code)), f"{exemption.code} · {exemption.text}"


def value_of(answer: Mapped | None) -> str:
    """Return the value of the choice that `answer` is, empty for none."""
    if answer is None:
        return ""
    return f"{answer.category}:{answer.exemption_code}" if answer.exemption_code else answer.category


def answer_of(value: str, reason: str) -> Mapped | None:
    """Return the answer that the choice `value` and the text `reason` are, None for no answer."""
    category, _colon, code = value.partition(":")
    return Mapped(category, code, reason) if category else None


def _other_tax() -> Choice:
    return NOT_VAT, gettext("It is another tax")
