"""One account as its page shows it: its state, what is on its way, the last calls, and what only one side knows."""

from datetime import date
from decimal import Decimal
from typing import Any

from apps.automation.models import OrderRecord
from apps.dashboard.issuer import cards, connection, wording
from apps.dashboard.shared.formats import figures_for, moment
from apps.formats.wording.number_format import Figures
from apps.invoices.models import AccountReview, Exchange, ProviderAccount, Submission
from apps.providers import registry
from apps.providers.account import Account

_LAST_CALLS, _MOST_OPEN, _MOST_FINDINGS = 20, 25, 25


def account_context(account: ProviderAccount) -> dict[str, Any]:
    """Return the data of the page of `account`."""
    store, provider = account.store, registry.provider(account.provider)
    figures = figures_for(store, store.currency)
    return {
        "store": store,
        "account": account,
        "provider": cards.about(provider, store),
        "state": wording.STATES[account.state],
        "trouble": wording.tell_problem(account.trouble) if account.trouble else None,
        "shown": connection.shown_account(Account.from_json(account.found), provider, store),
        "connected_at": moment(account.connected_at, store.time_zone, figures),
        "checked_at": moment(account.checked_at, store.time_zone, figures),
        "has_choices": bool(provider.choice_fields),
        "on_their_way": _on_their_way(account, figures),
        "calls": _calls(account, figures),
        **_findings(account, figures),
    }


def _on_their_way(account: ProviderAccount, figures: Figures) -> list[dict[str, Any]]:
    """Return the documents that may still come to exist, the oldest first; nothing in them tells of a buyer."""
    found = list(Submission.objects.filter(Submission.open(), account=account).order_by("pk")[:_MOST_OPEN])
    orders = OrderRecord.objects.filter(store=account.store, order_id__in=[each.order_id for each in found])
    records = dict(orders.values_list("order_id", "pk"))
    return [
        {
            "row": each,
            "record_id": records.get(each.order_id),
            "stage": wording.STAGES[each.stage],
            "since": moment(each.created_at, account.store.time_zone, figures),
        }
        for each in found
    ]


def _calls(account: ProviderAccount, figures: Figures) -> list[dict[str, Any]]:
    """Return the last calls. Addresses and bodies may tell of buyers, so they are not shown."""
    found = Exchange.objects.filter(account=account).defer("url", "request", "answer").order_by("-pk")[:_LAST_CALLS]
    return [
        {
            "at": moment(each.at, account.store.time_zone, figures),
            "step": wording.STEPS.get(each.step, each.step),
            "order_id": each.order_id,
            "status": each.status,
            "seconds": figures.quantity(Decimal(each.milliseconds) / 1000),
        }
        for each in found
    ]


def _findings(account: ProviderAccount, figures: Figures) -> dict[str, Any]:
    """Return the documents that only one side knows, and when that was compared last."""
    review = AccountReview.objects.filter(account=account).first()
    found = review.findings if review else []
    return {
        "findings": [
            {
                "text": wording.FINDINGS[each["kind"]],
                "number": each["number"],
                "date": figures.date(date.fromisoformat(each["issue_date"])),
            }
            for each in found[:_MOST_FINDINGS]
        ],
        "more_findings": max(len(found) - _MOST_FINDINGS, 0),
    }
