"""The adapter of a merchant's own endpoint: the platform's lightweight contract, turned round."""

from datetime import date
from typing import ClassVar
from urllib.parse import urlsplit

from apps.countries.base import translatable as _
from apps.providers.account import Abilities, Account, DocumentType, FormField, Option, Values
from apps.providers.contract import Unsupported
from apps.providers.document import Document
from apps.providers.endpoint import mapping
from apps.providers.endpoint.client import Endpoint, json_object, outcome_of_silence, text_of, without_document
from apps.providers.http import Http, NoAnswer
from apps.providers.outcomes import (
    Ambiguous,
    AuthorityState,
    Blocked,
    CallFailed,
    Failed,
    Issued,
    Link,
    Listed,
    NotYet,
    Outcome,
    Pending,
)
from apps.providers.plan import Plan, Refusal
from apps.providers.problems import Problem

_YES_OR_NO = (Option(value=mapping.NO, label=_("No")), Option(value=mapping.YES, label=_("Yes")))
_LONGEST_NAME, _LONGEST_TAX_ID = 200, 40


class MerchantEndpoint:
    """A service of the merchant's that answers as one for the platform's button “Create Invoice” does."""

    code: ClassVar[str] = "endpoint"
    abilities: ClassVar[Abilities] = Abilities(
        title=_("Your own endpoint"),
        countries=frozenset(),
        currencies=frozenset(),
        documents=(
            DocumentType("invoice", _("Invoice")),
            DocumentType("credit_note", _("Credit note"), use="credit_note"),
        ),
        credits=True,
        partial_credit=False,
        idempotency="none",
        gives="link",
        is_confirmed=False,
        personal_data=("name", "tax_id", "address", "email", "items"),
    )
    credential_fields: ClassVar[tuple[FormField, ...]] = (
        FormField(
            name="address",
            label=_("Address"),
            help=_("It begins with https and names a public host. Put no password into it."),
            longest=500,
        ),
        FormField(
            name="store_code",
            label=_("Store code"),
            help=_("The name by which the endpoint knows your store. It goes with each request."),
            longest=80,
        ),
        FormField(
            name="secret",
            label=_("Secret"),
            help=_("Each request is signed with it. Take at least 32 random characters that you use nowhere else."),
            is_secret=True,
        ),
    )
    choice_fields: ClassVar[tuple[FormField, ...]] = (
        FormField(
            name="credit_notes",
            label=_("Does the endpoint make credit notes for cancelled orders?"),
            help=_("If it does not, Folio asks you to make them there."),
            default=mapping.NO,
            options=_YES_OR_NO,
        ),
        FormField(
            name="idempotency",
            label=_("Does the endpoint make one document only for requests with the same Idempotency-Key?"),
            help=_("If it does, Folio repeats a request without an answer. If not, it asks you what became of it."),
            default=mapping.NO,
            options=_YES_OR_NO,
        ),
    )

    def connect(self, http: Http, credentials: Values) -> Account:
        """Return the account of the address, which answers a signed GET. What it answers beyond that is optional.

        Raise CallFailed where nothing answers, the address is refused or redirects, or the signature is not accepted.
        """
        try:
            answer = Endpoint(http, credentials).look()
        except NoAnswer as error:
            raise CallFailed(str(error), outcome_of_silence(error)) from None
        stopped = without_document(answer)
        if 300 <= answer.status < 400:
            stopped = Blocked(Problem("endpoint_redirects"))
        elif answer.status >= 500 and answer.status != 501:
            raise CallFailed("The endpoint answers with an error.", Failed(f"HTTP {answer.status}"))
        if stopped:
            raise CallFailed("The endpoint cannot be used.", stopped)
        said = json_object(answer) if answer.is_success else {}
        return Account(
            holder=text_of(said.get("name"), _LONGEST_NAME) or urlsplit(credentials["address"]).hostname or "",
            holder_tax_id=text_of(said.get("tax_id"), _LONGEST_TAX_ID),
            environment="live",
        )

    def plan(self, document: Document, account: Account, choices: Values) -> Plan | Refusal:
        """Return the order that is sent for `document`, or why none can be."""
        return mapping.plan(document, choices)

    def submit(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Outcome:
        """Send the order of `plan`. An endpoint that honours `key` answers a repeat with the same document."""
        return Endpoint(http, credentials).post(plan.body, key)

    def find(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Issued | Pending | None:
        """Raise Ambiguous: the contract has no search. A repeat is recognised by its key, or a person looks."""
        raise Ambiguous("An endpoint cannot be searched.")

    def state(self, http: Http, credentials: Values, reference: str) -> AuthorityState:
        """Raise Unsupported: the contract tells nothing of an authority."""
        raise Unsupported("An endpoint tells no state at an authority.")

    def pdf(self, http: Http, credentials: Values, reference: str) -> bytes | Link | NotYet | None:
        """Return None: the document is seen at the address of its answer, the link `page`."""
        return None

    def listed(self, http: Http, credentials: Values, first: date, last: date) -> list[Listed]:
        """Raise Unsupported: the contract has no list."""
        raise Unsupported("An endpoint lists no documents.")
