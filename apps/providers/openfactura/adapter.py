"""OpenFactura by Haulmer: boletas, facturas and notas de crédito for Chile, with a folio at once."""

from base64 import b64decode
from binascii import Error as NotBase64
from datetime import date
from typing import Any, ClassVar

from apps.countries.base import translatable as _
from apps.providers.account import Abilities, Account, DocumentType, Environment, FormField, Option, Values
from apps.providers.document import Document
from apps.providers.http import Answer, Http
from apps.providers.openfactura.account import account_of, folios_of
from apps.providers.openfactura.client import REPEATED, Client, complaint_of, fault_of, json_of
from apps.providers.openfactura.documents import Found, found_in, issued, likeness, receiver_of
from apps.providers.openfactura.mapping import ACTIVITY, BRANCH, plan_of
from apps.providers.outcomes import (
    Ambiguous,
    AuthorityState,
    CallFailed,
    Failed,
    Issued,
    Limited,
    Link,
    Listed,
    NotYet,
    Outcome,
    Pending,
    State,
    Unclear,
)
from apps.providers.plan import Nothing, Plan, Refusal
from apps.providers.sii.choices import FIELDS
from apps.providers.sii.selection import ANYBODY, FOREIGNER

_STATES: dict[str, State] = {
    "aceptado": "accepted",
    "aceptado con reparo": "accepted_with_remarks",
    "aceptado con reparos": "accepted_with_remarks",
    "rechazado": "rejected",
}
_ASK_AGAIN = 10.0
_MOST_PAGES, _MOST_READ = 100, 20
_GENERIC = frozenset({ANYBODY, FOREIGNER})


