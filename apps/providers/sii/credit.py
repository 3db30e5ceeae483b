"""The nota de crédito for all of a document, or for a part."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from apps.core.http.exact_json import json_number
from apps.countries import registry
from apps.providers.document import Document, Original
from apps.providers.plan import Nothing, Refusal
from apps.providers.problems import Problem
from apps.providers.sii import selection
from apps.providers.sii.amounts import Sums, sums_of
from apps.providers.sii.choices import Options
from apps.providers.sii.dte import Draft, Dte, Issuer, caught, line_of, priced_lines, sums_stated, unequal, whole
from apps.providers.sii.limits import BOLETAS
from apps.providers.sii.receivers import boleta_receiver, factura_receiver
from apps.providers.sii.refusals import stop

CREDIT_NOTE = "61"
ANNULS, CORRECTS_AMOUNTS = 1, 3
"""What a credit note does to its original: CodRef."""

_REASONS = {"39": "Anula boleta", "41": "Anula boleta", "33": "Anula factura", "34": "Anula factura"}
_PART = "Corrige montos"
# A nota de crédito must have a name, which an anonymous boleta has not.
_ANYBODY = "Cliente"


def build_credit(
    document: Document, issuer: Issuer, options: Options, original: Mapping[str, Any]
) -> Dte | Refusal | Nothing:
    """Return the nota de crédito; `original` is the DTE that it credits, empty where it is not kept any more."""
    return caught(lambda: _credit(document, issuer, options, original))


def _credit(document: Document, issuer: Issuer, options: Options, original: Mapping[str, Any]) -> Dte:
    credited = document.credits
    if credited is None or credited.type not in _REASONS:
        raise stop("sii_not_creditable", type=credited.type if credited else "")
    if document.today < credited.issue_date:
        raise stop("sii_date_before_original", date=credited.issue_date.isoformat())
    selection.check_sale(document)
    draft = Draft(document, issuer, options, CREDIT_NOTE, [])
    head: dict[str, Any] = {"TipoDTE": 61, "Folio": 0, "FchEmis": document.today.isoformat()}
    if _is_late(draft, credited):
        head["IndNoRebaja"] = 1
    if credited.is_all and original:
        return _annulment(draft, credited, head, original)
    return _part_of(draft, credited, head, original)


def _is_late(draft: Draft, credited: Original) -> bool:
    """Tell whether the credit note comes too late to lower the seller's tax, and remark on it."""
    periods = registry.country(selection.COUNTRY).credit_note_periods
    late = [each for each in periods if draft.document.today > each.last_day(credited.issue_date)]
    draft.remarks += [Problem("sii_no_tax_back", {"months": str(each.months)}) for each in late]
    return bool(late)


def _annulment(draft: Draft, credited: Original, head: dict[str, Any], original: Mapping[str, Any]) -> Dte:
    """Return the nota de crédito with the very lines and amounts of `original`."""
    sums = sums_stated(original)
    if sums.total != draft.document.totals.gross_total:
        raise unequal(draft, sums.total)
    if (credited.type in BOLETAS and sums.net) or original["Encabezado"]["IdDoc"].get("MntBruto"):
        head["MntBruto"] = 1
    receiver = _credited_receiver(draft, credited, original)
    references = _reference(draft, credited, ANNULS)
    return whole(draft, head, receiver, [plain_line(each) for each in original["Detalle"]], sums, references)


def _part_of(draft: Draft, credited: Original, head: dict[str, Any], original: Mapping[str, Any]) -> Dte:
    """Return the nota de crédito for the document's lines: net where the original was and the rate fits, else gross."""
    lines = draft.document.lines
    sums = sums_of([line for line in lines if line.gross])
    if original:
        sums = _within(sums, sums_stated(original))
    before = original["Encabezado"]["IdDoc"] if original else {}
    was_net = credited.type in selection.FACTURAS and not before.get("MntBruto")
    is_gross = bool(sums.net) and not (was_net and sums.tax == sums.tax_by_rate)
    if is_gross:
        head["MntBruto"] = 1
    priced = priced_lines(lines, sums, is_gross=is_gross)
    receiver = _credited_receiver(draft, credited, original)
    references = _reference(draft, credited, ANNULS if credited.is_all else CORRECTS_AMOUNTS)
    return whole(draft, head, receiver, [line_of(draft, each) for each in priced], sums, references)


def _within(sums: Sums, whole: Sums) -> Sums:
    """Return `sums` with no part above that of the original. Raise Stopped where the amounts are above it."""
    taxable = sums.net + sums.tax
    if taxable > whole.net + whole.tax or sums.exempt > whole.exempt:
        raise stop("sii_credit_above_original", computed=sums.total, charged=whole.total)
    net = max(min(sums.net, whole.net), taxable - whole.tax)
    return replace(sums, net=net, tax=taxable - net)


def _credited_receiver(draft: Draft, credited: Original, original: Mapping[str, Any]) -> dict[str, Any]:
    """Return the original's receiver, from the buyer's data where the original is not kept any more."""
    if original:
        receiver = dict(original["Encabezado"]["Receptor"])
    elif credited.type in BOLETAS:
        receiver, _ = boleta_receiver(draft)
    else:
        receiver = factura_receiver(draft)
    first = {"RUTRecep": receiver.pop("RUTRecep"), "RznSocRecep": receiver.pop("RznSocRecep", _ANYBODY)}
    return first | receiver


def _reference(draft: Draft, credited: Original, what: int) -> list[dict[str, Any]]:
    usual = _REASONS[credited.type] if what == ANNULS else _PART
    reason = draft.cut("Referencia", "RazonRef", draft.document.credit_reason) or usual
    return [
        {
            "NroLinRef": 1,
            "TpoDocRef": credited.type,
            "FolioRef": credited.number.rpartition("-")[2],
            "FchRef": credited.issue_date.isoformat(),
            "CodRef": what,
            "RazonRef": reason,
        }
    ]


def plain_line(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line of a kept document with numbers that can be written as JSON."""
    return {name: json_number(value) if isinstance(value, Decimal) else value for name, value in line.items()}
