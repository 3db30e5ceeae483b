"""A DTE in the making, in the structure of the SII, with what it comes to. Pure.

Texts are cut to the limits of the schema; everything else that breaks them stops the document.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.http.exact_json import json_number
from apps.formats.document import Totals
from apps.providers.document import Document, DocumentLine
from apps.providers.plan import DeclaredLine, Nothing, Refusal
from apps.providers.problems import Problem
from apps.providers.sii.amounts import RATE, PricedLine, Sums, gross_line, net_line, nets_of
from apps.providers.sii.choices import Options
from apps.providers.sii.limits import BOLETAS, broken_limits, table_of
from apps.providers.sii.refusals import Stopped, stop
from apps.providers.sii.texts import latin1

_SUMS = {"net": "MntNeto", "tax": "IVA", "exempt": "MntExe"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The company as its provider knows it. `branch` is the SII's code of the branch, empty where there is none."""

    rut: str
    name: str
    activity: str
    acteco: str
    address: str
    comuna: str
    branch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dte:
    """A document that the schema takes: its code at the SII, and the amounts of each line of the Document."""

    type: str
    issue_date: date
    dte: Mapping[str, Any]
    lines: tuple[DeclaredLine, ...]
    totals: Totals
    remarks: tuple[Problem, ...]


@dataclass(slots=True)
class Draft:
    """A document in the making, with the remarks that arise, on texts that were cut say."""

    document: Document
    issuer: Issuer
    options: Options
    type: str
    remarks: list[Problem]

    def cut(self, part: str, name: str, text: str) -> str:
        """Return `text` as the field takes it."""
        plain, most = latin1(text), table_of(self.type)[part][name].longest
        if len(plain) > most:
            self.remarks.append(Problem("sii_text_cut", {"field": name, "most": str(most)}))
        return plain[:most].strip()


def caught(build: Callable[[], Dte]) -> Dte | Refusal | Nothing:
    """Return what `build` returns, or why it stopped."""
    try:
        return build()
    except Stopped as stopped:
        return Nothing(stopped.problems[0]) if stopped.is_nothing else Refusal(stopped.problems)


def priced_lines(lines: Sequence[DocumentLine], sums: Sums, *, is_gross: bool) -> list[PricedLine]:
    """Return the lines of the DTE; what was free is not in it."""
    nets = nets_of(lines, sums.net)
    return [
        gross_line(place, line) if is_gross else net_line(place, line, net)
        for place, (line, net) in enumerate(zip(lines, nets, strict=True), start=1)
        if line.gross
    ]


def line_of(draft: Draft, line: PricedLine) -> dict[str, Any]:
    """Return a line of Detalle without its number; a long name stands in DscItem as well."""
    name, most = latin1(line.description), table_of(draft.type)["Detalle"]["NmbItem"].longest
    if not any(sign.isalnum() for sign in name):
        raise stop("sii_item_without_text", line=line.place)
    return {
        **({"IndExe": 1} if line.is_exempt else {}),
        "NmbItem": name[:most].strip(),
        **({"DscItem": draft.cut("Detalle", "DscItem", name)} if len(name) > most else {}),
        "QtyItem": json_number(line.quantity),
        "PrcItem": json_number(line.price),
        **({"DescuentoMonto": json_number(line.discount)} if line.discount else {}),
        "MontoItem": json_number(line.amount),
    }


def whole(
    draft: Draft,
    head: dict[str, Any],
    receiver: dict[str, Any],
    details: list[dict[str, Any]],
    sums: Sums,
    references: list[dict[str, Any]],
) -> Dte:
    """Return the document put together. Raise Stopped where it breaks a limit or misses what was charged."""
    document = draft.document
    if sums.total != document.totals.gross_total:
        raise unequal(draft, sums.total)
    header = {"IdDoc": head, "Emisor": _issuer(draft), "Receptor": receiver, "Totales": _totals(draft.type, sums)}
    numbered = [{"NroLinDet": number} | each for number, each in enumerate(details, start=1)]
    dte = {"Encabezado": header, "Detalle": numbered} | ({"Referencia": references} if references else {})
    if problems := broken_limits(dte):
        raise Stopped(problems)
    return Dte(
        type=draft.type,
        issue_date=document.today,
        dte=dte,
        lines=_declared(document.lines, sums),
        totals=replace(document.totals, net_total=sums.net + sums.exempt, tax_total=sums.tax),
        remarks=tuple(draft.remarks),
    )


def sums_stated(dte: Mapping[str, Any]) -> Sums:
    """Return the totals that `dte` states."""
    totals = dte["Encabezado"]["Totales"]
    return Sums(**{name: Decimal(totals.get(field, 0)) for name, field in _SUMS.items()})


def unequal(draft: Draft, computed: Decimal) -> Stopped:
    """Return the error for a document that would come to `computed` instead of what was charged."""
    document = draft.document
    return stop(
        "provider_total_unreachable",
        computed=computed,
        charged=document.totals.gross_total,
        currency=document.currency,
    )


def _issuer(draft: Draft) -> dict[str, Any]:
    issuer, part = draft.issuer, "Emisor"
    for name, value in (("rut", issuer.rut), ("giro", issuer.activity), ("comuna", issuer.comuna)):
        if not value:
            raise stop("sii_issuer_incomplete", field=name)
    branch = {"CdgSIISucur": issuer.branch} if issuer.branch else {}
    place = {
        "DirOrigen": draft.cut(part, "DirOrigen", issuer.address),
        "CmnaOrigen": draft.cut(part, "CmnaOrigen", issuer.comuna),
    }
    if draft.type in BOLETAS:
        names = {
            "RznSocEmisor": draft.cut(part, "RznSocEmisor", issuer.name),
            "GiroEmisor": draft.cut(part, "GiroEmisor", issuer.activity),
        }
        return {"RUTEmisor": issuer.rut} | names | branch | place
    if not issuer.acteco.isdecimal():
        raise stop("sii_issuer_incomplete", field="Acteco")
    names = {
        "RznSoc": draft.cut(part, "RznSoc", issuer.name),
        "GiroEmis": draft.cut(part, "GiroEmis", issuer.activity),
    }
    return {"RUTEmisor": issuer.rut} | names | {"Acteco": int(issuer.acteco)} | place | branch


def _totals(kind: str, sums: Sums) -> dict[str, Any]:
    """Return Totales; a boleta does not state the rate."""
    exempt = {"MntExe": json_number(sums.exempt)} if sums.exempt else {}
    total = {"MntTotal": json_number(sums.total)}
    if not sums.net and not sums.tax:
        return exempt | total
    rate = {} if kind in BOLETAS else {"TasaIVA": f"{RATE:f}"}
    return {"MntNeto": json_number(sums.net)} | exempt | rate | {"IVA": json_number(sums.tax)} | total


def _declared(lines: Sequence[DocumentLine], sums: Sums) -> tuple[DeclaredLine, ...]:
    nets = nets_of(lines, sums.net)
    return tuple(
        DeclaredLine(net=net, tax=line.gross - net, gross=line.gross) for line, net in zip(lines, nets, strict=True)
    )
