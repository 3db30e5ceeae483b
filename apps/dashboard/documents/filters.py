"""Filters and sort order of the list of documents."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from apps.dashboard.shared.formats import figures_for
from apps.dashboard.shared.pagination import Order, rows_behind
from apps.invoices.export import csv_table
from apps.invoices.models import Invoice, Kind, Mailing, Posting, Series, Void, search
from apps.stores.models import Store

KINDS = {Kind.INVOICE: _("Invoices"), Kind.CREDIT_NOTE: _("Credit notes"), Kind.TEST: _("Test documents")}
_STATES = {
    "open": _("Open, not credited"),
    "partly": _("Credited in part"),
    "credited": _("Credited in full"),
    "void": _("Void, rejected by the authority"),
    "unposted": _("Not in Jumpseller"),
    "unmailed": _("Mail failed"),
}
_SORTS = {
    "": (_("Newest first"), Order(("issue_date", "pk"))),
    "oldest": (_("Oldest first"), Order(("issue_date", "pk"), is_descending=False)),
    "number": (_("By number, last first"), Order(("series_id", "sequence"))),
    "number-up": (_("By number"), Order(("series_id", "sequence"), is_descending=False)),
    "total": (_("Largest total first"), Order(("gross_total", "pk"))),
    "total-up": (_("Smallest total first"), Order(("gross_total", "pk"), is_descending=False)),
}
_ALL = ("", _("All"))
_AT_ONCE = 500


class DocumentFilter(forms.Form):
    """The filters of the list of documents, as its URL contains them; invalid ones are ignored."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ALL, *KINDS.items()])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[_ALL, *_STATES.items()])
    series = forms.ChoiceField(label=_("Series"), required=False)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)
    sort = forms.ChoiceField(
        label=_("Sort by"), required=False, choices=[(name, title) for name, (title, _order) in _SORTS.items()]
    )

    def __init__(self, store: Store, data: Any, text: str = "") -> None:
        super().__init__(data, label_suffix="")
        self.store, self.text = store, text
        series = Series.objects.filter(store=store).order_by("prefix", "year")
        self._choose("series", [_ALL, *((str(each.pk), str(each) or each.kind) for each in series)])
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.is_valid()

    @property
    def is_narrowed(self) -> bool:
        """Tell whether any filter applies."""
        return bool(self.text) or any(self.chosen(name) for name in ("kind", "state", "series", "since", "until"))

    @property
    def order(self) -> Order:
        """Return the sort order of the list."""
        order = _SORTS[self.chosen("sort") or ""][1]
        return replace(order, afterwards=bool(self.text))

    @property
    def kept(self) -> dict[str, str]:
        """Return the chosen values as data that recreate this form in any language, without the search text."""
        return {name: str(self.chosen(name)) for name in self.fields if self.chosen(name)}

    @property
    def words(self) -> list[str]:
        """Return the chosen filters as texts for display."""
        lists = ((name, self.fields[name]) for name in ("kind", "state", "series") if self.chosen(name))
        words = [str(dict(field.choices)[self.chosen(name)]) for name, field in lists]  # type: ignore[attr-defined]
        figures = figures_for(self.store, self.store.currency)
        days = ((name, self.chosen(name)) for name in ("since", "until"))
        words += [f"{self.fields[name].label}: {figures.date(day)}" for name, day in days if day]
        return [*words, f"“{self.text}”"] if self.text else words

    def chosen(self, name: str) -> Any:
        """Return the chosen value of the field `name`, None if it is empty or invalid."""
        return self.cleaned_data.get(name) or None

    def documents(self) -> QuerySet[Invoice]:
        """Return the selected documents, unsorted."""
        rows = Invoice.objects.filter(store=self.store)
        for name, column in (
            ("kind", "kind"),
            ("series", "series"),
            ("since", "issue_date__gte"),
            ("until", "issue_date__lte"),
        ):
            if wanted := self.chosen(name):
                rows = rows.filter(**{column: wanted})
        if state := self.chosen("state"):
            rows = rows.filter(_in_state(state, self.store))
        return rows.filter(search.found_by(self.text, self.store.pk)) if self.text else rows

    def walk(self, *, after: Invoice | None = None, last_id: int | None = None) -> Iterator[Invoice]:
        """Yield the selected documents with all that tables show of them, sorted, in pages.

        Start behind `after` if it is given; with `last_id` skip documents that were issued after it.
        """
        rows = csv_table.with_what_it_says(self.documents(), *self.order.columns)
        if last_id is not None:
            rows = rows.filter(pk__lte=last_id)
        if self.text:
            yield from self.order.sort(self._behind(after, rows)).iterator(chunk_size=_AT_ONCE)
            return
        while page := list(self.order.sort(self._behind(after, rows))[:_AT_ONCE]):
            yield from page
            after = page[-1]

    def _behind(self, edge: Invoice | None, rows: QuerySet[Invoice]) -> QuerySet[Invoice]:
        """Return those of `rows` that come after `edge` in the order of the list; all if it is None."""
        order = self.order
        return rows.filter(rows_behind(edge, order.columns, descending=order.is_descending)) if edge else rows

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _in_state(state: str, store: Store) -> Q:
    """Return the condition for the state `state` of the filter."""
    if state == "unposted":
        pending = [Posting.State.DUE, Posting.State.CLAIMED, Posting.State.FAILED]
        postings = Posting.objects.filter(store=store, state__in=pending)
        return ~Q(kind=Kind.TEST) & Q(pk__in=postings.values("invoice"))
    if state == "unmailed":
        return Mailing.unmailed_documents(store.pk)
    void = Q(pk__in=Void.objects.filter(store=store).values("invoice"))
    if state == "void":
        return void
    notes = Invoice.objects.filter(~void, store=store, kind=Kind.CREDIT_NOTE, credits=OuterRef("pk"))
    if state == "open":
        return Q(~Exists(notes), ~void, kind=Kind.INVOICE)
    credited = Subquery(notes.order_by().values("credits").annotate(sum=Sum("gross_total")).values("sum"))
    # A credit never exceeds the total; for a comparison of equality PostgreSQL would estimate next to no rows.
    amount = Q(gross_total__lte=credited) if state == "credited" else Q(gross_total__gt=credited)
    return Q(Exists(notes), kind=Kind.INVOICE) & amount
