"""Whom a DTE names as its receiver, and what of their data is missing for it."""

from typing import Any

from apps.providers.problems import Problem
from apps.providers.sii import selection
from apps.providers.sii.dte import Draft
from apps.providers.sii.refusals import Stopped


def boleta_receiver(draft: Draft) -> tuple[dict[str, Any], int | None]:
    """Return the receiver, and the means of payment where the boleta must name both. Raise Stopped."""
    document, buyer = draft.document, draft.document.buyer
    limit = selection.must_be_named(document)
    if limit and (gaps := selection.named_gaps(document, limit)):
        raise Stopped(gaps)
    rut = selection.rut_of(buyer)
    if not rut:
        if buyer.tax_id and buyer.country in ("", selection.COUNTRY):
            draft.remarks.append(Problem("sii_rut_left_out"))
        is_foreign = buyer.country not in ("", selection.COUNTRY)
        return {"RUTRecep": selection.FOREIGNER if is_foreign else selection.ANYBODY}, None
    name = draft.cut("Receptor", "RznSocRecep", buyer.name)
    means = selection.means_of(document) if limit else None
    return {"RUTRecep": rut} | ({"RznSocRecep": name} if name else {}), means


def factura_receiver(draft: Draft) -> dict[str, Any]:
    """Return the receiver. Raise Stopped where the buyer's data are incomplete."""
    buyer = draft.document.buyer
    if gaps := selection.factura_gaps(buyer):
        raise Stopped(gaps)
    return {
        "RUTRecep": selection.rut_of(buyer),
        "RznSocRecep": draft.cut("Receptor", "RznSocRecep", buyer.name),
        "GiroRecep": draft.cut("Receptor", "GiroRecep", buyer.activity),
        "DirRecep": draft.cut("Receptor", "DirRecep", selection.street_of(buyer)),
        "CmnaRecep": selection.comuna_of(buyer),
    }
