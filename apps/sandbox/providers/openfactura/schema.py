"""The form of a DTE: the fields of each part in their order, with lengths and patterns; then its RUTs."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.sandbox.answers import Payload
from apps.sandbox.providers.openfactura.errors import refuse

BOLETAS, EXEMPT, NOTE = (39, 41), (34, 41), 61
KINDS = (33, 34, 39, 41, 61)
_LINES = {33: 60, 34: 60, 61: 60, 39: 1000, 41: 1000}
_AMOUNT, _NUMBER, _DAY = r"\d{1,18}", r"\d{1,12}(\.\d{1,6})?", r"\d{4}-\d\d-\d\d"


@dataclass(frozen=True)
class _Field:
    name: str
    is_required: bool
    pattern: str


def _fields(text: str) -> list[_Field]:
    """Return the fields of `text`: a name a line, `!` where it is required, and a pattern or a length."""
    return [_field(*line.split()) for line in text.strip().splitlines()]


def _field(name: str, form: str) -> _Field:
    known = {"amount": _AMOUNT, "number": _NUMBER, "day": _DAY}
    pattern = rf".{{1,{form}}}" if form.isdecimal() else known.get(form, form)
    return _Field(name.rstrip("!"), name.endswith("!"), pattern)


_LINE = _fields(
    """
    NroLinDet! amount
    IndExe (1)
    NmbItem! 80
    DscItem 1000
    QtyItem! number
    PrcItem! number
    DescuentoMonto amount
    MontoItem! amount
    """
)
_INVOICE = {
    "IdDoc": _fields(
        """
        TipoDTE! (33|34|61)
        Folio! (0)
        FchEmis! day
        IndNoRebaja (1)
        MntBruto (1)
        FmaPago [123]
        """
    ),
    "Emisor": _fields(
        """
        RUTEmisor! 10
        RznSoc! 100
        GiroEmis! 80
        Acteco! \\d{6}
        DirOrigen! 60
        CmnaOrigen! 20
        CdgSIISucur 9
        """
    ),
    "Receptor": _fields(
        """
        RUTRecep! 10
        RznSocRecep! 100
        GiroRecep 40
        DirRecep 70
        CmnaRecep 20
        """
    ),
    "Totales": _fields(
        """
        MntNeto amount
        MntExe amount
        TasaIVA (19)
        IVA amount
        MntTotal! amount
        """
    ),
    "Detalle": _LINE,
    "Referencia": _fields(
        """
        NroLinRef! amount
        TpoDocRef! 3
        FolioRef! 18
        FchRef! day
        CodRef [123]
        RazonRef 90
        """
    ),
}
_BOLETA = {
    "IdDoc": _fields(
        """
        TipoDTE! (39|41)
        Folio! (0)
        FchEmis! day
        IndServicio! [1234]
        MedioPago [12345]
        """
    ),
    "Emisor": _fields(
        """
        RUTEmisor! 10
        RznSocEmisor! 100
        GiroEmisor! 80
        CdgSIISucur 9
        DirOrigen! 70
        CmnaOrigen! 20
        """
    ),
    "Receptor": _fields(
        """
        RUTRecep! 10
        RznSocRecep 100
        DirRecep 70
        CmnaRecep 20
        """
    ),
    "Totales": _fields(
        """
        MntNeto amount
        MntExe amount
        IVA amount
        MntTotal! amount
        """
    ),
    "Detalle": _LINE,
    "Referencia": _fields(
        """
        NroLinRef! amount
        TpoDocRef! 3
        FolioRef 18
        RazonRef 90
        """
    ),
}
# Of a buyer of a factura, not of a nota de crédito.
_FACTURA_RECEIVER = ("GiroRecep", "DirRecep", "CmnaRecep")


def check_form(dte: Payload) -> int:
    """Return the kind of the document. Raise Refused for what the schema does not take."""
    head = _object(dte, "Encabezado")
    _check_order("dte", dte, ["Encabezado", "Detalle", "Referencia"])
    _check_order("Encabezado", head, ["IdDoc", "Emisor", "Receptor", "Totales"])
    kind = _object(head, "IdDoc").get("TipoDTE")
    if kind not in KINDS:
        raise refuse("OF-05")
    parts = _BOLETA if kind in BOLETAS else _INVOICE
    for name in ("IdDoc", "Emisor", "Receptor", "Totales"):
        _check_part(parts[name], _object(head, name))
    for name in ("Detalle", "Referencia"):
        for row in _rows(dte, name):
            _check_part(parts[name], row)
    _check_numbers(dte, kind)
    _check_ruts(head)
    if kind in (33, 34) and (missing := [name for name in _FACTURA_RECEIVER if not head["Receptor"].get(name)]):
        raise refuse("OF-02", *((name, "Campo obligatorio") for name in missing))
    return int(kind)


def check_digit(number: str) -> str:
    """Return the last sign of a RUT with the digits `number`."""
    factors = [2, 3, 4, 5, 6, 7]
    total = sum(int(digit) * factors[place % 6] for place, digit in enumerate(reversed(number)))
    return "0K987654321"[total % 11]


def _check_numbers(dte: Payload, kind: int) -> None:
    rows = _rows(dte, "Detalle")
    if not 1 <= len(rows) <= _LINES[kind]:
        raise refuse("OF-08", ("Detalle", f"{len(rows)} lineas"))
    if [row["NroLinDet"] for row in rows] != list(range(1, len(rows) + 1)):
        raise refuse("OF-08", ("NroLinDet", "No es correlativo"))
    try:
        date.fromisoformat(dte["Encabezado"]["IdDoc"]["FchEmis"])
    except ValueError:
        raise refuse("OF-10", ("FchEmis", "Fecha Incorrecta")) from None


def _check_ruts(head: Payload) -> None:
    for part, name in (("Emisor", "RUTEmisor"), ("Receptor", "RUTRecep")):
        found = re.fullmatch(r"(\d{1,8})-([\dK])", head[part][name])
        if not found or check_digit(found[1]) != found[2]:
            raise refuse("OF-10", (name, "Rut incorrecto"))


def _check_part(fields: list[_Field], given: Payload) -> None:
    names = [field.name for field in fields]
    _check_order("campo", given, names)
    for field in fields:
        value = given.get(field.name)
        if value is None:
            if field.is_required:
                raise refuse("OF-02", (field.name, "Campo obligatorio"))
        elif not re.fullmatch(field.pattern, _written(value)):
            raise refuse("OF-08", (field.name, "No cumple el esquema"))
        elif not _is_latin1(_written(value)):
            raise refuse("OF-08", (field.name, "Caracteres no soportados"))


def _check_order(name: str, given: Payload, allowed: list[str]) -> None:
    if unknown := [key for key in given if key not in allowed]:
        raise refuse("OF-08", (str(unknown[0]), "Campo desconocido"))
    if list(given) != [key for key in allowed if key in given]:
        raise refuse("OF-08", (name, "Orden de los campos"))


def _object(parent: Payload, name: str) -> Payload:
    found = parent.get(name)
    if not isinstance(found, dict):
        raise refuse("OF-01", (name, "Falta"))
    return found


def _rows(dte: Payload, name: str) -> list[Payload]:
    rows = dte.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise refuse("OF-08", (name, "No es una lista"))
    return rows


def _written(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return f"{value:.7f}".rstrip("0") if isinstance(value, float) else str(value)


def _is_latin1(text: str) -> bool:
    return _is_encoded(text) and not any(ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0 for sign in text)


def _is_encoded(text: str) -> bool:
    try:
        text.encode("iso-8859-1")
    except UnicodeEncodeError:
        return False
    return True
