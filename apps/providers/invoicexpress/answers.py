"""Reading of InvoiceXpress's answers: errors in five shapes, documents in two, amounts as texts or numbers. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from apps.core.http.exact_json import NotJson
from apps.core.money import quantize
from apps.providers.http import Answer
from apps.providers.invoicexpress.kinds import KINDS, Kind, kind_named
from apps.providers.invoicexpress.texts import bare_nif, normal_number
from apps.providers.outcomes import (
    Blocked,
    CallFailed,
    Failed,
    Issued,
    Limited,
    Outcome,
    Refused,
    Unauthorised,
    Unclear,
)
from apps.providers.problems import Problem

_MINUTE = 60.0
_LONGEST_WORDS = 500
_CONSUMER_NUMBERS = {"999999990", ""}
_FINAL = {"final", "settled", "sent", "second_copy"}

# What the words of a refusal are about; the first that occurs counts.
_MEANINGS = (
    (r"earlier than the last|anterior (à|a) (data d)?[oa] últim", "provider_date_before_series"),
    (r"série não (está|foi|se encontra) (registada|comunicada)|not registered", "provider_series_refused"),
    (r"série não corresponde|sequence .*(not|wrong).* type", "provider_series_refused"),
    (r"razão de isenção|exemption", "provider_exemption_refused"),
    (r"fiscal não é válido|fiscal is (not valid|invalid)|contribuinte", "provider_buyer_tax_id_refused"),
    (r"country .*not found|país", "provider_country_refused"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A document as InvoiceXpress shows it. `receiver` is None where the answer does not tell."""

    id: str
    kind: Kind
    status: str
    reference: str
    number: str
    issue_date: date | None
    gross_total: Decimal | None
    net_total: Decimal | None
    tax_total: Decimal | None
    client_id: int | None
    client_code: str
    receiver: str | None
    items: tuple[Mapping[str, Any], ...]
    exemption: str
    atcud: str
    page: str

    @property
    def is_draft(self) -> bool:
        """Whether the document can still be deleted."""
        return self.status == "draft"

    @property
    def is_final(self) -> bool:
        """Whether the document is issued and counts."""
        return self.status in _FINAL

    @property
    def is_canceled(self) -> bool:
        """Whether the document was issued and cancelled."""
        return self.status == "canceled"

    def issued(self) -> Issued:
        """Return the document as the ledger takes it."""
        return Issued(
            reference=self.id,
            number=self.number,
            issue_date=self.issue_date,
            type=self.kind.code,
            gross_total=self.gross_total,
            net_total=self.net_total,
            tax_total=self.tax_total,
            receiver=None if self.receiver is None else normal_number(self.receiver),
            fiscal_id=self.atcud,
            links={"page": self.page} if self.page else {},
        )


def object_in(answer: Answer) -> Mapping[str, Any]:
    """Return the JSON object of a successful `answer`. Raise CallFailed where it is none."""
    if not answer.is_success:
        raise CallFailed(f"InvoiceXpress answered {answer.status}.", failure(answer))
    try:
        found = answer.json()
    except NotJson:
        found = None
    if not isinstance(found, Mapping):
        raise CallFailed("InvoiceXpress's answer is no JSON object.", Unclear("The answer is no JSON object."))
    return found


def failure(answer: Answer) -> Unclear | Failed | Limited | Unauthorised | Blocked:
    """Return what an answer without success means for a call that asks."""
    if answer.status in {401, 403}:
        return Unauthorised()
    if answer.status == 402:
        return Blocked(Problem("provider_account_blocked", said=words_of(answer)))
    if answer.status == 429:
        return Limited(answer.retry_after(_MINUTE))
    return Unclear(f"InvoiceXpress answered {answer.status}.")


def refusal(answer: Answer) -> Outcome:
    """Return what an answer without success means for a call that writes."""
    if answer.status in {400, 404, 406, 422}:
        return Refused((problem_of(answer),))
    return failure(answer)


def problem_of(answer: Answer) -> Problem:
    """Return the problem that the words of a refusal state, with these words."""
    said = words_of(answer)
    for pattern, code in _MEANINGS:
        if re.search(pattern, said, re.IGNORECASE):
            return Problem(code, said=said)
    return Problem("provider_refused", said=said)


def words_of(answer: Answer) -> str:
    """Return the words of an error, whichever of its shapes it has; empty where it is none of them."""
    try:
        found = answer.json()
    except NotJson:
        return ""
    errors = found.get("errors", found.get("error", "")) if isinstance(found, Mapping) else found
    return " ".join(dict.fromkeys(_texts(errors)))[:_LONGEST_WORDS]


