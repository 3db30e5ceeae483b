"""Comparison of a draft, as InvoiceXpress keeps it, with the plan that it was made from. Pure."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from apps.providers.invoicexpress.answers import Seen, amount, receiver_in
from apps.providers.invoicexpress.kinds import KINDS
from apps.providers.plan import Plan
from apps.providers.problems import Problem


def inner_of_plan(plan: Plan) -> Mapping[str, Any]:
    """Return the document in the plan's body."""
    inner: Mapping[str, Any] = plan.body[KINDS[plan.type].root]
    return inner


def planned_receiver(plan: Plan) -> str:
    """Return the tax number of the plan's buyer, empty for a consumer without one."""
    return receiver_in(inner_of_plan(plan)["client"])


def differences(plan: Plan, draft: Seen, receiver: str) -> list[Problem]:
    """Return in what `draft` of the buyer `receiver` (a tax number or empty) differs from `plan`."""
    return list(_differences(plan, draft, receiver))


def _differences(plan: Plan, draft: Seen, receiver: str) -> Iterator[Problem]:
    inner = inner_of_plan(plan)
    charged = plan.totals.gross_total
    if draft.kind.code != plan.type or draft.reference != inner["reference"]:
        yield Problem("provider_draft_kind_differs", {"type": draft.kind.code, "planned": plan.type})
    if draft.gross_total != charged:
        stated = "?" if draft.gross_total is None else f"{draft.gross_total:f}"
        yield Problem("provider_draft_total_differs", {"stated": stated, "charged": f"{charged:f}", "currency": "EUR"})
    planned = inner["items"]
    if len(draft.items) != len(planned) or not all(map(_has_tax_of, draft.items, planned)):
        yield Problem("provider_draft_tax_differs")
    if draft.exemption and draft.exemption != inner.get("tax_exemption", draft.exemption):
        yield Problem("provider_draft_exemption_differs", {"exemption": draft.exemption})
    if receiver != planned_receiver(plan):
        yield Problem("provider_draft_receiver_differs")


def _has_tax_of(item: Mapping[str, Any], planned: Mapping[str, Any]) -> bool:
    """Tell whether the draft's `item` has the tax of the planned one: its percentage, and its name where stated."""
    tax, wanted = item.get("tax"), planned["tax"]
    if not isinstance(tax, Mapping) or amount(tax.get("value")) != Decimal(str(wanted["value"])):
        return False
    return bool(tax.get("name", wanted["name"]) == wanted["name"])
