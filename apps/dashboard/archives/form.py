"""Form that requests the PDFs of a period."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from apps.core import clock
from apps.dashboard.archives import build, parts
from apps.dashboard.models import Archive
from apps.dashboard.shared.period_form import PeriodForm
from apps.stores.models import Store


class ArchiveForm(PeriodForm):
    """A period by the dates of documents; last month by default."""

    def __init__(self, store: Store, data: Any = None) -> None:
        super().__init__(store, *_last_month(clock.today(store.time_zone)), data)

    def clean(self) -> dict[str, Any]:
        """Refuse also a period without documents."""
        values = super().clean()
        days = self.days()
        if days and not parts.archived_documents(self.store, *days).exists():
            self.add_error(None, gettext("No documents were issued on these days. Choose other days."))
        return values

    def ask(self) -> Archive | None:
        """Request the archive; the form must be valid. Raise TooManyArchives."""
        return build.ask_for_pdfs(self.store, self.cleaned_data["first_day"], self.cleaned_data["last_day"])


def _last_month(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last
