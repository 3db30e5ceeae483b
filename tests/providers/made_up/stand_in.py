"""The stand-in of Zemblabill. It imports nothing of Folio but the sandbox."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse

from apps.sandbox.answers import Payload, as_json, body_of
from apps.sandbox.providers.accounts import Account
from apps.sandbox.providers.service import Call, Service


def _company(call: Call) -> HttpResponse:
    return as_json({"name": "Kinbote Ltd", "zin": "Z-77", "environment": "test"})


def _create(call: Call) -> HttpResponse:
    bill, key = body_of(call.request), call.request.headers["Idempotency-Key"]
    made = call.account.document("key", key)
    if made is None:
        if sum(Decimal(str(line["gross"])) for line in bill["lines"]) != Decimal(str(bill["total"])):
            return HttpResponse(b"The lines do not come to the total", status=422, content_type="text/plain")
        number = call.account.take_folio("bill")
        made = {"key": key, "id": f"b{number}", "number": f"Z-{number}", "total": bill["total"]}
        call.account.documents.append(made)
    return as_json({name: made[name] for name in ("id", "number", "total")})


def _new_account(details: Payload) -> Account:
    return Account(str(details["key"]))


def _key_of(request: HttpRequest) -> str:
    return request.headers.get("X-Key", "")


SERVICE = Service(
    code="zemblabill",
    routes={"company": {"GET": _company}, "bills": {"POST": _create}},
    key_of=_key_of,
    new_account=_new_account,
    unauthorised=lambda: as_json({"message": "Unknown key"}, 401),
    limited=lambda: as_json({"message": "Too many calls"}, 429),
)
