"""The amounts of a DTE as OpenFactura computes them again: lines, totals, the limit of 135 UF, and credits."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from apps.sandbox.answers import Payload
from apps.sandbox.providers.accounts import Account
from apps.sandbox.providers.openfactura.errors import refuse
from apps.sandbox.providers.openfactura.schema import BOLETAS, EXEMPT, NOTE

_RATE = Decimal("0.19")
_LIMIT = 5363274
_GENERIC = ("66666666-6", "55555555-5")
_AMOUNTS = ("MntNeto", "MntExe", "IVA", "MntTotal")


def check_amounts(account: Account, kind: int, dte: Payload) -> None:
    """Raise Refused, with the right amount, where a line or a total is wrong.

    `tolerance` of the account is by how many pesos IVA may miss the rate: the service's own is not known.
    """
    head = dte["Encabezado"]
    is_gross = kind in BOLETAS or bool(head["IdDoc"].get("MntBruto"))
    if is_gross and kind in (33, 34) and not account.details.get("takes_gross_factura"):
        raise refuse("OF-10", ("MntBruto", "No permitido"))
    exempt, taxable = _sums(dte["Detalle"])
    if kind in EXEMPT and taxable:
        raise refuse("OF-10", ("IndExe", "Documento exento con lineas afectas"))
    if kind in (33, 39) and not taxable:
        raise refuse("OF-10", ("IndExe", "Documento afecto sin lineas afectas"))
    given = {name: head["Totales"].get(name, 0) for name in _AMOUNTS}
    net = _pesos(taxable / (1 + _RATE)) if is_gross else taxable
    tax = taxable - net if is_gross else _pesos(net * _RATE)
    spare = 0 if is_gross else int(account.details.get("tolerance", 0))
    if abs(Decimal(given["IVA"]) - tax) > spare:
        raise _wrong("IVA", tax)
    for name, amount in (("MntNeto", net), ("MntExe", exempt), ("MntTotal", net + exempt + given["IVA"])):
        if given[name] != amount:
            raise _wrong(name, amount)
    wanted = {"IVA"} if kind in BOLETAS else {"IVA", "TasaIVA"}
    if {"IVA", "TasaIVA"} & head["Totales"].keys() != (wanted if taxable else set()):
        raise refuse("OF-02", ("TasaIVA", "Campo obligatorio"))


def check_naming(kind: int, dte: Payload) -> None:
    """Raise Refused for a boleta above 135 UF that does not name buyer and payment."""
    head = dte["Encabezado"]
    if kind not in BOLETAS or head["Totales"]["MntTotal"] <= _LIMIT:
        return
    if not head["IdDoc"].get("MedioPago"):
        raise refuse("OF-10", ("MedioPago", "Obligatorio sobre 135 UF"))
    if head["Receptor"]["RUTRecep"] in _GENERIC or not head["Receptor"].get("RznSocRecep"):
        raise refuse("OF-10", ("RznSocRecep", "Obligatorio sobre 135 UF"))


def check_credit(account: Account, kind: int, dte: Payload) -> None:
    """Raise Refused for a nota de crédito that does not fit its original, which the account must have."""
    if kind != NOTE:
        return
    rows = [row for row in dte.get("Referencia", []) if row.get("CodRef")]
    if len(rows) != 1 or len(dte["Referencia"]) != 1:
        raise refuse("OF-09", ("Referencia", "Una nota de credito lleva una referencia"))
    row = rows[0]
    original = _document(account, row["TpoDocRef"], row["FolioRef"])
    if original is None or original["kind"] == NOTE or original["state"] == "Rechazado":
        raise refuse("OF-09", ("FolioRef", "Documento no encontrado"))
    head, before = dte["Encabezado"], original["dte"]["Encabezado"]
    if head["Receptor"]["RUTRecep"] != before["Receptor"]["RUTRecep"]:
        raise refuse("OF-09", ("RUTRecep", "Distinto del original"))
    if not row["FchRef"] == before["IdDoc"]["FchEmis"] <= head["IdDoc"]["FchEmis"]:
        raise refuse("OF-09", ("FchRef", "Fecha incorrecta"))
    _check_credited(account, row, head["Totales"], before["Totales"])


def _check_credited(account: Account, row: Payload, totals: Payload, before: Payload) -> None:
    if row["CodRef"] == 1 and any(totals.get(name, 0) != before.get(name, 0) for name in _AMOUNTS):
        raise refuse("OF-09", ("CodRef", "Montos distintos del original"))
    credited = [each["dte"]["Encabezado"]["Totales"] for each in account.documents if _refers(each, row)]
    for name in _AMOUNTS:
        if sum(each.get(name, 0) for each in [*credited, totals]) > before.get(name, 0):
            raise refuse("OF-09", (name, "Mayor que el original"))


def _refers(document: Payload, row: Payload) -> bool:
    rows = document["dte"].get("Referencia", [])
    return document["kind"] == NOTE and any(
        (each["TpoDocRef"], each["FolioRef"]) == (row["TpoDocRef"], row["FolioRef"]) for each in rows
    )


def _document(account: Account, kind: str, folio: str) -> Payload | None:
    return next(
        (each for each in account.documents if (str(each["kind"]), str(each["folio"])) == (str(kind), str(folio))), None
    )


def _sums(rows: Iterable[Payload]) -> tuple[Decimal, Decimal]:
    """Return the sums of the exempt and of the taxable lines. Raise Refused where a line is wrong."""
    exempt, taxable = Decimal(0), Decimal(0)
    for row in rows:
        amount = _pesos(_number(row["QtyItem"]) * _number(row["PrcItem"])) - row.get("DescuentoMonto", 0)
        if amount != row["MontoItem"] or amount < 0:
            raise _wrong("MontoItem", amount)
        if row.get("IndExe"):
            exempt += amount
        else:
            taxable += amount
    return exempt, taxable


def _wrong(name: str, amount: Decimal) -> Any:
    return refuse("OF-10", (name, f"Monto erróneo : {amount:f}"))


def _pesos(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def _number(value: Any) -> Decimal:
    return Decimal(str(value))
