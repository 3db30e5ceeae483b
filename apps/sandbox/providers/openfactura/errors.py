"""Errors in the shapes of OpenFactura."""

from typing import Any

from django.http import HttpResponse

from apps.sandbox.answers import as_json
from apps.sandbox.providers.service import Refused

_MESSAGES = {
    "OF-01": "Faltan datos obligatorios.",
    "OF-02": "Faltan campos obligatorios en el dte.",
    "OF-03": "Validación de permisos.",
    "OF-04": "Validación de firma electrónica.",
    "OF-05": "Tipo DTE no soportado.",
    "OF-06": "Validación de idempotencia.",
    "OF-07": "Validación de folios.",
    "OF-08": "Validación de esquema.",
    "OF-09": "Validación de relaciones.",
    "OF-10": "Validación de Campos",
    "OF-11": "Validación de PDF.",
    "OF-13": "Error en DB.",
    "OF-20": "Datos de entrada incorrectos.",
    "OF-21": "Base de datos no disponible, intente más tarde.",
    "OF-22": "Problema al procesar los datos",
    "OF-23": "DTE no soportado.",
}


def error(code: str, *fields: tuple[str, str], **more: str) -> HttpResponse:
    """Return an error with the details `fields`, each a field and what is wrong with it."""
    details = [{"field": field, "issue": issue} for field, issue in fields]
    inner: dict[str, Any] = {"message": _MESSAGES[code], "code": code}
    return as_json({"error": inner | ({"details": details} if details else {}) | more}, 400)


def refuse(code: str, *fields: tuple[str, str]) -> Refused:
    """Return the error as an exception."""
    return Refused(error(code, *fields))


def bare_error(code: str, **details: str) -> HttpResponse:
    """Return an error in its other shape: no envelope, and details in one object."""
    return as_json({"message": _MESSAGES[code], "code": code, "details": details}, 400)


def unauthorised() -> HttpResponse:
    """Return the answer to a wrong key."""
    words = (
        "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription."
    )
    return as_json({"statusCode": 401, "message": words}, 401)


def limited() -> HttpResponse:
    """Return the answer to too many calls."""
    return as_json({"statusCode": 429, "message": "Rate limit is exceeded. Try again in 7 seconds."}, 429)
