"""The form in which a merchant classes the taxes of their store: a row for each name, saved together."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.money import ZERO
from apps.countries import registry
from apps.countries.tax_categories import TaxCategories, TaxCategory
from apps.dashboard.tax_map.choices import Answers, answer_of, value_of
from apps.dashboard.tax_map.occurrences import Key, Occurrence
from apps.invoices.drafting.merchant_answers import tax_map_of
from apps.invoices.drafting.tax_category import (
    Classes,
    Mapped,
    Subject,
    TaxRules,
    is_vat_by_name,
    key_of,
    proposed_classes,
    stated_classes,
)
from apps.invoices.models.mappings import NOT_VAT, TaxMapping
from apps.orders.data import ItemTax
from apps.stores import settings_log
from apps.stores.models import Store

LOGGED_AS = "tax_map"
_MOST_ROWS = 100


class TaxRow(forms.Form):
    """One name, or items without a tax. `shown` is the saved answer at the time when the page was shown."""

    subject = forms.ChoiceField(choices=Subject.choices, widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    answer = forms.ChoiceField(required=False, label=_("What it is"))
    reason = forms.CharField(
        required=False,
        max_length=255,
        label=_("Reason on the document"),
        help_text=_("Leave it empty for the text of the code."),
    )

    def __init__(self, *arguments: Any, answers: Answers, found: Mapping[Key, Occurrence], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.answers, self.rules = answers, answers.rules
        subject, name = self._about()
        self.occurrence = found.get((subject, key_of(name))) or Occurrence(subject, name)
        self.by_name = title_by_name(self.occurrence, answers)
        field = self.fields["answer"]
        if isinstance(field, forms.ChoiceField):
            otherwise = gettext("Decided by its name") if self.by_name else gettext("Not decided")
            field.choices = answers.choices(subject, otherwise)
        if subject == Subject.TAXED or not self.rules.needs_reason:
            del self.fields["reason"]

    def _about(self) -> tuple[Subject, str]:
        """Return the subject and the name of this row, as they were sent or as they are to be shown."""
        values = {name: self.data.get(self.add_prefix(name)) for name in ("subject", "name")}
        given = values if self.is_bound else self.initial
        subject = given["subject"] if given["subject"] in Subject.values else Subject.UNTAXED
        return Subject(subject), given["name"] or ""

    def clean(self) -> dict[str, Any]:
        """Refuse a name without a letter or figure, and an answer without the reason that it needs."""
        values = super().clean() or {}
        subject, name = values.get("subject"), values.get("name", "")
        if subject in {Subject.TAXED, Subject.AT_ZERO} and not key_of(name):
            raise ValidationError(_("This name cannot be classed."))
        given = self.given()
        if given and given.category in self.rules.needs_reason and not (given.exemption_code or given.exemption_reason):
            self.add_error("reason", gettext("Write the reason, or choose a code that states it."))
        return values

    def given(self) -> Mapped | None:
        """Return the answer of the cleaned form."""
        return answer_of(self.cleaned_data.get("answer", ""), self.cleaned_data.get("reason", ""))

    @property
    def is_touched(self) -> bool:
        """Tell whether the merchant gave another answer than the one they saw saved."""
        return _written(self.given()) != str(self.cleaned_data["shown"])

    @property
    def state(self) -> str:
        """Return whether the row is saved, decided by its name, perhaps without its reason, proposed or open."""
        if self["shown"].value():
            return "saved"
        if self.by_name:
            return "by_name" if is_decided(self.occurrence, self.answers) else "without_reason"
        return "proposed" if self["answer"].value() else "open"


TaxRows = formset_factory(TaxRow, extra=0, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS)


def rows_of(store: Store, rules: TaxCategories, found: Mapping[Key, Occurrence], data: Any = None) -> Any:
    """Return the rows for what is `found` in `store`, and for its saved answers, those without an answer first.

    `data` are the rows that were sent.
    """
    saved = tax_map_of(store)
    names = {(Subject(each.subject), each.key): each.name for each in TaxMapping.objects.filter(store=store)}
    answers = Answers(store.country, rules)
    keys = list(dict.fromkeys([*found, *sorted(names)]))[:_MOST_ROWS]
    initial = [
        _initial(key, found[key].name if key in found else names[key], saved.get(key), found.get(key), answers)
        for key in sorted(keys, key=lambda key: key in saved or is_decided(found[key], answers))
    ]
    return TaxRows(data, initial=initial, form_kwargs={"answers": answers, "found": found})


def save_rows(store: Store, rows: Any, *, by: str) -> None:
    """Save the answers in valid `rows` that differ from what was shown, and log each; `by` is a session's digest."""
    with settings_log.lock_settings(store):
        saved = tax_map_of(store)
        for row in rows:
            key, answer = (row.occurrence.subject, key_of(row.occurrence.name)), row.given()
            if row.is_touched and saved.get(key) != answer:
                _save(store, row.occurrence, answer)
                logged = row.occurrence.name or row.occurrence.subject.value
                old, new = ({logged: _codes(each)} for each in (saved.get(key), answer))
                settings_log.note_change(store, LOGGED_AS, old, new, by=by)


