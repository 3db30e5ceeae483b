"""The addresses that Jumpseller POSTs to: webhooks, which are only stored, and requests for an invoice."""

import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import HttpHeaders
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.web.body_limits import announced_length
from apps.intake import receive
from apps.intake.invoice_request import PATIENCE, NoInvoice, NotYet, invoice_for

WEBHOOK = "webhooks/jumpseller"
# The names of the headers in WSGI; `request.headers` converts all of a request.
_KEYS = {name: HttpHeaders.to_wsgi_name(name) for name in receive.HEADERS}

log = structlog.get_logger(__name__)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest) -> HttpResponse:
    """Store a webhook. GET and HEAD answer 200: Jumpseller connects to the address before it registers a hook."""
    if request.method != "POST":
        return HttpResponse("Folio takes Jumpseller's webhooks here.\n", content_type="text/plain")
    body = _body(request)
    if body is None:
        return _refusal("The body is larger than 1 MiB.", 413)
    try:
        receive.receive_post(_post(request, body))
    except receive.Unsigned as error:
        log.info("webhook refused", reason=error.code)
        return _refusal(str(error), 401)
    except receive.Unreadable as error:
        log.warning("webhook unreadable", reason=str(error))
        return _refusal(str(error), 400)
    return HttpResponse(status=200)


@csrf_exempt
@require_POST
def invoice_request(request: HttpRequest) -> HttpResponse:
    """Return the order's invoice to a lightweight integration; docs/behaviour.md lists the statuses."""
    body = _body(request)
    if body is None:
        return _refusal("The body is larger than 1 MiB.", 413)
    try:
        answer = invoice_for(_post(request, body))
    except receive.Unsigned as error:
        log.info("request refused", reason=error.code)
        return _refusal(str(error), 401)
    except receive.Unreadable as error:
        return _refusal(str(error), 400)
    except NoInvoice as error:
        return _refusal(str(error), 422)
    except NotYet as error:
        refusal = _refusal(str(error), 503)
        refusal["Retry-After"] = str(PATIENCE)
        return refusal
    return JsonResponse({"url": answer.url, "public_id": answer.public_id, "message": answer.message})


def _post(request: HttpRequest, body: bytes) -> receive.Post:
    headers = {name: request.META[key] for name, key in _KEYS.items() if key in request.META}
    return receive.Post(body=body, headers=headers)


def _body(request: HttpRequest) -> bytes | None:
    """Return the raw bytes, None above the limit: never more is read, nothing where more is announced."""
    if announced_length(request) > receive.BODY_LIMIT:
        return None
    try:
        body = request.read(receive.BODY_LIMIT + 1)
    except (RequestDataTooBig, OSError):
        return None
    return body if len(body) <= receive.BODY_LIMIT else None


def _refusal(message: str, status: int) -> HttpResponse:
    return JsonResponse({"message": message}, status=status)
