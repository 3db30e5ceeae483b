"""Void documents are in no sum of the home page, and the numbers of a provider are no gaps in its proof."""

from datetime import timedelta
from decimal import Decimal

from apps.automation import pipeline, release, submissions
from apps.core import clock
from apps.dashboard.home.daily_totals import daily_totals, period_entries, period_total
from apps.dashboard.home.proof import Proof, prove_period
from apps.invoices.models import AuthorityCheck, Invoice
from apps.providers.outcomes import AuthorityState
from apps.stores.models import Store
from tests.automation.test_submissions import carry_on, changed, issued
from tests.factories import order
from tests.invoices.submission.scripted import Scripted
from tests.platform import Platform


def proven(store: Store) -> tuple[Proof, int, Decimal]:
    """Return the proof of the last year, and count and amount of what was invoiced."""
    last = clock.today(store.time_zone) + timedelta(days=1)
    first = last - timedelta(days=365)
    documents = period_entries(store, first, last)
    total = period_total(daily_totals(store, first, last, documents)["CLP"])
    return prove_period(store, first, last, documents), total.invoiced.count, total.invoiced.amount


def test_a_void_invoice_counts_nowhere_and_its_successor_once(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    issued(store, platform, document)
    issued(store, platform, order())
    proof, count, amount = proven(store)
    assert (proof.holds, count, amount, proof.documented) == (True, 2, Decimal(20000), 2)
    scripted.said = AuthorityState("rejected")
    submissions.ask_authority(AuthorityCheck.objects.get(invoice__order_id=document["id"]).pk)
    proof, count, amount = proven(store)
    assert (proof.holds, count, amount, proof.documented, proof.held) == (True, 1, Decimal(10000), 1, 1)
    # The void document keeps its place in the count.
    assert [run.documents for run in proof.runs] == [2]
    release.release_order(store, document["id"], snapshot=None)
    changed(store, platform, document)
    carry_on()
    proof, count, amount = proven(store)
    assert (proof.holds, count, amount, proof.documented) == (True, 2, Decimal(20000), 2)
    assert [(books.charged, books.invoiced) for books in proof.books] == [(Decimal(20000), Decimal(20000))]


def test_a_place_between_is_no_gap_where_the_provider_dates_it_otherwise(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    for _ in range(3):
        issued(store, platform, order())
    last = clock.today(store.time_zone)
    documents = period_entries(store, last - timedelta(days=9), last)
    places = [each for each in documents if each.count == 3]
    assert len(places) == 1
    # As if the second were dated before the period.
    outside = Invoice.objects.order_by("pk")[1].sequence
    places[0] = type(places[0])(
        **{name: getattr(places[0], name) for name in ("series", "kind", "currency", "day", "lowest", "highest")},
        count=2,
        valid=2,
        amount=Decimal(20000),
        sum_of_numbers=places[0].sum_of_numbers - outside,
    )
    proof = prove_period(store, last - timedelta(days=9), last, places)
    assert [run.gaps for run in proof.runs] == [0]


def test_an_order_on_its_way_is_paid_and_not_missing(store: Store, platform: Platform, scripted: Scripted) -> None:
    document = order()
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    proof = proven(store)[0]
    assert (proof.holds, proof.paid, proof.documented, proof.missing) == (True, 1, 0, 0)