def title_by_name(occurrence: Occurrence, answers: Answers) -> str:
    """Return what Folio takes a name for without an answer, empty where it decides nothing."""
    if occurrence.subject == Subject.TAXED:
        return _title_above_zero(occurrence, answers)
    return _title_at_zero(occurrence, answers) if occurrence.subject == Subject.AT_ZERO else ""


def _title_above_zero(occurrence: Occurrence, answers: Answers) -> str:
    taxes = [ItemTax(occurrence.name, rate, ZERO, inside=True) for rate in occurrence.rates]
    told = {is_vat_by_name(tax, answers.country) for tax in taxes}
    if told not in ({True}, {False}):
        return ""
    title = answers.title(TaxCategory.STANDARD if told == {True} else NOT_VAT)
    return gettext("By its name: %(answer)s") % {"answer": title}


def _title_at_zero(occurrence: Occurrence, answers: Answers) -> str:
    stated = _stated(occurrence, answers)
    if not stated.category:
        return ""
    title = {"answer": answers.title(stated.category, stated.exemption_code)}
    if stated_classes(occurrence.name, TaxRules(answers.country, buyer_country="")).category:
        return gettext("By its name: %(answer)s") % title
    return gettext("By its name: %(answer)s, for buyers in your country") % title


def is_decided(occurrence: Occurrence, answers: Answers) -> bool:
    """Tell whether the name decides everything, the reason included that its category may need."""
    if not title_by_name(occurrence, answers):
        return False
    return occurrence.subject == Subject.TAXED or not _stated(occurrence, answers).question


def proposed_answer(occurrence: Occurrence, answers: Answers) -> Mapped | None:
    """Return the answer to propose where the name decides nothing, None without one."""
    if title_by_name(occurrence, answers):
        return None
    if occurrence.subject == Subject.TAXED:
        known = registry.country(answers.country).vat_rates
        return Mapped(NOT_VAT) if known and not known & occurrence.rates else None
    found = proposed_classes(occurrence.name, answers.country) if occurrence.subject == Subject.AT_ZERO else None
    return Mapped(found.category, found.exemption_code) if found and found.category else None


def _stated(occurrence: Occurrence, answers: Answers) -> Classes:
    """Return what the name says for buyers in the seller's country."""
    return stated_classes(occurrence.name, TaxRules(answers.country, answers.country))


def _initial(
    key: Key, name: str, saved: Mapped | None, occurrence: Occurrence | None, answers: Answers
) -> dict[str, str]:
    proposed = proposed_answer(occurrence, answers) if occurrence and not saved else None
    return {
        "subject": key[0].value,
        "name": name,
        "shown": _written(saved),
        "answer": value_of(saved or proposed),
        "reason": saved.exemption_reason if saved else "",
    }


def _save(store: Store, occurrence: Occurrence, answer: Mapped | None) -> None:
    about: dict[str, Any] = {"store": store, "subject": occurrence.subject, "key": key_of(occurrence.name)}
    if answer is None:
        TaxMapping.objects.filter(**about).delete()
        return
    columns = {"name": occurrence.name, **asdict(answer)}
    TaxMapping.objects.update_or_create(defaults=columns, **about)


def _written(answer: Mapped | None) -> str:
    return f"{value_of(answer)}|{answer.exemption_reason}" if answer else ""


def _codes(answer: Mapped | None) -> list[str]:
    """Return `answer` as the log keeps it: codes, and the merchant's own text."""
    return (
        [text for text in (answer.category, answer.exemption_code, answer.exemption_reason) if text] if answer else []
    )
