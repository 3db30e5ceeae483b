"""The fields of a DTE with their limits, as the official schemas have them: DTE_v10 and EnvioBOLETA_v11.

Texts are cut to their limits when a document is built; `broken_limits` looks at the whole document before it is sent.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apps.providers.problems import Problem
from apps.providers.sii.texts import fits

BOLETAS = frozenset({"39", "41"})
_RUT = r"[1-9]\d{0,7}-[\dK]"
_DATE = r"\d{4}-\d\d-\d\d"
_AMOUNT = r"\d{1,18}"
# 18 digits, 6 of them decimals, and not below the smallest.
_NUMBER = r"(?!0(\.0*)?$)\d{1,12}(\.\d{1,6})?"


@dataclass(frozen=True, slots=True)
class Limit:
    """What a field may be: at most `longest` characters, of the form `pattern`; present if it `is_required`."""

    longest: int = 18
    pattern: str = ""
    is_required: bool = False


_ISSUER = {
    "RUTEmisor": Limit(10, _RUT, is_required=True),
    "DirOrigen": Limit(60),
    "CmnaOrigen": Limit(20),
    "CdgSIISucur": Limit(9, r"\d+"),
}
_TOTALS = {name: Limit(pattern=_AMOUNT) for name in ("MntNeto", "MntExe", "IVA")}
_TOTALS["MntTotal"] = Limit(pattern=_AMOUNT, is_required=True)
_ID = {
    "TipoDTE": Limit(pattern=r"33|34|39|41|61", is_required=True),
    "Folio": Limit(pattern=r"\d+", is_required=True),
    "FchEmis": Limit(pattern=_DATE, is_required=True),
}

Table = Mapping[str, Mapping[str, Limit]]

INVOICE: Table = {
    "IdDoc": {
        **_ID,
        "IndNoRebaja": Limit(pattern="1"),
        "MntBruto": Limit(pattern="1"),
        "FmaPago": Limit(pattern="[123]"),
    },
    "Emisor": {
        **_ISSUER,
        "RznSoc": Limit(100, is_required=True),
        "GiroEmis": Limit(80, is_required=True),
        "Acteco": Limit(6, r"\d{6}", is_required=True),
    },
    "Receptor": {
        "RUTRecep": Limit(10, _RUT, is_required=True),
        "RznSocRecep": Limit(100, is_required=True),
        "GiroRecep": Limit(40),
        "DirRecep": Limit(70),
        "CmnaRecep": Limit(20),
    },
    "Totales": {**_TOTALS, "TasaIVA": Limit(5, r"\d{1,2}(\.\d+)?")},
    "Detalle": {
        "NroLinDet": Limit(4, r"\d+", is_required=True),
        "IndExe": Limit(pattern="1"),
        "NmbItem": Limit(80, is_required=True),
        "DscItem": Limit(1000),
        "QtyItem": Limit(pattern=_NUMBER),
        "PrcItem": Limit(pattern=_NUMBER),
        "DescuentoMonto": Limit(pattern=r"[1-9]\d{0,17}"),
        "MontoItem": Limit(pattern=_AMOUNT, is_required=True),
    },
    "Referencia": {
        "NroLinRef": Limit(2, r"\d+", is_required=True),
        "TpoDocRef": Limit(3, is_required=True),
        "FolioRef": Limit(18, is_required=True),
        "FchRef": Limit(pattern=_DATE, is_required=True),
        "CodRef": Limit(pattern="[123]"),
        "RazonRef": Limit(90),
    },
}
"""Of facturas (33, 34) and notas de crédito (61), by the part of the document and the field."""

BOLETA: Table = {
    "IdDoc": {**_ID, "IndServicio": Limit(pattern="[1234]", is_required=True), "MedioPago": Limit(pattern="[12345]")},
    "Emisor": {
        **_ISSUER,
        "DirOrigen": Limit(70),
        "RznSocEmisor": Limit(100, is_required=True),
        "GiroEmisor": Limit(80, is_required=True),
    },
    "Receptor": {"RUTRecep": Limit(10, _RUT, is_required=True), "RznSocRecep": Limit(100)},
    "Totales": _TOTALS,
    "Detalle": INVOICE["Detalle"],
    "Referencia": {
        "NroLinRef": Limit(2, r"\d+", is_required=True),
        "TpoDocRef": Limit(3, r"39|41|50|52|80[1-6]|813"),
        "FolioRef": Limit(18),
        "RazonRef": Limit(90),
    },
}
"""Of boletas (39, 41). A field that the table does not have is not allowed: no giro of the buyer, no `FchRef`."""

MOST_LINES: Mapping[str, int] = {"33": 60, "34": 60, "61": 60, "39": 1000, "41": 1000}
MOST_REFERENCES = 40


def table_of(kind: str) -> Table:
    """Return the fields of documents of the SII's code `kind`."""
    return BOLETA if kind in BOLETAS else INVOICE


def broken_limits(dte: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return the limits that `dte` breaks; none for a document that the schema takes."""
    header = dte["Encabezado"]
    kind = str(header["IdDoc"]["TipoDTE"])
    table = table_of(kind)
    parts = [("IdDoc", header["IdDoc"]), ("Emisor", header["Emisor"]), ("Receptor", header["Receptor"])]
    parts += [("Totales", header["Totales"])]
    parts += [(name, each) for name in ("Detalle", "Referencia") for each in dte.get(name, ())]
    problems = [problem for name, fields in parts for problem in _broken(table[name], fields)]
    lines, most = len(dte["Detalle"]), MOST_LINES[kind]
    if lines > most:
        problems.append(Problem("provider_too_many_lines", {"lines": str(lines), "most": str(most)}))
    return tuple(problems)


def _broken(limits: Mapping[str, Limit], fields: Mapping[str, Any]) -> Iterator[Problem]:
    for name in limits.keys() | fields.keys():
        limit = limits.get(name)
        value = _text(fields.get(name, ""))
        if limit is None or (limit.is_required and not value):
            yield Problem("sii_field_wrong", {"field": name})
        elif len(value) > limit.longest:
            yield Problem("sii_field_too_long", {"field": name, "most": str(limit.longest)})
        elif value and not (fits(value) and re.fullmatch(limit.pattern or ".*", value)):
            yield Problem("sii_field_wrong", {"field": name})


def _text(value: Any) -> str:
    """Return the digits of a number as the schema counts them, and a text as it is."""
    return f"{value:.6f}".rstrip("0") if isinstance(value, float) else str(value)