def _texts(errors: Any) -> Iterator[str]:
    """Yield the texts in `errors`; the name of a field stands before its text."""
    if isinstance(errors, str):
        yield " ".join(errors.split())
    elif isinstance(errors, list):
        for each in errors:
            yield from _texts(each)
    elif isinstance(errors, Mapping):
        for name, each in errors.items():
            if name != "code":
                named = name not in {"error", "message", "errors"}
                yield from (f"{name}: {text}" if named else text for text in _texts(each))


def document_in(found: Mapping[str, Any]) -> Seen | None:
    """Return the document in an answer, under its own name or under `invoice`; None if there is none."""
    for name, body in found.items():
        kind = kind_named(name)
        if kind and isinstance(body, Mapping):
            return seen(body, kind)
    return None


def listed_in(found: Mapping[str, Any]) -> list[Seen]:
    """Return the documents of a list. Raise CallFailed where the answer holds no list."""
    lists = [each for name, each in found.items() if name in _LISTS and isinstance(each, list)]
    if not lists:
        raise CallFailed("InvoiceXpress's answer holds no list.", Unclear("The answer holds no list of documents."))
    rows = [row for each in lists for row in each]
    read = [_row(row) if isinstance(row, Mapping) else None for row in rows]
    if None in read:
        raise CallFailed("InvoiceXpress's list is not readable.", Unclear("A row of the list is not readable."))
    return [each for each in read if each]


def _row(row: Mapping[str, Any]) -> Seen | None:
    """Return a row of a list, which may stand under the name of its kind. A kind that Folio does not issue stays."""
    wrapped = document_in(row)
    if wrapped:
        return wrapped
    kind = kind_named(str(row.get("type", "")))
    return seen(row, kind or KINDS["FT"]) if "id" in row and "status" in row else None


_LISTS = {"invoices", "documents", *(kind.path for kind in KINDS.values())}


def seen(body: Mapping[str, Any], kind: Kind) -> Seen | None:
    """Return the document `body`, of the kind that it states, else of `kind`; None if it has no id."""
    if not str(body.get("id") or "").isdecimal():
        return None
    stated, listed = body.get("client"), body.get("items")
    client: Mapping[str, Any] = stated if isinstance(stated, Mapping) else {}
    items = listed if isinstance(listed, list) else []
    kind = kind_named(str(body.get("type", ""))) or kind
    return Seen(
        id=str(body["id"]),
        kind=kind,
        status=str(body.get("status", "")),
        reference=str(body.get("reference") or ""),
        number=_number(body, kind),
        issue_date=_date(body.get("date")),
        gross_total=_money(body.get("total")),
        net_total=_money(body.get("before_taxes")),
        tax_total=_money(body.get("taxes")),
        client_id=int(client["id"]) if str(client.get("id")).isdecimal() else None,
        client_code=str(client.get("code") or ""),
        receiver=receiver_in(client) if "fiscal_id" in client else None,
        items=tuple(each for each in items if isinstance(each, Mapping)),
        exemption=str(body.get("tax_exemption") or ""),
        atcud=str(body.get("atcud") or ""),
        page=str(body.get("permalink") or ""),
    )


def receiver_in(client: Mapping[str, Any]) -> str:
    """Return the tax number of `client`, empty for a consumer without one."""
    number = bare_nif(str(client.get("fiscal_id") or ""))
    return "" if number in _CONSUMER_NUMBERS else number


def amount(value: Any) -> Decimal | None:
    """Return an amount that is a number or its text, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _money(value: Any) -> Decimal | None:
    """Return an amount in cents, one with more decimals as it is."""
    found = amount(value)
    if found is None or found != quantize(found, "EUR"):
        return found
    return quantize(found, "EUR")


def _number(body: Mapping[str, Any], kind: Kind) -> str:
    """Return the printed number, series first (FR A/12); empty for a draft."""
    inverted = str(body.get("inverted_sequence_number") or "")
    if not inverted:
        number, slash, series = str(body.get("sequence_number") or "").partition("/")
        inverted = f"{series}/{number}" if slash and number.isdecimal() else ""
    return f"{kind.code} {inverted}" if "/" in inverted else ""


def _date(value: Any) -> date | None:
    try:
        return datetime.strptime(str(value), "%d/%m/%Y").date()  # noqa: DTZ007  (a day has no time zone)
    except ValueError:
        return None
