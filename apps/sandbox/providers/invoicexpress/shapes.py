"""The shapes of the stand-in's answers: errors in the five that have been seen, documents under either name."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse

from apps.sandbox.answers import Payload, as_json
from apps.sandbox.providers.accounts import Account
from apps.sandbox.providers.service import Refused

TYPES = {
    "invoice_receipt": ("InvoiceReceipt", "FR"),
    "invoice": ("Invoice", "FT"),
    "simplified_invoice": ("SimplifiedInvoice", "FS"),
    "credit_note": ("CreditNote", "NC"),
}
"""The name in lists and the code at the AT, by the name in requests."""

_ERRORS: Sequence[Callable[[Sequence[str]], Any]] = (
    lambda texts: [{"error": text} for text in texts],
    lambda texts: {"error": texts[0]},
    lambda texts: {"base": list(texts)},
    lambda texts: list(texts),
    lambda texts: {"code": "invalid", "message": texts[0]},
)


def refused(account: Account, *texts: str, status: int = 422) -> Refused:
    """Return the error with `texts`, in the shape that the account's `errors` names (0 to 4)."""
    shape = _ERRORS[int(account.details["errors"])]
    return Refused(as_json({"errors": shape(texts)}, status))


def unauthorised() -> HttpResponse:
    """Return the answer to a wrong key."""
    return as_json({"errors": [{"error": "API key is not valid"}]}, 401)


def limited() -> HttpResponse:
    """Return the answer to too many calls."""
    answer = as_json({"errors": [{"error": "Too many requests"}]}, 429)
    answer["Retry-After"] = "7"
    return answer


def not_found(account: Account) -> Refused:
    """Return the answer for what the account does not have."""
    return refused(account, "Not found", status=404)


def shown(account: Account, document: Payload, struck: frozenset[str]) -> Payload:
    """Return `document` as the API shows it, under its own name, or under `invoice` where the account says so."""
    hidden = {"root", "uid", "pdf_asked", "sequence_id"}
    body = {name: value for name, value in document.items() if name not in hidden}
    if "wrong_total" in struck:
        body["total"] = float(body["total"]) + 0.01
    if account.details["amounts"] == "text":
        body |= {name: f"{body[name]:.2f}" for name in ("sum", "before_taxes", "taxes", "total")}
    if account.details["receiver_in_document"] is False:
        body["client"] = {name: body["client"][name] for name in ("id", "name")}
    return {account.details["root"] or document["root"]: body}
