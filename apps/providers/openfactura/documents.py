"""Documents as OpenFactura lists and returns them, and their comparison with a plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from apps.providers.outcomes import Issued, Listed
from apps.providers.plan import Plan

Likeness = Literal["same", "other", "unknown"]
_REFERENCE = ("TpoDocRef", "FolioRef", "CodRef")
_LINE = ("QtyItem", "MontoItem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry of the list of issued documents. `receiver` is the RUT as a DTE states it."""

    token: str
    type: str
    folio: str
    issue_date: date | None
    receiver: str
    total: Decimal | None

    @property
    def number(self) -> str:
        """Return the printed number: the folio behind its type, since each type has folios of its own."""
        return number_of(self.type, self.folio)

    def listed(self) -> Listed | None:
        """Return the entry for the ledger's comparison, None where it has no date."""
        if self.issue_date is None:
            return None
        return Listed(
            reference=self.token,
            number=self.number,
            type=self.type,
            issue_date=self.issue_date,
            gross_total=self.total,
        )

    def may_be(self, plan: Plan) -> bool:
        """Tell whether kind, date, receiver and total are those of `plan`."""
        return (self.type, self.issue_date, self.receiver, self.total) == (
            plan.type,
            plan.issue_date,
            receiver_of(plan),
            plan.totals.gross_total,
        )


def number_of(kind: str, folio: object) -> str:
    """Return the number that tells documents of one company apart."""
    return f"{kind}-{folio}"


def receiver_of(plan: Plan) -> str:
    """Return the RUT of the receiver in the body of `plan`."""
    return str(plan.body["dte"]["Encabezado"]["Receptor"]["RUTRecep"])


def found_in(entries: Iterable[Any]) -> list[Found]:
    """Return the documents of a page of the list. What is no document is left out."""
    return [_found(each) for each in entries if isinstance(each, Mapping) and each.get("Folio")]


def likeness(dte: Mapping[str, Any], plan: Plan) -> Likeness:
    """Tell whether the document `dte`, as it is kept at OpenFactura, is that of `plan`, by references and amounts.

    It is another one only if it refers to other documents. Everything else that differs leaves it unknown: the provider
    may have cut a text, and another order may have bought the same.
    """
    mine = plan.body["dte"]
    here, there = (_rows(each.get("Referencia"), _REFERENCE) for each in (mine, dte))
    if not here or not there:
        return "unknown"
    if {folio for _kind, folio, _what in here}.isdisjoint(folio for _kind, folio, _what in there):
        return "other"
    lines = _rows(mine["Detalle"], _LINE) == _rows(dte.get("Detalle"), _LINE)
    return "same" if here == there and lines else "unknown"


def issued(plan: Plan, token: str, folio: object, dte: Mapping[str, Any] | None) -> Issued:
    """Return the outcome of `plan`, with what `dte` states, the document as it is kept; None if it was not read."""
    header = (dte or {}).get("Encabezado", {})
    identity, totals = header.get("IdDoc", {}), header.get("Totales", {})
    kind = str(identity.get("TipoDTE", "")) or plan.type
    net, exempt = _amount(totals.get("MntNeto")), _amount(totals.get("MntExe"))
    is_told = _amount(totals.get("MntTotal")) is not None
    return Issued(
        reference=token,
        number=number_of(kind, folio),
        issue_date=_date(identity.get("FchEmis")) if identity else plan.issue_date,
        type=kind if identity else None,
        gross_total=_amount(totals.get("MntTotal")),
        net_total=(net or Decimal(0)) + (exempt or Decimal(0)) if is_told else None,
        tax_total=(_amount(totals.get("IVA")) or Decimal(0)) if is_told else None,
        receiver=_rut(header.get("Receptor", {}).get("RUTRecep")) if header else None,
        state="waiting",
    )


def _found(entry: Mapping[str, Any]) -> Found:
    check = str(entry.get("DV", ""))
    return Found(
        # The documentation and the service write the name differently.
        token=str(entry.get("Token") or entry.get("token") or ""),
        type=str(entry.get("TipoDTE", "")),
        folio=str(entry["Folio"]),
        issue_date=_date(entry.get("FchEmis")),
        receiver=f"{entry.get('RUTRecep', '')}-{check}".upper(),
        total=_amount(entry.get("MntTotal")),
    )


def _rows(rows: Any, names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the fields `names` of `rows`, which may be one object instead of a list; numbers may be texts."""
    listed = [rows] if isinstance(rows, Mapping) else rows if isinstance(rows, list | tuple) else []
    return [tuple(_plain(row.get(name)) for name in names) for row in listed if isinstance(row, Mapping)]


def _plain(value: Any) -> str:
    amount = _amount(value)
    return str(value or "").strip() if amount is None else f"{amount.normalize():f}"


def _amount(value: Any) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _rut(value: Any) -> str | None:
    return str(value).replace(".", "").upper() if value else None
