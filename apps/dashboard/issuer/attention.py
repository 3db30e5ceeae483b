"""What of accounts and of documents at providers needs a person: lines for the home page, each with where it is mended.

A line ends when its cause does: nothing here is put aside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from apps.automation.models import OrderRecord
from apps.dashboard.issuer import wording
from apps.dashboard.issuer.cards import connected_accounts
from apps.invoices.models import AccountReview, Invoice, Kind, ProviderAccount, Submission, Void
from apps.invoices.titles import heading_of, legal_number_of
from apps.providers import registry
from apps.stores.models import Store

_LONG = timedelta(hours=1)
_MOST = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: what is so, and the address and name of the page where it is mended."""

    text: str
    link: str
    link_text: str


def lines_of(store: Store) -> list[Line]:
    """Return what needs a person, the most serious first; nothing for a store that never connected an account."""
    if not ProviderAccount.objects.filter(store=store).exists():
        return []
    return [*_accounts(store), *_questions(store), *_rejected(store), *_long_on_their_way(store), *_findings(store)]


def _accounts(store: Store) -> Iterator[Line]:
    for account in connected_accounts(store):
        provider = {"provider": wording.title_of(registry.provider(account.provider))}
        if account.state == ProviderAccount.State.UNAUTHORISED:
            text = gettext("%(provider)s does not accept your key any more, so no documents are issued there.")
            link = reverse("connect_issuer", args=[account.provider])
            yield Line(text % provider, link, gettext("Connect again"))
        elif account.state == ProviderAccount.State.BLOCKED:
            text = gettext("%(provider)s issues nothing now:") % provider
            told = wording.tell_problem(account.trouble)["text"] if account.trouble else ""
            yield Line(f"{text} {told}".strip(), _page(account), gettext("Look at the account"))


def _questions(store: Store) -> Iterator[Line]:
    asked = Submission.objects.filter(store=store, stage=Submission.Stage.ASKED).order_by("pk")[:_MOST]
    for each, record_id in _with_orders(store, asked):
        text = gettext("Order %(id)s: does its document exist at the provider?") % {"id": each.order_id}
        yield Line(text, reverse("order", args=[record_id]), gettext("Answer"))


def _rejected(store: Store) -> Iterator[Line]:
    """Yield the documents that the authority rejected and that no later one has replaced."""
    later = Invoice.objects.filter(
        store=store, order_id=OuterRef("order_id"), kind=OuterRef("kind"), pk__gt=OuterRef("pk")
    )
    order = OrderRecord.objects.filter(store=store, order_id=OuterRef("order_id"))
    is_waiting = Q(Exists(order.held()), kind=Kind.INVOICE) | Q(Exists(order.odd()), kind=Kind.CREDIT_NOTE)
    void = Invoice.objects.filter(is_waiting, ~Exists(later), pk__in=Void.objects.filter(store=store).values("invoice"))
    for document in void.select_related("store", "provider_document").order_by("pk")[:_MOST]:
        text = gettext("The tax authority rejected %(title)s %(number)s.") % {
            "title": heading_of(document).title,
            "number": legal_number_of(document),
        }
        yield Line(text, reverse("document", args=[document.pk]), gettext("Look at it"))


def _long_on_their_way(store: Store) -> Iterator[Line]:
    old = Submission.objects.filter(Submission.open(), store=store, created_at__lt=timezone.now() - _LONG)
    waiting = old.exclude(stage=Submission.Stage.ASKED).order_by("pk")[:_MOST]
    for each, record_id in _with_orders(store, waiting):
        text = gettext("Order %(id)s: its document has been on its way to the provider for more than an hour.")
        yield Line(text % {"id": each.order_id}, reverse("order", args=[record_id]), gettext("Look at it"))


def _findings(store: Store) -> Iterator[Line]:
    reviews = AccountReview.objects.filter(store=store).exclude(findings=[]).select_related("account")
    for review in reviews.exclude(account__state=ProviderAccount.State.DISCONNECTED):
        count = len(review.findings)
        text = ngettext(
            "%(count)s document is known only to Folio or only to %(provider)s.",
            "%(count)s documents are known only to Folio or only to %(provider)s.",
            count,
        ) % {"count": count, "provider": wording.title_of(registry.provider(review.account.provider))}
        yield Line(text, f"{_page(review.account)}#findings", gettext("Compare"))


def _with_orders(store: Store, found: QuerySet[Submission]) -> list[tuple[Submission, int]]:
    """Return the submissions `found` with the ids of their orders' records."""
    rows = list(found)
    records = OrderRecord.objects.filter(store=store, order_id__in=[each.order_id for each in rows])
    known = dict(records.values_list("order_id", "pk"))
    return [(each, known[each.order_id]) for each in rows if each.order_id in known]


def _page(account: ProviderAccount) -> str:
    return reverse("issuer_account", args=[account.pk])
