"""The stand-in: its routes in both environments, its accounts, and the issue of documents."""

import secrets
from base64 import b64encode
from copy import deepcopy
from typing import Any

from django.http import HttpRequest, HttpResponse

from apps.sandbox.answers import HttpError, Payload, as_json, body_of
from apps.sandbox.providers import accounts
from apps.sandbox.providers.accounts import Account
from apps.sandbox.providers.openfactura.arithmetic import check_amounts, check_credit, check_naming
from apps.sandbox.providers.openfactura.errors import error, limited, refuse, unauthorised
from apps.sandbox.providers.openfactura.listing import issued
from apps.sandbox.providers.openfactura.schema import KINDS, check_form
from apps.sandbox.providers.service import Call, Operation, Service

CODE = "openfactura"
_STATES = ("Pendiente", "Sin estado", "Aceptado", "Aceptado con Reparo", "Rechazado")
_BODY = frozenset({"response", "dte", "sendEmail", "custom"})
_DEVELOPMENT = f"/providers/{CODE}/dev/"
# Nothing is done; each has its code.
_REFUSALS = {
    "no_permission": "OF-03",
    "certificate": "OF-04",
    "type_not_enabled": "OF-05",
    "no_folios": "OF-07",
    "database": "OF-13",
    "down": "OF-21",
    "processing": "OF-22",
    "boletas_blocked": "OF-23",
}
FAULTS = {
    **{name: f"answer {code} and do nothing" for name, code in _REFUSALS.items()},
    "pdf_error": "do it, then answer OF-11",
    "no_folio_told": "do it, and do not tell the folio",
    "late_rejection": "do it; the SII rejects it later",
    "keys_expired": "forget all idempotency keys first",
    "repeat_details": "tell the token of a repeated key in the details",
    "repeat_without_token": "do not tell the token of a repeated key",
    "unlisted": "list nothing",
    "unread": "answer OF-22 to a reading",
    "without_references": "return documents without their references",
    "latin1": "answer in Latin-1",
}
_COMPANY: Payload = {
    "rut": "76795561-8",
    "razonSocial": "HAULMER SPA",
    "glosaDescriptiva": "VENTA AL POR MENOR",
    "direccion": "ARTURO PRAT 527",
    "comuna": "Curicó",
    "cdgSIISucur": "81303347",
    "sucursales": [],
    "actividades": [
        {"giro": "VENTA AL POR MENOR", "codigoActividadEconomica": "479100", "actividadPrincipal": True},
    ],
}


def _issue(call: Call) -> HttpResponse:
    body = body_of(call.request)
    keys = call.account.memory.setdefault("keys", {})
    if "keys_expired" in call.faults:
        keys.clear()
    key = call.request.headers.get("Idempotency-Key", "")
    if key in keys:
        return _repeated(call, keys[key])
    document = _checked(call, body)
    folio = call.account.take_folio(str(document["kind"]))
    if folio is None:
        raise refuse("OF-07")
    document |= {"folio": folio, "token": secrets.token_hex(32)}
    call.account.documents.append(document)
    if key:
        keys[key] = document["token"]
    if "pdf_error" in call.faults:
        return error("OF-11")
    told = "FOLIO" in body.get("response", []) and "no_folio_told" not in call.faults
    return as_json({"TOKEN": document["token"]} | ({"FOLIO": folio} if told else {}))


def _repeated(call: Call, token: str) -> HttpResponse:
    if "repeat_without_token" in call.faults:
        return error("OF-06")
    if "repeat_details" in call.faults or call.account.details.get("repeat_details"):
        return error("OF-06", ("token", token))
    return error("OF-06", token=token)


def _checked(call: Call, body: Payload) -> Payload:
    """Return the document of `body` without a folio. Raise Refused."""
    account, dte = call.account, body.get("dte")
    if not isinstance(dte, dict) or not body.keys() <= _BODY:
        raise refuse("OF-01", ("dte", "Falta"))
    refusals = [code for name, code in _REFUSALS.items() if name in call.faults]
    if refusals:
        raise refuse(refusals[0])
    kind = check_form(dte)
    if kind not in account.details["types"]:
        raise refuse("OF-05")
    if dte["Encabezado"]["Emisor"]["RUTEmisor"] != account.details["company"]["rut"]:
        raise refuse("OF-09", ("RUTEmisor", "No corresponde a la empresa"))
    check_amounts(account, kind, dte)
    check_naming(kind, dte)
    check_credit(account, kind, dte)
    kept = deepcopy(dte)
    if "wrong_total" in call.faults:
        kept["Encabezado"]["Totales"]["MntTotal"] += 1
    return {"kind": kind, "dte": kept, "state": "Rechazado" if "late_rejection" in call.faults else "Pendiente"}


