"""What an account would declare for the last paid orders, as they were last read. Nothing is sent, nothing written."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from apps.automation import pipeline
from apps.automation.decisions import Credit, Hold, Issue, Skip, Try, Withdraw, decide
from apps.automation.merchant_policy import policy_of
from apps.automation.models import OrderRecord
from apps.automation.reasons import explain_reason
from apps.core.money import is_known
from apps.dashboard.issuer import wording
from apps.dashboard.shared.formats import figures_for
from apps.invoices.issuing import issue
from apps.invoices.models import ProviderAccount
from apps.invoices.submission.steps import plan_rows
from apps.orders import snapshots
from apps.orders.data import OrderData, Problem, Status
from apps.providers import registry
from apps.providers.plan import Nothing, Plan, Refusal
from apps.stores.models import InvoicingSettings

_MOST = 20


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would become of one order. `fate` is declared, refused, held or none."""

    record: OrderRecord
    fate: str
    total: str
    kind: str = ""
    receiver: str = ""
    tax_id: str = ""
    net: str = ""
    tax: str = ""
    reasons: tuple[dict[str, str], ...] = ()


def rehearse(account: ProviderAccount) -> dict[str, Any]:
    """Return what `account` would declare for the last paid orders of its store, and how many it would refuse."""
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=account.store)
    rows = [_rehearsed(each, account, invoicing_settings) for each in _last_paid(account)]
    fates = [each.fate for each in rows]
    return {
        "rows": rows,
        "declared": fates.count("declared"),
        "refused": fates.count("refused"),
        "left": len(rows) - fates.count("declared") - fates.count("refused"),
    }


def _last_paid(account: ProviderAccount) -> list[OrderRecord]:
    """Return the records of the last paid orders whose snapshot is not erased."""
    paid = OrderRecord.objects.filter(
        store=account.store, platform_status=Status.PAID, paid_on__isnull=False, snapshot__isnull=False
    )
    read = paid.exclude(snapshot__body="").select_related("store", "snapshot")
    return list(read.order_by("-paid_on", "-order_id")[:_MOST])


def _rehearsed(record: OrderRecord, account: ProviderAccount, invoicing_settings: InvoicingSettings) -> Rehearsed:
    """Return what would become of the order of `record` if its document were issued now."""
    if record.snapshot is None:
        return _without(record, "held", Problem("not_read"))
    reading = pipeline.read_by_settings(snapshots.thaw_order(record.snapshot), invoicing_settings)
    policy = policy_of(invoicing_settings.issuing, record, released=True)
    match decide(reading, has_open_invoice=False, released=True, policy=policy):
        case Issue(order) | Try(order):
            return _planned(record, order, account, invoicing_settings)
        case Hold(problems):
            return _without(record, "held", *problems)
        case Skip(problem):
            return _without(record, "none", problem)
        case Withdraw() | Credit():
            return _without(record, "none", Problem("canceled_before_invoice"))


def _planned(
    record: OrderRecord, order: OrderData, account: ProviderAccount, invoicing_settings: InvoicingSettings
) -> Rehearsed:
    rows = issue.draft_rows(record.store, invoicing_settings, order)
    match plan_rows(rows, f"FOLIO-{record.store_id}-{record.order_id}-1I", account):
        case Plan() as plan:
            return _declared(record, account, plan, rows.document.buyer_name)
        case Refusal(problems):
            return Rehearsed(record, "refused", _charged(record), reasons=tuple(wording.tell_problems(problems)))
        case Nothing(problem):
            return Rehearsed(record, "none", _charged(record), reasons=tuple(wording.tell_problems([problem])))


def _declared(record: OrderRecord, account: ProviderAccount, plan: Plan, buyer: str) -> Rehearsed:
    figures, abilities = figures_for(record.store, record.currency), registry.provider(account.provider).abilities
    return Rehearsed(
        record,
        "declared",
        figures.money(plan.totals.gross_total),
        kind=gettext(abilities.title_of(plan.type)),
        receiver=buyer,
        tax_id=plan.receiver,
        net=figures.money(plan.totals.net_total),
        tax=figures.money(plan.totals.tax_total),
        reasons=tuple(wording.tell_problems(plan.remarks)),
    )


def _without(record: OrderRecord, fate: str, *problems: Problem) -> Rehearsed:
    """Return an order that gets no document, for a reason that is none of the provider's."""
    told = (explain_reason(each.as_json(), has_document=False) for each in problems)
    reasons = tuple({"text": each["text"] or each["detail"], "said": "", "link": ""} for each in told)
    return Rehearsed(record, fate, _charged(record), reasons=reasons)


def _charged(record: OrderRecord) -> str:
    if record.amount is None or not is_known(record.currency):
        return ""
    return figures_for(record.store, record.currency).money(record.amount)
