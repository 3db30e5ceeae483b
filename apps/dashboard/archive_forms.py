"""Asking for the PDFs of a period."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.dashboard import archiving
from apps.dashboard.models import Archive
from apps.stores.models import Store


class ArchiveForm(forms.Form):
    """A period by the dates of documents; last month unless another is chosen."""

    first_day = forms.DateField(label=_("From"))
    last_day = forms.DateField(label=_("Until"))

    def __init__(self, store: Store, data: Any = None) -> None:
        self.store = store
        first, last = _last_month(clock.local_date(timezone.now(), store.time_zone))
        super().__init__(data, initial={"first_day": first, "last_day": last}, label_suffix="")
        for field in self.fields.values():
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self) -> dict[str, Any]:
        """Refuses a period that ends before it begins, and one without documents."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and first > last:
            self.add_error("last_day", gettext("The last day is before the first one."))
        elif first and last and not archiving.documents(self.store, first, last).exists():
            self.add_error(None, gettext("There are no documents of these days. Choose others."))
        return values

    def ask(self) -> Archive:
        """Asks for the archive; the form must be valid."""
        return archiving.ask(self.store, self.cleaned_data["first_day"], self.cleaned_data["last_day"])


def _last_month(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last