def _by_token(call: Call, token: str, value: str) -> HttpResponse:
    document = call.account.document("token", token)
    return _shown(call, document, value, {"token": token})


def _by_folio(call: Call, rut: str, kind: int, folio: int, value: str) -> HttpResponse:
    found = [each for each in call.account.documents if (each["kind"], each["folio"]) == (kind, folio)]
    mine = found and call.account.details["company"]["rut"] == rut
    return _shown(call, found[0] if mine else None, value, {"folio": str(folio)})


def _shown(call: Call, document: Payload | None, value: str, name: Payload) -> HttpResponse:
    if document is None or "unread" in call.faults:
        return error("OF-22", ("problema", "no existe"))
    if value == "status":
        return as_json({"estado": document["state"]} | name)
    if value == "json":
        kept = deepcopy(document["dte"])
        kept["Encabezado"]["IdDoc"]["Folio"] = document["folio"]
        if "without_references" in call.faults:
            kept.pop("Referencia", None)
        return as_json({"json": _with_texts(kept), "FchRecepSII": "", "FchRecepOF": ""} | name)
    if value == "pdf":
        content = f"%PDF-1.4\n% {document['kind']} {document['folio']}\n%%EOF\n".encode()
        return as_json({"pdf": b64encode(content).decode(), "folio": document["folio"]})
    return error("OF-10", ("Error", f"{value} es Incorrecto"))


def _with_texts(value: Any) -> Any:
    """Return `value` with its numbers as texts, as the service returns them."""
    if isinstance(value, dict):
        return {name: _with_texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_texts(each) for each in value]
    return str(value)


def _organization(call: Call) -> HttpResponse:
    if "latin1" in call.faults:
        return HttpResponse(
            as_json(call.account.details["company"]).content.decode().encode("latin-1"), content_type="application/json"
        )
    return as_json(call.account.details["company"])


def _folios(call: Call) -> HttpResponse:
    account = call.account
    rows = [
        {"dte": kind, "disponibles": account.folios.get(str(kind), 1000), "vencimiento": "2027-05-01"}
        for kind in account.details["types"]
    ]
    return as_json({"rut": account.details["company"]["rut"], "documentos": rows})


def _taxpayer(call: Call, rut: str) -> HttpResponse:
    return as_json({"rut": rut, "razonSocial": None, "direccion": None, "comuna": None, "actividades": []})


_ROUTES: dict[str, dict[str, Operation]] = {
    "v2/dte/document": {"POST": _issue},
    "v2/dte/document/issued": {"POST": issued},
    "v2/dte/document/<str:token>/<str:value>": {"GET": _by_token},
    "v2/dte/document/<str:rut>/<int:kind>/<int:folio>/<str:value>": {"GET": _by_folio},
    "v2/dte/organization": {"GET": _organization},
    "v2/dte/organization/document": {"GET": _folios},
    "v2/dte/taxpayer/<str:rut>": {"GET": _taxpayer},
}


def _key_of(request: HttpRequest) -> str:
    """Return the key, empty where it is one of the other environment."""
    key = request.headers.get("apikey", "")
    account = accounts.find(CODE, key)
    is_development = request.path.startswith(_DEVELOPMENT)
    return key if account and account.details["development"] == is_development else ""


def _new_account(wanted: Payload) -> Account:
    """Return an account; `company`, `types`, `development`, `tolerance` and other switches may be given."""
    details = {"types": list(KINDS), "development": False, "tolerance": 0, "takes_gross_factura": False}
    company = _COMPANY | wanted.pop("company", {})
    folios = {str(kind): int(left) for kind, left in wanted.pop("folios", {}).items()}
    return Account(wanted.pop("key"), details=details | wanted | {"company": company}, folios=folios)


def _set_state(account: Account, reference: str, state: str) -> None:
    document = account.document("token", reference)
    if document is None or state not in _STATES:
        raise HttpError(400, f"A state is one of {', '.join(_STATES)}, of a document that exists")
    document["state"] = state


SERVICE = Service(
    code=CODE,
    routes=_ROUTES | {f"dev/{route}": operations for route, operations in _ROUTES.items()},
    key_of=_key_of,
    new_account=_new_account,
    unauthorised=unauthorised,
    limited=limited,
    faults=FAULTS,
    set_state=_set_state,
)
