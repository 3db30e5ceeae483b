"""Back-fill of older orders: the form for a period, the expected documents, and the progress of issuing."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.automation import backfill
from apps.automation.models import Backfill, BackfilledOrder, OrderRecord
from apps.automation.reasons import explain_reason
from apps.core import clock
from apps.dashboard.shared.formats import figures_for
from apps.dashboard.shared.period_form import PeriodForm
from apps.dashboard.shared.readiness import explain_readiness
from apps.stores.models import Store

_PROPOSED_DAYS = 90
_LONGEST = timedelta(days=366)
_SHOWN = 100
_Fate, _Stage = BackfilledOrder.Fate, Backfill.Stage
_FORESEEN: dict[str, Any] = {
    _Fate.ISSUED: _("Would be issued"),
    _Fate.HELD: _("Would be held for your review"),
    _Fate.SKIPPED: _("Would get no document"),
}
_OUTCOMES: dict[str, Any] = {
    _Fate.ISSUED: _("Issued"),
    _Fate.SUBMITTED: _("On its way to the provider"),
    _Fate.HELD: _("Held for your review"),
    _Fate.SKIPPED: _("No document needed"),
}


class BackfillForm(PeriodForm):
    """The days of payment of the orders to check; the last 90 days by default."""

    def __init__(self, store: Store, data: Any = None) -> None:
        today = clock.today(store.time_zone)
        super().__init__(store, today - timedelta(days=_PROPOSED_DAYS), today, data)
        self.fields["first_day"].label = gettext("Paid from")

    def clean(self) -> dict[str, Any]:
        """Refuse also a period longer than a year."""
        values = super().clean()
        days = self.days()
        if days and days[1] - days[0] > _LONGEST:
            self.add_error("first_day", gettext("Choose a period of at most one year."))
        return values

    def ask(self, *, by: str) -> Backfill:
        """Start the check of the orders; the form must be valid. Raise BackfillUnderWay."""
        return backfill.ask_for_backfill(
            self.store, self.cleaned_data["first_day"], self.cleaned_data["last_day"], by=by
        )


def latest(store: Store) -> dict[str, Any] | None:
    """Return the latest back-fill of `store` as its page shows it; None if there was none."""
    row = Backfill.objects.filter(store=store).order_by("-pk").first()
    if row is None:
        return None
    figures = figures_for(store, store.currency)
    is_foreseen = row.stage in (_Stage.LOOKING, _Stage.LOOKED)
    return {
        "row": row,
        "first_day": figures.date(row.first_day),
        "last_day": figures.date(row.last_day),
        "is_busy": row.stage in (_Stage.LOOKING, _Stage.ISSUING),
        "is_open": row.stage in (_Stage.LOOKING, _Stage.LOOKED, _Stage.ISSUING),
        "progress": _progress(row),
        "fates": _fates(row, "foreseen" if is_foreseen else "outcome", _FORESEEN if is_foreseen else _OUTCOMES),
        "to_issue": row.orders.filter(foreseen=_Fate.ISSUED, outcome="").count(),
        "left": backfill.waiting_backfill(row).count() if row.stage == _Stage.CANCELLED else 0,
    }


def _progress(row: Backfill) -> tuple[int, int]:
    """Return how many orders are processed, and of how many known ones."""
    if row.stage == _Stage.LOOKING:
        listed = row.orders.exclude(foreseen=_Fate.OUTSIDE)
        return listed.exclude(foreseen="").count(), listed.count()
    wanted = row.orders.filter(foreseen__in=[_Fate.ISSUED, _Fate.HELD])
    return wanted.exclude(outcome="").count(), wanted.count()


def _fates(row: Backfill, column: str, titles: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the results of the orders: count, totals, and the first orders with their reasons."""
    counted: dict[str, list[tuple[str, int, Decimal | None]]] = {}
    known = row.orders.exclude(**{column: ""}).order_by()
    sums = known.values_list(column, "currency").annotate(Count("pk"), Sum("gross_total"))
    for fate, currency, count, total in sums:
        counted.setdefault(fate, []).append((currency, count, total))
    return [
        {
            "fate": fate,
            "title": title,
            "count": sum(count for _, count, _ in counted[fate]),
            "totals": _totals(row.store, counted[fate]),
            "orders": _orders(row, row.orders.filter(**{column: fate})),
        }
        for fate, title in titles.items()
        if fate in counted
    ]


def _totals(store: Store, sums: Iterable[tuple[str, int, Decimal | None]]) -> str:
    return " + ".join(figures_for(store, currency).money(total) for currency, _, total in sums if total is not None)


def _orders(row: Backfill, orders: QuerySet[BackfilledOrder]) -> list[dict[str, Any]]:
    shown = list(orders.order_by("paid_on", "order_id")[:_SHOWN])
    wanted = [order.order_id for order in shown]
    records = OrderRecord.objects.filter(store=row.store, order_id__in=wanted)
    known = dict(records.values_list("order_id", "pk"))
    return [_order(row.store, order, known.get(order.order_id)) for order in shown]


def _order(store: Store, order: BackfilledOrder, record_id: int | None) -> dict[str, Any]:
    figures = figures_for(store, order.currency or store.currency)
    readiness = explain_readiness(order.readiness)
    return {
        "row": order,
        "record_id": record_id,
        "paid_on": figures.date(order.paid_on) if order.paid_on else "–",
        "total": figures.money(order.gross_total) if order.gross_total is not None else "–",
        "reasons": [_reason(reason, order) for reason in order.reasons],
        "readiness": readiness,
        "possible": ", ".join(each["title"] for each in readiness if each["state"] == "ready"),
    }


def _reason(reason: dict[str, Any], order: BackfilledOrder) -> dict[str, Any]:
    has_document = (order.outcome or order.foreseen) == _Fate.ISSUED
    return explain_reason(reason, has_document=has_document)