class OpenFactura:
    """The adapter. A document's reference is its token, its number the folio behind the type: 39-123."""

    code: ClassVar[str] = "openfactura"
    abilities: ClassVar[Abilities] = Abilities(
        title="OpenFactura (Haulmer)",
        countries=frozenset({"CL"}),
        currencies=frozenset({"CLP"}),
        documents=(
            DocumentType("39", "Boleta electrónica"),
            DocumentType("41", "Boleta exenta electrónica"),
            DocumentType("33", "Factura electrónica"),
            DocumentType("34", "Factura no afecta o exenta electrónica"),
            DocumentType("61", "Nota de crédito electrónica", use="credit_note"),
        ),
        credits=True,
        partial_credit=True,
        idempotency="key",
        key_hours=24,
        most_lines=60,
        has_test_environment=True,
        has_authority_state=True,
        gives="pdf",
        lists_documents=True,
        personal_data=("name", "tax_id", "activity", "address", "items", "payment_method"),
    )
    credential_fields: ClassVar[tuple[FormField, ...]] = (
        FormField(
            name="environment",
            label=_("Environment"),
            default="live",
            options=(
                Option(value="live", label=_("Live: documents for the SII")),
                Option(value="test", label=_("Development: no document is valid")),
            ),
        ),
        FormField(
            name="key",
            label=_("API key"),
            help=_("In OpenFactura: Configuración, API, “Generar API Key”. Only the holder of the account sees it."),
            is_secret=True,
        ),
    )
    choice_fields: ClassVar[tuple[FormField, ...]] = (
        *FIELDS,
        FormField(name=ACTIVITY, label=_("Economic activity"), is_required=False, from_account="activities"),
        FormField(name=BRANCH, label=_("Branch"), is_required=False, from_account="branches"),
    )

    def connect(self, http: Http, credentials: Values) -> Account:
        """Return the company of the key, its activities, branches and folios."""
        client = Client(http, credentials)
        company = client.look("GET", "/organization") or {}
        try:
            folios = folios_of(client.look("GET", "/organization/document"))
        except CallFailed:
            # What it tells is not reliable, either: documents do not depend on it.
            folios = None
        environment: Environment = "test" if credentials.get("environment") == "test" else "live"
        return account_of(company, folios, environment)

    def plan(self, document: Document, account: Account, choices: Values) -> Plan | Refusal | Nothing:
        """Return the DTE of `document`, or why there is none."""
        return plan_of(document, account, choices)

    def submit(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Outcome:
        """Issue the document. A repeated `key` brings the token of the first one, and never a second document."""
        client = Client(http, credentials)
        if reference:
            return _read(client, plan, reference)
        answer = client.call("POST", "/document", plan.body, {"Idempotency-Key": key})
        if not isinstance(answer, Answer):
            return answer
        said = json_of(answer) if answer.is_success else None
        if isinstance(said, dict) and said.get("TOKEN"):
            return _read(client, plan, str(said["TOKEN"]), said.get("FOLIO"))
        complaint = complaint_of(answer)
        if complaint.code != REPEATED:
            return fault_of(answer, plan.type)
        if complaint.token:
            return _read(client, plan, complaint.token)
        return Unclear("The key was used before, and the answer names no document.")

    def find(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Issued | Pending | None:
        """Return the document of `plan` among those issued; its references and lines tell it from others."""
        client = Client(http, credentials)
        if reference:
            return _read(client, plan, reference)
        filters = _on(plan.issue_date, plan.issue_date) | {"TipoDTE": {"eq": int(plan.type)}}
        filters["RUTRecep"] = {"eq": int(receiver_of(plan).partition("-")[0])}
        candidates = [each for each in _listed(client, filters) if each.may_be(plan)]
        if len(candidates) > _MOST_READ:
            raise Ambiguous(f"{len(candidates)} documents of that day have this total.")
        return _chosen(client, plan, candidates)

    def state(self, http: Http, credentials: Values, reference: str) -> AuthorityState:
        """Return the state at the SII; a word that is not known counts as waiting."""
        words = str(Client(http, credentials).document(reference, "status").get("estado", ""))
        return AuthorityState(_STATES.get(" ".join(words.casefold().split()), "waiting"), words)

    def pdf(self, http: Http, credentials: Values, reference: str) -> bytes | Link | NotYet | None:
        """Return the PDF. OpenFactura has no public page of a document."""
        text = Client(http, credentials).document(reference, "pdf").get("pdf")
        try:
            content = b64decode(str(text or ""), validate=True)
        except (NotBase64, ValueError):
            content = b""
        if not text:
            return NotYet(_ASK_AGAIN)
        if not content.startswith(b"%PDF"):
            raise CallFailed("OpenFactura sent no PDF.", Failed("no PDF"))
        return content

    def listed(self, http: Http, credentials: Values, first: date, last: date) -> list[Listed]:
        """Return the documents issued from `first` to `last`."""
        found = _listed(Client(http, credentials), _on(first, last))
        rows = [each.listed() for each in found if each.issue_date and first <= each.issue_date <= last]
        return [row for row in rows if row]


def _read(client: Client, plan: Plan, token: str, folio: Any = None) -> Issued | Pending:
    """Return the document as it is kept: what the answer to its issue does not state is read back.

    It exists in any case. Without a folio and without an answer it is asked for again.
    """
    try:
        kept = client.document(token, "json")
    except CallFailed as error:
        if folio:
            return issued(plan, token, folio, None)
        return Pending(token, error.outcome.retry_after if isinstance(error.outcome, Limited) else _ASK_AGAIN)
    dte = kept.get("json") if isinstance(kept.get("json"), dict) else None
    number = folio or kept.get("folio") or ((dte or {}).get("Encabezado", {}).get("IdDoc", {}).get("Folio"))
    return issued(plan, token, number, dte) if number else Pending(token, _ASK_AGAIN)


def _on(first: date, last: date) -> dict[str, Any]:
    return {"FchEmis": {"gte": first.isoformat(), "lte": last.isoformat()}}


def _listed(client: Client, filters: dict[str, Any]) -> list[Found]:
    """Return all pages of the list. Filters that OpenFactura does not know are ignored there: compare what comes."""
    found: list[Found] = []
    for page in range(1, _MOST_PAGES + 1):
        answer = client.look("POST", "/document/issued", filters | {"Page": page})
        if answer is None:
            return found
        rows = answer.get("data")
        if not isinstance(rows, list):
            raise CallFailed("OpenFactura sent no list.", Unclear("no list"))
        found += found_in(rows)
        if page >= int(answer.get("last_page") or 1):
            return found
    raise CallFailed("OpenFactura's list has no end.", Unclear("too many pages"))


def _chosen(client: Client, plan: Plan, candidates: list[Found]) -> Issued | None:
    """Return the one of `candidates` that is the document of `plan`. Raise Ambiguous where they cannot be told apart.

    One candidate with a receiver of their own is it, unless it is told to be of another order.
    """
    judged = [(each, *_judged(client, plan, each)) for each in candidates]
    same = [each for each in judged if each[1] == "same"]
    unknown = [each for each in judged if each[1] == "unknown"]
    if len(same) == 1:
        found, _likeness, dte = same[0]
    elif not same and len(unknown) == 1 and receiver_of(plan) not in _GENERIC:
        found, _likeness, dte = unknown[0]
    elif same or unknown:
        raise Ambiguous(f"{len(same) + len(unknown)} documents of that day may be it: same kind, receiver and total.")
    else:
        return None
    return issued(plan, found.token, found.folio, dte)


def _judged(client: Client, plan: Plan, found: Found) -> tuple[str, dict[str, Any] | None]:
    """Return the likeness of the document to `plan`, with the document as it is kept. Raise CallFailed."""
    kept = client.document(found.token, "json").get("json") if found.token else None
    return (likeness(kept, plan), kept) if isinstance(kept, dict) else ("unknown", None)
