"""A Document as the body of OpenFactura's call."""

from typing import Any

from apps.providers.account import Account, Values
from apps.providers.document import Document
from apps.providers.plan import Nothing, Plan, Refusal
from apps.providers.problems import Problem
from apps.providers.sii.choices import options_of
from apps.providers.sii.credit import build_credit
from apps.providers.sii.dte import Dte, Issuer
from apps.providers.sii.sale import build_sale

ACTIVITY, BRANCH = "activity", "branch"
"""The choices among what the account has."""


def plan_of(document: Document, account: Account, choices: Values) -> Plan | Refusal | Nothing:
    """Return what would be declared for `document`, or why nothing can be."""
    seller = document.seller.normal_tax_id
    if seller and seller != account.holder_tax_id:
        figures = {"holder": account.holder, "tax_id": account.holder_tax_id}
        return Refusal((Problem("provider_other_company", figures),))
    issuer, options = issuer_of(account, choices), options_of(choices)
    if document.kind == "invoice":
        built = build_sale(document, issuer, options)
    else:
        body = document.credits.body if document.credits else {}
        built = build_credit(document, issuer, options, body.get("dte", {}))
    return _planned(built) if isinstance(built, Dte) else built


def issuer_of(account: Account, choices: Values) -> Issuer:
    """Return the company as OpenFactura knows it, with the activity and the branch that the merchant chose."""
    details = account.details
    activity = account.entry("activities", choices.get(ACTIVITY, "")) or next(
        iter(account.entries.get("activities", ())), None
    )
    branch = account.entry("branches", choices.get(BRANCH, ""))
    place = branch.details if branch else details
    return Issuer(
        rut=account.holder_tax_id,
        name=str(details.get("name", "")),
        activity=str(details.get("activity", "")) or (activity.name if activity else ""),
        acteco=activity.id if activity else "",
        address=str(place.get("address", "")),
        comuna=str(place.get("comuna", "")),
        branch=branch.id if branch else str(details.get("branch", "")),
    )


def _planned(built: Dte) -> Plan:
    body: dict[str, Any] = {"response": ["FOLIO"], "dte": built.dte}
    return Plan(
        type=built.type,
        issue_date=built.issue_date,
        body=body,
        lines=built.lines,
        totals=built.totals,
        receiver=built.dte["Encabezado"]["Receptor"]["RUTRecep"],
        remarks=built.remarks,
    )
