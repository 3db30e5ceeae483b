"""The DTE of a sale or of a credit note, in the structure of the SII, with what it comes to.

The builder is pure. It cuts texts to the limits of the schema, and refuses everything else that breaks them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.http.exact_json import json_number
from apps.countries import registry
from apps.formats.document import Totals
from apps.providers.document import Document, DocumentLine, Original
from apps.providers.plan import DeclaredLine, Nothing, Refusal
from apps.providers.problems import Problem
from apps.providers.sii import selection
from apps.providers.sii.amounts import RATE, PricedLine, Sums, gross_line, net_line, nets_of, sums_of
from apps.providers.sii.choices import Options
from apps.providers.sii.limits import BOLETAS, broken_limits, table_of
from apps.providers.sii.refusals import Stopped, stop
from apps.providers.sii.texts import latin1

CREDIT_NOTE = "61"
ANNULS, CORRECTS_AMOUNTS = 1, 3
"""What a credit note does to its original: CodRef."""

_SALES_AND_SERVICES, _PAID, _ON_CREDIT = 3, 1, 2
_ORDER = "801"
_REASONS = {"39": "Anula boleta", "41": "Anula boleta", "33": "Anula factura", "34": "Anula factura"}
_PART = "Corrige montos"
# A nota de crédito must have a name, which an anonymous boleta has not.
_ANYBODY = "Cliente"


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
class _Draft:
    """A document in the making, with the remarks that arise: texts that were cut."""

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


def build_sale(document: Document, issuer: Issuer, options: Options) -> Dte | Refusal | Nothing:
    """Return the boleta or factura of a sale, or why there is none."""
    return _caught(lambda: _sale(document, issuer, options))


def build_credit(
    document: Document, issuer: Issuer, options: Options, original: Mapping[str, Any]
) -> Dte | Refusal | Nothing:
    """Return the nota de crédito; `original` is the DTE that it credits, empty where it is not kept any more."""
    return _caught(lambda: _credit(document, issuer, options, original))


def _caught(build: Callable[[], Dte]) -> Dte | Refusal | Nothing:
    try:
        return build()
    except Stopped as stopped:
        return Nothing(stopped.problems[0]) if stopped.is_nothing else Refusal(stopped.problems)


def _sale(document: Document, issuer: Issuer, options: Options) -> Dte:
    selection.check_sale(document)
    charged = [line for line in document.lines if line.gross]
    draft = _Draft(document, issuer, options, selection.document_type(document, charged, options), [])
    is_boleta = draft.type in BOLETAS
    sums = sums_of(charged)
    is_gross = is_boleta or (draft.type == "33" and options.gross_factura)
    if not is_gross:
        _check_rate(sums, options)
    head = {"TipoDTE": int(draft.type), "Folio": 0, "FchEmis": document.today.isoformat()}
    if is_boleta:
        head["IndServicio"] = _SALES_AND_SERVICES
        receiver, means = _boleta_receiver(draft)
        head |= {"MedioPago": means} if means else {}
    else:
        head |= {"MntBruto": 1} if is_gross else {}
        head["FmaPago"] = _PAID if document.payment_date else _ON_CREDIT
        receiver = _factura_receiver(draft)
    priced = _priced(document.lines, sums, is_gross=is_gross)
    references = _order_reference(draft) if options.order_reference else []
    return _whole(draft, head, receiver, [_line(draft, each) for each in priced], sums, references)


def _check_rate(sums: Sums, options: Options) -> None:
    """Raise Stopped where the rate gives another tax than the price holds, unless the merchant accepts the peso."""
    if sums.tax != sums.tax_by_rate and not options.accepts_peso:
        raise stop("sii_peso_difference", net=sums.net, held=sums.tax, by_rate=sums.tax_by_rate)


def _priced(lines: Sequence[DocumentLine], sums: Sums, *, is_gross: bool) -> list[PricedLine]:
    """Return the lines of the DTE; what was free is not in it."""
    nets = nets_of(lines, sums.net)
    return [
        gross_line(place, line) if is_gross else net_line(place, line, net)
        for place, (line, net) in enumerate(zip(lines, nets, strict=True), start=1)
        if line.gross
    ]


def _boleta_receiver(draft: _Draft) -> tuple[dict[str, Any], int | None]:
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


def _factura_receiver(draft: _Draft) -> dict[str, Any]:
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


def _order_reference(draft: _Draft) -> list[dict[str, Any]]:
    dated = {} if draft.type in BOLETAS else {"FchRef": draft.document.today.isoformat()}
    order = {"NroLinRef": 1, "TpoDocRef": _ORDER, "FolioRef": str(draft.document.order_id)}
    return [order | dated | {"RazonRef": "Pedido"}]


def _credit(document: Document, issuer: Issuer, options: Options, original: Mapping[str, Any]) -> Dte:
    credited = document.credits
    if credited is None or credited.type not in _REASONS:
        raise stop("sii_not_creditable", type=credited.type if credited else "")
    if document.today < credited.issue_date:
        raise stop("sii_date_before_original", date=credited.issue_date.isoformat())
    selection.check_sale(document)
    draft = _Draft(document, issuer, options, CREDIT_NOTE, [])
    head: dict[str, Any] = {"TipoDTE": 61, "Folio": 0, "FchEmis": document.today.isoformat()}
    if _is_late(draft, credited):
        head["IndNoRebaja"] = 1
    if credited.is_all and original:
        return _annulment(draft, credited, head, original)
    return _part_of(draft, credited, head, original)


def _is_late(draft: _Draft, credited: Original) -> bool:
    """Tell whether the credit note comes too late to lower the seller's tax, and remark on it."""
    periods = registry.country(selection.COUNTRY).credit_note_periods
    late = [each for each in periods if draft.document.today > each.last_day(credited.issue_date)]
    draft.remarks += [Problem("sii_no_tax_back", {"months": str(each.months)}) for each in late]
    return bool(late)


