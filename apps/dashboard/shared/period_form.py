"""Form for a period of days."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.stores.models import Store


class PeriodForm(forms.Form):
    """A period by its first and last day, both included, in the zone of `store`; `first` and `last` are defaults."""

    first_day = forms.DateField(label=_("From"))
    last_day = forms.DateField(label=_("Until"))

    def __init__(self, store: Store, first: date, last: date, data: Any = None) -> None:
        self.store = store
        super().__init__(data, initial={"first_day": first, "last_day": last}, label_suffix="")
        for field in self.fields.values():
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and first > last:
            self.add_error("last_day", gettext("The last day is before the first one."))
        return values

    def days(self) -> tuple[date, date] | None:
        """Return the first and the last day, or None unless both are valid."""
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        return (first, last) if first and last else None
