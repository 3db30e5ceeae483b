"""What of an order is on its way to a provider, and the question to a person whether it exists there."""

from typing import Any

from apps.dashboard.issuer import issued_there, wording
from apps.dashboard.issuer.forms import NumberForm
from apps.dashboard.shared.formats import figures_for, language, moment
from apps.invoices.issuing.frozen import thaw_rows
from apps.invoices.models import Invoice, Kind, Submission
from apps.invoices.titles import heading_of, legal_number_of
from apps.providers import registry
from apps.stores.models import Store


def open_submission(store: Store, order_id: int) -> Submission | None:
    """Return the order's document that may still come to exist, one that asks before another."""
    mine = Submission.objects.filter(Submission.open(), store=store, order_id=order_id).select_related("account")
    return mine.filter(stage=Submission.Stage.ASKED).first() or mine.order_by("pk").first()


def documents_of(store: Store, order_id: int) -> list[dict[str, Any]]:
    """Return the order's documents, the latest first, as they are called by law."""
    found = Invoice.objects.filter(store=store, order_id=order_id).select_related("provider_document", "void")
    return [
        {
            "row": each,
            "title": heading_of(each, language()).title,
            "number": legal_number_of(each),
            "is_void": issued_there.is_void(each),
        }
        for each in found.order_by("-pk")
    ]


def on_its_way(submission: Submission | None, typed: NumberForm | None = None) -> dict[str, Any] | None:
    """Return how `submission` stands; with a form where a person is asked. `typed` is theirs after an error."""
    if submission is None:
        return None
    store, account = submission.store, submission.account
    is_asked = submission.stage == Submission.Stage.ASKED
    figures = figures_for(store, store.currency)
    return {
        "row": submission,
        "account": account,
        "provider": wording.title_of(registry.provider(account.provider)),
        "is_credit": submission.kind == Kind.CREDIT_NOTE,
        "is_asked": is_asked,
        "stage": wording.STAGES[submission.stage],
        "since": moment(submission.created_at, store.time_zone, figures),
        "sent_at": moment(submission.sent_at, store.time_zone, figures) if submission.sent_at else "",
        "total": _total(submission),
        "said": [each["said"] for each in submission.problems if each["said"]] if is_asked else [],
        "form": (typed or NumberForm(account)) if is_asked else None,
    }


def _total(submission: Submission) -> str:
    """Return what the document comes to, so that a person finds it at the provider; empty once it was erased."""
    if not submission.frozen:
        return ""
    document = thaw_rows(submission.frozen).document
    return figures_for(submission.store, document.currency).money(document.gross_total)