def _annulment(draft: _Draft, credited: Original, head: dict[str, Any], original: Mapping[str, Any]) -> Dte:
    """Return the nota de crédito with the very lines and amounts of `original`."""
    sums = _sums_of(original)
    if sums.total != draft.document.totals.gross_total:
        raise _unequal(draft, sums.total)
    if (credited.type in BOLETAS and sums.net) or original["Encabezado"]["IdDoc"].get("MntBruto"):
        head["MntBruto"] = 1
    receiver = _credited_receiver(draft, credited, original)
    references = _reference(draft, credited, ANNULS)
    return _whole(draft, head, receiver, [_plain(each) for each in original["Detalle"]], sums, references)


def _part_of(draft: _Draft, credited: Original, head: dict[str, Any], original: Mapping[str, Any]) -> Dte:
    """Return the nota de crédito for the document's lines: net where the original was and the rate fits, else gross."""
    lines = draft.document.lines
    sums = sums_of([line for line in lines if line.gross])
    if original:
        sums = _within(sums, _sums_of(original))
    before = original["Encabezado"]["IdDoc"] if original else {}
    was_net = credited.type in selection.FACTURAS and not before.get("MntBruto")
    is_gross = bool(sums.net) and not (was_net and sums.tax == sums.tax_by_rate)
    if is_gross:
        head["MntBruto"] = 1
    priced = _priced(lines, sums, is_gross=is_gross)
    receiver = _credited_receiver(draft, credited, original)
    references = _reference(draft, credited, ANNULS if credited.is_all else CORRECTS_AMOUNTS)
    return _whole(draft, head, receiver, [_line(draft, each) for each in priced], sums, references)


def _within(sums: Sums, whole: Sums) -> Sums:
    """Return `sums` with no part above that of the original. Raise Stopped where the amounts are above it."""
    taxable = sums.net + sums.tax
    if taxable > whole.net + whole.tax or sums.exempt > whole.exempt:
        raise stop("sii_credit_above_original", computed=sums.total, charged=whole.total)
    net = max(min(sums.net, whole.net), taxable - whole.tax)
    return replace(sums, net=net, tax=taxable - net)


def _sums_of(dte: Mapping[str, Any]) -> Sums:
    totals = dte["Encabezado"]["Totales"]
    return Sums(**{name: Decimal(totals.get(field, 0)) for name, field in _SUMS.items()})


def _credited_receiver(draft: _Draft, credited: Original, original: Mapping[str, Any]) -> dict[str, Any]:
    """Return the original's receiver, from the buyer's data where the original is not kept any more."""
    if original:
        receiver = dict(original["Encabezado"]["Receptor"])
    elif credited.type in BOLETAS:
        receiver, _ = _boleta_receiver(draft)
    else:
        receiver = _factura_receiver(draft)
    first = {"RUTRecep": receiver.pop("RUTRecep"), "RznSocRecep": receiver.pop("RznSocRecep", _ANYBODY)}
    return first | receiver


def _reference(draft: _Draft, credited: Original, what: int) -> list[dict[str, Any]]:
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


def _line(draft: _Draft, line: PricedLine) -> dict[str, Any]:
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


def _whole(
    draft: _Draft,
    head: dict[str, Any],
    receiver: dict[str, Any],
    details: list[dict[str, Any]],
    sums: Sums,
    references: list[dict[str, Any]],
) -> Dte:
    """Return the document put together. Raise Stopped where it breaks a limit or misses what was charged."""
    document = draft.document
    if sums.total != document.totals.gross_total:
        raise _unequal(draft, sums.total)
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


def _issuer(draft: _Draft) -> dict[str, Any]:
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


_SUMS = {"net": "MntNeto", "tax": "IVA", "exempt": "MntExe"}


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


def _plain(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line of a kept document with numbers that can be written as JSON."""
    return {name: json_number(value) if isinstance(value, Decimal) else value for name, value in line.items()}


def _unequal(draft: _Draft, computed: Decimal) -> Stopped:
    document = draft.document
    return stop(
        "provider_total_unreachable",
        computed=computed,
        charged=document.totals.gross_total,
        currency=document.currency,
    )
