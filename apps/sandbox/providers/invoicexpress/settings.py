"""Accounts of the stand-in: the taxes, the series and the switches that they have, and the calls that show them."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse

from apps.sandbox.answers import HttpError, Payload, as_json
from apps.sandbox.providers import accounts
from apps.sandbox.providers.invoicexpress.shapes import TYPES
from apps.sandbox.providers.service import Call

CODE = "invoicexpress"

_SWITCHES: dict[str, Any] = {
    # How totals are rounded: document or line.
    "rounding": "document",
    # What a repeated uid is answered with: conflict (409) or same (the document that exists).
    "repeat": "conflict",
    # What becomes of a wrong tax number: refuse, or silent (the document is for a consumer).
    "wrong_nif": "refuse",
    # Shape of errors (0 to 4), name of documents in answers (empty: their own), amounts as number or text.
    "errors": 0,
    "root": "",
    "amounts": "number",
    "receiver_in_document": True,
    # Whether a successful PUT has a body.
    "put_has_body": True,
    # How often a PDF is not ready yet, and where it is then.
    "pdf_polls": 1,
    "files_host": "files.app.invoicexpress.com",
    # The most rows of a page.
    "per_page": 30,
}


def new_account(wanted: Payload) -> accounts.Account:
    """Return an account with taxes of the mainland and one series, unless `wanted` says otherwise."""
    key = str(wanted.pop("key"))
    details = {"account": "acme", "taxes": _taxes(), "sequences": [series(47000, "A", first=47736)]} | _SWITCHES
    if unknown := wanted.keys() - details.keys():
        raise HttpError(400, f"An account has no {', '.join(sorted(unknown))}")
    return accounts.Account(key=key, details=details | wanted)


def series(row_id: int, name: str, *, first: int, is_registered: bool = True) -> Payload:
    """Return a row of the series: one id for each kind of document, from `first` on, and the AT's codes."""
    row: Payload = {"id": row_id, "serie": name, "default_sequence": 1}
    for place, root in enumerate(TYPES):
        row[f"current_{root}_sequence_id"] = first + place
        row[f"current_{root}_validation_code"] = f"AT{first + place}" if is_registered else "N/A"
    return row


def _taxes() -> list[Payload]:
    named = [(901, "IVA23", "23.0", 1), (902, "IVA13", "13.0", 0), (903, "IVA6", "6.0", 0), (904, "Isento", "0.0", 0)]
    return [
        {"id": tax_id, "name": name, "value": value, "region": "PT", "default_tax": default}
        for tax_id, name, value, default in named
    ]


def taxes(call: Call, account: str) -> HttpResponse:
    """Answer GET /taxes.json."""
    return as_json({"taxes": call.account.details["taxes"]})


def sequences(call: Call, account: str) -> HttpResponse:
    """Answer GET /sequences.json."""
    return as_json({"sequences": call.account.details["sequences"]})


_files: dict[str, tuple[str, int]] = {}


def new_file(account: accounts.Account, document_id: int) -> str:
    """Return the token of the address at which the PDF of a document is now."""
    token = secrets.token_urlsafe(16)
    _files[token] = (account.key, document_id)
    return token


def document_of_file(token: str) -> int:
    """Return the id of the document whose PDF is at `token`."""
    return _files[token][1]


def key_of(request: HttpRequest) -> str:
    """Return the key of the call: the one in its query, if it is that of the account in the host; of a file its own."""
    host, _slash, rest = request.path.partition(f"/{CODE}/")[2].partition("/")
    if host == "files":
        return _files.get(rest.rpartition("/")[2].removesuffix(".pdf"), ("", 0))[0]
    key = request.GET.get("api_key", "")
    found = accounts.find(CODE, key)
    return key if found and found.details["account"] == host else ""
