"""The documents of the stand-in: drafts, their numbers, their states, lists, and PDFs that are ready later."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

from apps.sandbox.answers import HttpError, Payload, as_json, body_of
from apps.sandbox.providers.accounts import Account
from apps.sandbox.providers.invoicexpress import checking
from apps.sandbox.providers.invoicexpress.arithmetic import sums
from apps.sandbox.providers.invoicexpress.clients import client_for
from apps.sandbox.providers.invoicexpress.settings import document_of_file, new_file
from apps.sandbox.providers.invoicexpress.shapes import TYPES, not_found, refused, shown
from apps.sandbox.providers.service import Call

_COUNTING = {"final", "settled"}
_ROOTS = {f"{root}s": root for root in TYPES}


def create(call: Call, account: str, path: str) -> HttpResponse:
    """Answer POST /{type}s.json: keep a draft. Nothing is kept of a document that is refused."""
    root, body = _root(call, path), body_of(call.request)
    if extra := body.keys() - {root, "invoice", "proprietary_uid"}:
        raise refused(call.account, f"Unknown fields: {', '.join(sorted(extra))}")
    if "uid_taken" in call.faults:
        raise refused(call.account, "Duplicated proprietary_uid", status=409)
    if existing := _with_uid(call.account, body.get("proprietary_uid")):
        if call.account.details["repeat"] == "conflict":
            raise refused(call.account, "Duplicated proprietary_uid", status=409)
        return as_json(shown(call.account, existing, call.faults))
    wanted = body.get(root, body.get("invoice"))
    checking.fields(call.account, wanted)
    made = _draft(call, root, wanted) | {"uid": body.get("proprietary_uid")}
    call.account.documents.append(made)
    return as_json(shown(call.account, made, call.faults), 201)


def create_invoice(call: Call, account: str) -> HttpResponse:
    """Answer POST /invoices.json, whose path is that of the list."""
    return create(call, account, "invoices")


def _draft(call: Call, root: str, wanted: Any) -> Payload:
    account = call.account
    items = checking.items(account, wanted, call.faults)
    sequence = _sequence(account, root, wanted.get("sequence_id"))
    client = dict(client_for(account, wanted["client"]))
    if "consumer" in call.faults:
        client["fiscal_id"] = "999999990"
    net, tax, total = sums([checking.row(item) for item in items], account.details["rounding"])
    if root == "credit_note":
        _check_owner(account, wanted.get("owner_invoice_id"), total)
    account.memory["next_document"] = document_id = account.memory.get("next_document", 5550000) + 1
    return {
        "id": document_id,
        "root": root,
        "type": TYPES[root][0],
        "status": "draft",
        "sequence_id": sequence,
        "sequence_number": "rascunho",
        "inverted_sequence_number": "",
        "atcud": "",
        "date": wanted["date"],
        "due_date": wanted["due_date"],
        "reference": wanted.get("reference", ""),
        "observations": wanted.get("observations", ""),
        "tax_exemption": wanted.get("tax_exemption", ""),
        "owner_invoice_id": wanted.get("owner_invoice_id"),
        "permalink": f"https://www.app.invoicexpress.com/documents/{document_id}",
        "sum": float(net),
        "discount": 0.0,
        "before_taxes": float(net),
        "taxes": float(tax),
        "total": float(total),
        "currency": "Euro",
        "client": client,
        "items": items,
    }


def _check_owner(account: Account, owner_id: Any, total: Decimal) -> None:
    owner = account.document("id", owner_id)
    if owner is None or owner["status"] not in _COUNTING:
        raise refused(account, "Owner invoice is not valid")
    credited = [
        Decimal(str(each["total"]))
        for each in account.documents
        if each["owner_invoice_id"] == owner_id and each["status"] in {*_COUNTING, "draft"}
    ]
    if sum(credited, total) > Decimal(str(owner["total"])):
        raise refused(account, "O valor da nota de crédito é superior ao do documento original")


def _sequence(account: Account, root: str, wanted: Any) -> int:
    """Return the id of the series: one for this kind of document. Raise Refused."""
    rows: list[Payload] = account.details["sequences"]
    of_kind = [row[f"current_{root}_sequence_id"] for row in rows]
    if wanted is None:
        return int(of_kind[0])
    if wanted not in of_kind:
        raise refused(account, "A série não corresponde ao tipo de documento")
    return int(wanted)


def show(call: Call, account: str, path: str, document_id: int) -> HttpResponse:
    """Answer GET /{type}s/{id}.json: 404 for a document of another type."""
    return as_json(shown(call.account, _document(call, path, document_id), call.faults))


def change_state(call: Call, account: str, path: str, document_id: int) -> HttpResponse:
    """Answer PUT /{type}s/{id}/change-state.json."""
    document, body = _document(call, path, document_id), body_of(call.request)
    wanted = body.get(document["root"], body.get("invoice")) or {}
    change = {"finalized": _finalise, "deleted": _delete, "canceled": _cancel}.get(wanted.get("state", ""))
    if change is None:
        raise refused(call.account, "State is not valid")
    change(call, document, str(wanted.get("message", "")))
    if not call.account.details["put_has_body"]:
        return HttpResponse(b"")
    return as_json(shown(call.account, document, call.faults))


def _finalise(call: Call, document: Payload, message: str) -> None:
    """Give the draft the next number of its series, in which dates follow numbers. Raise Refused."""
    account = call.account
    if document["status"] != "draft":
        raise refused(account, "Document is not a draft")
    row = _row_of(account, document)
    validation = row[f"current_{document['root']}_validation_code"]
    if validation == "N/A" or "series_not_registered" in call.faults:
        raise refused(account, "A série não está registada na AT")
    last = account.memory.setdefault("last_dates", {})
    day = checking.day(account, document["date"], "Date")
    if "date_before" in call.faults or last.get(document["sequence_id"], date.min) > day:
        raise refused(account, f"Date cannot be earlier than the last {document['type']} of this sequence")
    last[document["sequence_id"]] = day
    number = account.take_folio(str(document["sequence_id"]))
    document |= {
        "status": "settled" if document["root"] == "invoice_receipt" else "final",
        "sequence_number": f"{number}/{row['serie']}",
        "inverted_sequence_number": f"{row['serie']}/{number}",
        "atcud": f"{validation}-{number}",
        "saft_hash": "AbCd",
    }


def _row_of(account: Account, document: Payload) -> Payload:
    key = f"current_{document['root']}_sequence_id"
    return next(row for row in account.details["sequences"] if row[key] == document["sequence_id"])


def _delete(call: Call, document: Payload, message: str) -> None:
    if document["status"] != "draft":
        raise refused(call.account, "Only drafts can be deleted")
    document |= {"status": "deleted", "uid": None}


def _cancel(call: Call, document: Payload, message: str) -> None:
    if document["status"] not in _COUNTING or not message:
        raise refused(call.account, "Document cannot be canceled")
    document |= {"status": "canceled", "uid": None}


def listed(call: Call, account: str) -> HttpResponse:
    """Answer GET /invoices.json with its filters, newest first. A search finds parts of a reference, too."""
    asked = call.request.GET
    found = [each for each in reversed(call.account.documents) if each["status"] != "deleted" and _matches(each, asked)]
    size = min(int(asked.get("per_page", 10)), int(call.account.details["per_page"]))
    page = int(asked.get("page", 1))
    rows = [shown(call.account, each, call.faults) for each in found[(page - 1) * size : page * size]]
    plain = [body for row in rows for body in row.values()]
    pages = max(1, -(-len(found) // size))
    pagination = {"total_entries": len(found), "current_page": page, "total_pages": pages, "per_page": size}
    return as_json({"invoices": [_as_listed(each) for each in plain], "pagination": pagination})


def _as_listed(body: Payload) -> Payload:
    return {name: value for name, value in body.items() if name != "items"} | {
        "status": "sent" if body["status"] == "final" else body["status"]
    }


def _matches(document: Payload, asked: Any) -> bool:
    text = asked.get("text", "").casefold()
    searched = (document["reference"], document["sequence_number"], document["client"]["name"])
    types, states = asked.getlist("type[]"), asked.getlist("status[]")
    state = "sent" if document["status"] == "final" else document["status"]
    is_in_time = _is_in_time(document["date"], asked.get("date[from]"), asked.get("date[to]"))
    return (
        any(text in each.casefold() for each in searched)
        and document["type"] in (types or [document["type"]])
        and state in (states or [state])
        and is_in_time
    )


def _is_in_time(written: str, first: str | None, last: str | None) -> bool:
    day = _day(written)
    return (not first or day >= _day(first)) and (not last or day <= _day(last))


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  (a day has no time zone)


def related(call: Call, account: str, document_id: int) -> HttpResponse:
    """Answer GET /document/{id}/related_documents.json."""
    found = [each for each in call.account.documents if each["owner_invoice_id"] == document_id]
    return as_json({"documents": [shown(call.account, each, call.faults) for each in found]})


def pdf(call: Call, account: str, document_id: int) -> HttpResponse:
    """Answer GET /api/pdf/{id}.json: 202 until the PDF is made, then its address."""
    document = call.account.document("id", document_id)
    if document is None:
        raise not_found(call.account)
    if document["status"] not in {*_COUNTING, "canceled"}:
        raise refused(call.account, "Document has no PDF", status=406)
    document["pdf_asked"] = document.get("pdf_asked", 0) + 1
    if document["pdf_asked"] <= call.account.details["pdf_polls"]:
        return as_json({}, 202)
    host, token = call.account.details["files_host"], new_file(call.account, document_id)
    return as_json({"output": {"pdfUrl": f"https://{host}/documents/{token}.pdf"}})


def file(call: Call, token: str) -> HttpResponse:
    """Answer with a PDF; its address has no key."""
    document = call.account.document("id", document_of_file(token)) or {}
    text = f"%PDF-1.4\n% {TYPES[document['root']][1]} {document['inverted_sequence_number']}\n%%EOF\n"
    return HttpResponse(text.encode(), content_type="application/pdf")


def set_state(account: Account, reference: str, wanted: str) -> None:
    """Let the document with the id `reference` be in the state `wanted`, as its merchant could."""
    document = account.document("id", int(reference)) if reference.isdecimal() else None
    if document is None:
        raise HttpError(404, "No such document")
    document["status"] = wanted


def _root(call: Call, path: str) -> str:
    if path not in _ROOTS:
        raise not_found(call.account)
    return _ROOTS[path]


def _document(call: Call, path: str, document_id: int) -> Payload:
    found = call.account.document("id", document_id)
    if found is None or found["root"] != _root(call, path) or found["status"] == "deleted":
        raise not_found(call.account)
    return found


def _with_uid(account: Account, uid: Any) -> Payload | None:
    return account.document("uid", uid) if uid else None
