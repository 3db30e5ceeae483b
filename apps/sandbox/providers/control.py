"""Control API of the stand-ins below /_control/providers/<code>/: accounts, faults, documents, folios, calls."""

import secrets

from django.http import HttpRequest

from apps.sandbox.answers import HttpError, Payload, body_of
from apps.sandbox.providers import accounts, faults
from apps.sandbox.providers.registry import SERVICES
from apps.sandbox.providers.service import Service


def create_account(request: HttpRequest, code: str) -> Payload:
    """Add an account; its `key` is made if it is not given, the rest is in the service's terms."""
    service = _service(code)
    account = service.new_account({"key": secrets.token_hex(16)} | body_of(request))
    accounts.add(code, account)
    return {"key": account.key, "details": account.details}


def show_account(request: HttpRequest, code: str, key: str) -> Payload:
    """Return what the account holds, without its log."""
    account = _account(code, key)
    return {"details": account.details, "documents": account.documents, "folios": account.folios}


def show_calls(request: HttpRequest, code: str, key: str) -> list[Payload]:
    """Return the calls with the account's key, oldest first."""
    return _account(code, key).calls


def change_account(request: HttpRequest, code: str, key: str) -> Payload:
    """Overwrite entries of `details` and `folios` (a number of None lifts the limit)."""
    account, body = _account(code, key), body_of(request)
    account.details.update(body.get("details", {}))
    for kind, left in body.get("folios", {}).items():
        account.folios.pop(kind, None)
        if left is not None:
            account.folios[kind] = int(left)
    return show_account(request, code, key)


def set_state(request: HttpRequest, code: str, key: str) -> Payload:
    """Let the authority's state of the document `reference` be `state`, in the service's terms."""
    account, body = _account(code, key), body_of(request)
    _service(code).set_state(account, str(body.get("reference", "")), str(body.get("state", "")))
    return show_account(request, code, key)


def show_faults(request: HttpRequest, code: str) -> list[Payload]:
    """Return the faults that can still occur."""
    return faults.active(_service(code).code)


def add_fault(request: HttpRequest, code: str) -> list[Payload]:
    """Enable a fault: `name`, and optionally `times`, `path`, `method`, `key`, `probability`."""
    faults.enable(code, _service(code).fault_names(), body_of(request))
    return faults.active(code)


def clear_faults(request: HttpRequest, code: str) -> list[Payload]:
    """Disable all faults, or those of the account `?key=`."""
    faults.clear(_service(code).code, request.GET.get("key", ""))
    return faults.active(code)


def _service(code: str) -> Service:
    if code not in SERVICES:
        raise HttpError(404, f"There is no stand-in “{code}”")
    return SERVICES[code]


def _account(code: str, key: str) -> accounts.Account:
    return accounts.account(_service(code).code, key)
