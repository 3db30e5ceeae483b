"""The list of issued documents, thirty a page."""

import operator
from typing import Any

from django.http import HttpResponse

from apps.sandbox.answers import Payload, as_json, body_of
from apps.sandbox.providers.openfactura.errors import bare_error
from apps.sandbox.providers.service import Call

_PAGE = 30
_OPERATORS = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
}
# A filter by another name is ignored without a word.
_FILTERS = {"TipoDTE": int, "RUTRecep": int, "FchEmis": str}


def issued(call: Call) -> HttpResponse:
    """Return a page of the documents that match the filters; 204 where none does."""
    body = body_of(call.request)
    rows = [_row(each) for each in call.account.documents]
    for name, wanted in body.items():
        if name not in _FILTERS:
            continue
        if not isinstance(wanted, dict) or not wanted.keys() <= _OPERATORS.keys():
            return bare_error("OF-10", Error="Operador no encontrado")
        rows = [row for row in rows if _matches(row[name], wanted, _FILTERS[name])]
    if "unlisted" in call.faults or not rows:
        return HttpResponse(status=204)
    page, last = int(body.get("Page", 1)), -(-len(rows) // _PAGE)
    shown = rows[(page - 1) * _PAGE : page * _PAGE]
    return as_json({"current_page": page, "last_page": last, "data": shown, "total": len(rows)})


def _matches(value: Any, wanted: Payload, read: Any) -> bool:
    return all(_OPERATORS[name](value, read(limit)) for name, limit in wanted.items())


def _row(document: Payload) -> Payload:
    head = document["dte"]["Encabezado"]
    number, _, check = head["Receptor"]["RUTRecep"].partition("-")
    totals = {name: head["Totales"].get(name, 0) for name in ("MntExe", "MntNeto", "IVA", "MntTotal")}
    return {
        "RUTRecep": int(number),
        "DV": check,
        "RznSocRecep": head["Receptor"].get("RznSocRecep"),
        "TipoDTE": document["kind"],
        "Folio": document["folio"],
        "FchEmis": head["IdDoc"]["FchEmis"],
        "FechaRecibido": f"{head['IdDoc']['FchEmis']} 12:00:00.0000",
        **totals,
        "FmaPago": head["IdDoc"].get("FmaPago", 0),
        "Token": document["token"],
    }
