"""Which documents a merchant wants to see, and in which order."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from apps.dashboard.shared.formats import figures_for
from apps.dashboard.shared.pagination import Order, rows_behind
from apps.invoices.export import csv_table
from apps.invoices.models import Invoice, Kind, Mailing, Posting, Series, search
from apps.stores.models import Store

KINDS = {Kind.INVOICE: _("Invoices"), Kind.CREDIT_NOTE: _("Credit notes"), Kind.TEST: _("Test documents")}
_STATES = {
    "open": _("Open, not credited"),
    "partly": _("Credited in part"),
    "credited": _("Credited in full"),
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
    """The filters of the list of documents, as its address holds them; what cannot be filters nothing."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ALL, *KINDS.items()])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[_ALL, *_STATES.items()])
    series = forms.ChoiceField(label=_("Series"), required=False)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)
    sort = forms.ChoiceField(
        label=_("Sorted"), required=False, choices=[(name, title) for name, (title, _order) in _SORTS.items()]
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
        """Whether anything is left out of the list."""
        return bool(self.text) or any(self.chosen(name) for name in ("kind", "state", "series", "since", "until"))

    @property
    def order(self) -> Order:
        """How the list is sorted."""
        order = _SORTS[self.chosen("sort") or ""][1]
        return replace(order, afterwards=bool(self.text))

    @property
    def kept(self) -> dict[str, str]:
        """What was chosen, as the data that make such a form again in every language; without the search."""
        return {name: str(self.chosen(name)) for name in self.fields if self.chosen(name)}

    @property
    def words(self) -> list[str]:
        """What narrows the list, in words."""
        lists = ((name, self.fields[name]) for name in ("kind", "state", "series") if self.chosen(name))
        words = [str(dict(field.choices)[self.chosen(name)]) for name, field in lists]  # type: ignore[attr-defined]
        figures = figures_for(self.store, self.store.currency)
        days = ((name, self.chosen(name)) for name in ("since", "until"))
        words += [f"{self.fields[name].label}: {figures.date(day)}" for name, day in days if day]
        return [*words, f"“{self.text}”"] if self.text else words

    def chosen(self, name: str) -> Any:
        """Returns what was chosen in the field NAME, None if nothing was or if it cannot be."""
        return self.cleaned_data.get(name) or None

    def documents(self) -> QuerySet[Invoice]:
        """Returns the documents that are wanted, not sorted."""
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
        """Yields the documents that are wanted with what tables say about them, sorted; never many at once.

        With AFTER only those behind that one, with LAST_ID only those that were issued up to it.
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
        """What of ROWS comes behind EDGE in the order of the list; all if there is none."""
        order = self.order
        return rows.filter(rows_behind(edge, order.columns, descending=order.is_descending)) if edge else rows

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _in_state(state: str, store: Store) -> Q:
    """The condition for the state named in the filter."""
    if state == "unposted":
        pending = [Posting.State.DUE, Posting.State.CLAIMED, Posting.State.FAILED]
        postings = Posting.objects.filter(store=store, state__in=pending)
        return ~Q(kind=Kind.TEST) & Q(pk__in=postings.values("invoice"))
    if state == "unmailed":
        return Mailing.unmailed_documents(store.pk)
    notes = Invoice.objects.filter(store=store, kind=Kind.CREDIT_NOTE, credits=OuterRef("pk"))
    if state == "open":
        return Q(~Exists(notes), kind=Kind.INVOICE)
    credited = Subquery(notes.order_by().values("credits").annotate(sum=Sum("gross_total")).values("sum"))
    # Nothing is credited beyond its total; of equal sums PostgreSQL would think that there are next to none.
    amount = Q(gross_total__lte=credited) if state == "credited" else Q(gross_total__gt=credited)
    return Q(Exists(notes), kind=Kind.INVOICE) & amount
