"""Server time of the home page and of the list of documents, for a store of a hundred documents and of a million."""

import sys
import time
from collections.abc import Callable
from statistics import median

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from apps.invoices.models import Invoice
from apps.stores import sessions
from apps.stores.models import SignIn, Store
from tests.bench import filling
from tests.bench.spread import spread

_COUNTS = (100, 100_000, 1_000_000)
_ROUNDS = 15
_LIMIT = 2.0

Page = Callable[[Client, Store], str]


def measure() -> None:
    """Print the table and exit if a page is over the limit."""
    stores = [filling.make_store(f"lists-{count}") for count in _COUNTS]
    for store, count in zip(stores, _COUNTS, strict=True):
        filling.fill(store, count)
    connection.cursor().execute("VACUUM ANALYZE")
    print(f"Lists, median of {_ROUNDS} rounds that alternate the stores, in ms; min–max and ratio of the last")
    heads = "".join(f"{count:>10,}" for count in _COUNTS)
    print(f"  {'page':<36}{heads}{'min–max':>12}{'ratio':>7}{'limit':>7}{'queries':>8}")
    with override_settings(DEBUG=False, ALLOWED_HOSTS=["*"]):
        browsers = [(signed_in(store), store) for store in stores]
        within = [_measure(name, page, browsers) for name, page in _PAGES.items()]
    if not all(within):
        sys.exit("Lists: OVER THE LIMIT")


def _measure(name: str, page: Page, browsers: list[tuple[Client, Store]]) -> bool:
    """Print the row of `page` and tell whether it is within the limit."""
    addresses = [(browser, page(browser, store)) for browser, store in browsers]
    queries = [_queries(browser, address) for browser, address in addresses]
    rounds = [[_time(browser, address) for browser, address in addresses] for _ in range(_ROUNDS)]
    stores = [[1000 * each for each in times] for times in zip(*rounds, strict=True)]
    taken = [median(each) for each in stores]
    ratio = taken[-1] / taken[0]
    is_within = ratio <= _LIMIT and len(set(queries)) == 1
    figures = "".join(f"{median(each):>10.1f}" for each in stores) + f"{spread(stores[-1]):>12}"
    counted = "/".join(str(each) for each in sorted(set(queries)))
    print(f"  {name:<36}{figures}{ratio:>7.2f}{_LIMIT:>7.1f}{counted:>8}{'' if is_within else '  OVER THE LIMIT'}")
    return is_within


def signed_in(store: Store) -> Client:
    """Return a client with a session of `store`."""
    browser, request = Client(), HttpRequest()
    request.session = browser.session
    now = timezone.now()
    sign_in = SignIn.objects.create(store=store, state_digest=f"bench-{store.pk}", returned_at=now, traded_at=now)
    sessions.open_for(request, sign_in)
    request.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    return browser


def _queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(address)
    if answer.status_code != 200 or b"sign-in" in answer.content:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    return len(captured)


def _time(browser: Client, address: str) -> float:
    start = time.perf_counter()
    browser.get(address)
    return time.perf_counter() - start


def _at(address: str) -> Page:
    return lambda _browser, _store: address


def _deep(query: str) -> Page:
    """Return the page after the document in the middle of the store."""

    def address(_: Client, store: Store) -> str:
        documents = Invoice.objects.filter(store=store, kind="invoice")
        first, last = documents.earliest("pk").pk, documents.latest("pk").pk
        middle = documents.filter(pk__gte=(first + last) // 2).earliest("pk")
        return f"/documents?{query}&after={middle.pk}"

    return address


def _year(_: Client, store: Store) -> str:
    last = Invoice.objects.filter(store=store).latest("issue_date").issue_date
    return f"/documents?since={last.replace(year=last.year - 2, day=1)}&until={last.replace(year=last.year - 1, day=1)}"


def _found_by(column: str) -> Page:
    """Return a search for the value of `column` in a document in the middle of the store."""

    def address(browser: Client, store: Store) -> str:
        documents = Invoice.objects.filter(store=store, kind="invoice").order_by("pk")
        value = getattr(documents[documents.count() // 2], column)
        text = f"{value:.0f}" if column == "gross_total" else str(value)
        return browser.post("/documents", {"text": text})["Location"]

    return address


_PAGES: dict[str, Page] = {
    "home": _at("/"),
    "documents": _at("/documents"),
    "documents, in the middle": _deep(""),
    "documents, oldest first": _at("/documents?sort=oldest"),
    "documents, by number": _at("/documents?sort=number"),
    "documents, largest total first": _at("/documents?sort=total"),
    "documents, by total, in the middle": _deep("sort=total"),
    "documents, invoices": _at("/documents?kind=invoice"),
    "documents, credit notes": _at("/documents?kind=credit_note"),
    "documents, of a year": _year,
    "documents, open": _at("/documents?state=open"),
    "documents, open, in the middle": _deep("state=open"),
    "documents, credited in part": _at("/documents?state=partly"),
    "documents, credited in full": _at("/documents?state=credited"),
    "documents, not in Jumpseller": _at("/documents?state=unposted"),
    "documents, mail failed": _at("/documents?state=unmailed"),
    "search by number": _found_by("number"),
    "search by order": _found_by("order_id"),
    "search by tax number": _found_by("buyer_tax_id"),
    "search by amount": _found_by("gross_total"),
}
