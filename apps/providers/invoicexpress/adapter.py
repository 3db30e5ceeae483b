"""The adapter of InvoiceXpress. Not yet tried against the live service."""

from datetime import date
from typing import ClassVar

from apps.providers.account import Abilities, Account, DocumentType, Entry, FormField, Values
from apps.providers.contract import Unsupported
from apps.providers.document import Document
from apps.providers.http import Answer, Http, NoAnswer
from apps.providers.invoicexpress.answers import object_in
from apps.providers.invoicexpress.client import Client
from apps.providers.invoicexpress.comparison import inner_of_plan
from apps.providers.invoicexpress.credit import plan_credit
from apps.providers.invoicexpress.fields import CHOICES, CREDENTIALS
from apps.providers.invoicexpress.kinds import KINDS
from apps.providers.invoicexpress.mapping import plan_sale
from apps.providers.invoicexpress.settings import series_of, taxes_of, warnings_of
from apps.providers.invoicexpress.submission import SOON, Submission
from apps.providers.outcomes import (
    Ambiguous,
    AuthorityState,
    CallFailed,
    Failed,
    Issued,
    Link,
    Listed,
    NotYet,
    Outcome,
    Pending,
    Unclear,
)
from apps.providers.plan import Nothing, Plan, Refusal

_PDF_SOON = 2.0


class InvoiceXpress:
    """InvoiceXpress: FR, FT, FS and NC, drafted, read back, compared and only then finalised."""

    code: ClassVar[str] = "invoicexpress"
    abilities: ClassVar[Abilities] = Abilities(
        title="InvoiceXpress",
        countries=frozenset({"PT"}),
        currencies=frozenset({"EUR"}),
        documents=tuple(DocumentType(each.code, each.title, each.use) for each in KINDS.values()),
        credits=True,
        partial_credit=True,
        idempotency="search",
        has_test_environment=True,
        gives="pdf",
        lists_documents=True,
        personal_data=("name", "tax_id", "address", "email", "items"),
    )
    credential_fields: ClassVar[tuple[FormField, ...]] = CREDENTIALS
    choice_fields: ClassVar[tuple[FormField, ...]] = CHOICES

    def connect(self, http: Http, credentials: Values) -> Account:
        """Return the account with its series and taxes. InvoiceXpress does not tell whose it is."""
        client = Client(http, credentials)
        series, taxes = series_of(client.rows("sequences")), taxes_of(client.rows("taxes"))
        entries: dict[str, tuple[Entry, ...]] = {"series": series, "taxes": taxes}
        return Account(
            holder=client.account,
            holder_tax_id="",
            environment="test" if client.is_test else "live",
            entries=entries,
            warnings=warnings_of(series),
        )

    def plan(self, document: Document, account: Account, choices: Values) -> Plan | Refusal | Nothing:
        """Return what would be declared for `document`, or why nothing can be."""
        if document.kind == "invoice":
            return plan_sale(document, account, choices)
        if document.credits is None:
            raise Unsupported("A credit note needs the document that it credits.")
        return plan_credit(document, document.credits, account, choices)

    def submit(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Outcome:
        """Declare `plan`: draft it, read the draft back, and finalise it if it is equal to the plan."""
        return Submission(Client(http, credentials), plan, key).run(reference)

    def find(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Issued | Pending | None:
        """Return the document with the plan's reference, a draft as Pending; None after an answer without one."""
        client = Client(http, credentials)
        found = client.with_reference(str(inner_of_plan(plan)["reference"]))
        if found is None:
            return None
        document = client.document(found.id, [found.kind])
        if document is None:
            raise Ambiguous("InvoiceXpress lists the document and does not show it.")
        if document.is_canceled:
            raise Ambiguous(f"The document {document.number} was cancelled at InvoiceXpress.")
        return document.issued() if document.is_final and document.number else Pending(document.id, SOON)

    def state(self, http: Http, credentials: Values, reference: str) -> AuthorityState:
        """Return whether the document counts; InvoiceXpress reports it to the AT by itself and tells no more."""
        document = Client(http, credentials).document(reference, list(KINDS.values()))
        if document is None:
            raise CallFailed("InvoiceXpress has no such document.", Failed("InvoiceXpress has no such document."))
        if document.is_final:
            return AuthorityState("accepted")
        return AuthorityState("rejected" if document.is_canceled else "waiting", document.status)

    def pdf(self, http: Http, credentials: Values, reference: str) -> bytes | Link | NotYet | None:
        """Return the PDF, which InvoiceXpress makes when it is first asked for: NotYet until then."""
        answer = Client(http, credentials).look(f"api/pdf/{reference}.json", {"second_copy": "false"})
        if answer.status == 202:
            return NotYet(_PDF_SOON)
        output = object_in(answer).get("output")
        url = output.get("pdfUrl") if isinstance(output, dict) else None
        if not isinstance(url, str) or not url.startswith("https://"):
            raise CallFailed("The answer names no PDF.", Unclear("The answer names no PDF."))
        return _pdf_at(http, url)

    def listed(self, http: Http, credentials: Values, first: date, last: date) -> list[Listed]:
        """Return the documents that were finalised, with those that were cancelled later."""
        found = Client(http, credentials).issued_between(first, last)
        return [
            Listed(
                reference=each.id,
                number=each.number,
                type=each.kind.code,
                issue_date=each.issue_date,
                gross_total=each.gross_total,
            )
            for each in found
            if each.number and each.issue_date and (each.is_final or each.is_canceled)
        ]


def _pdf_at(http: Http, url: str) -> bytes:
    """Return the PDF at `url`, which is asked for without the key. Raise CallFailed."""
    try:
        answer: Answer = http.call("GET", url, headers={"Accept": "application/pdf"})
    except NoAnswer as error:
        raise CallFailed(str(error), Unclear(str(error))) from None
    if not answer.is_success or not answer.body.startswith(b"%PDF-"):
        raise CallFailed("The address of the PDF holds none.", Unclear("The address of the PDF holds none."))
    return answer.body
