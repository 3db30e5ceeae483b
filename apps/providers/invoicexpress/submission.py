"""The steps of declaring a plan: search, draft, read back, compare, finalise, read. Each can be repeated.

A draft can be deleted, a finalised document cannot: nothing is finalised that was not read back and found equal to the
plan. Once a draft exists, a step that fails leaves it there and names it in a Pending outcome.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.core.http.exact_json import NotJson
from apps.providers.http import Answer, NoAnswer
from apps.providers.invoicexpress.answers import Seen, document_in, problem_of, receiver_in, refusal
from apps.providers.invoicexpress.client import Client
from apps.providers.invoicexpress.comparison import differences, inner_of_plan
from apps.providers.invoicexpress.kinds import KINDS
from apps.providers.outcomes import (
    Ambiguous,
    CallFailed,
    Failed,
    Limited,
    Outcome,
    Pending,
    Refused,
    Unauthorised,
    Unclear,
)
from apps.providers.plan import Plan
from apps.providers.problems import Problem

SOON = 5.0
_CUSTOMER_FIELDS = ("name", "email", "fiscal_id", "address", "postal_code", "city", "country")


@dataclass(frozen=True, slots=True)
class Submission:
    """One plan that is declared for `key`."""

    client: Client
    plan: Plan
    key: str

    def run(self, reference: str) -> Outcome:
        """Declare the plan; `reference` is the id of a draft that an earlier try has made, or empty."""
        try:
            found = self._draft(reference) if reference else None
            found = found or self.client.with_reference(self._reference)
        except Ambiguous as error:
            return Unclear(str(error))
        except CallFailed as error:
            return _before_anything(error)
        return self._settled(found) if found else self._created()

    @property
    def _reference(self) -> str:
        return str(inner_of_plan(self.plan)["reference"])

    def _draft(self, reference: str) -> Seen | None:
        """Return the document that an earlier try has made, None if it is there no more."""
        found = self.client.document(reference, [KINDS[self.plan.type]])
        return None if found is None or found.status == "deleted" else found

    def _created(self) -> Outcome:
        """Create the draft, and go on with it."""
        try:
            body = self._body()
        except CallFailed as error:
            return _before_anything(error)
        if not isinstance(body, Mapping):
            return body
        try:
            answer = self.client.call("POST", f"{KINDS[self.plan.type].path}.json", body)
        except NoAnswer as error:
            return Unclear(str(error)) if error.was_sent else Failed(str(error))
        if answer.status == 409:
            return self._taken()
        if not answer.is_success:
            return refusal(answer)
        draft = _document_of(answer)
        return self._settled(draft) if draft else Unclear("InvoiceXpress did not tell which document it made.")

    def _taken(self) -> Outcome:
        """Go on with the document that InvoiceXpress already has for the key."""
        try:
            found = self.client.with_reference(self._reference)
        except (Ambiguous, CallFailed) as error:
            return Unclear(str(error))
        return self._settled(found) if found else Refused((Problem("provider_key_taken"),))

    def _body(self) -> Mapping[str, Any] | Outcome:
        """Return what is sent, with the client as the account knows them. Raise CallFailed."""
        root, inner = KINDS[self.plan.type].root, inner_of_plan(self.plan)
        if self.plan.type != "NC":
            refused = self._update_customer(inner["client"])
            return refused or {"proprietary_uid": self.key, root: inner}
        sales = [kind for kind in KINDS.values() if kind.use == "sale"]
        original = self.client.document(str(inner["owner_invoice_id"]), sales)
        if original is None or not original.is_final:
            return Refused((Problem("provider_original_unknown", {"number": original.number if original else "?"}),))
        if original.client_id is not None:
            inner = {**inner, "client": {"id": original.client_id, "name": inner["client"]["name"]}}
        return {"proprietary_uid": self.key, root: inner}

    def _update_customer(self, wanted: Mapping[str, Any]) -> Outcome | None:
        """Change what the account holds of the client, where it is something else: a document would not change it."""
        held = self.client.customer(wanted["code"])
        if held is None or all(str(held.get(name) or "") == wanted.get(name, "") for name in _CUSTOMER_FIELDS):
            return None
        data = {"client": {name: wanted.get(name, "") for name in ("name", "code", *_CUSTOMER_FIELDS[1:])}}
        try:
            answer = self.client.call("PUT", f"clients/{held['id']}.json", data)
        except NoAnswer as error:
            return Failed(str(error))
        if answer.is_success:
            return None
        outcome = refusal(answer)
        return Failed(outcome.why) if isinstance(outcome, Unclear) else outcome

    def _settled(self, found: Seen) -> Outcome:
        """Return what becomes of the document that exists: a draft is compared and finalised."""
        try:
            return self._finished(found)
        except NoAnswer:
            return Pending(found.id, SOON)
        except CallFailed as error:
            return _with_draft(found, error.outcome)

    def _finished(self, found: Seen) -> Outcome:
        """Finalise the draft `found` if it is equal to the plan, and return it. Raise NoAnswer, CallFailed."""
        document = self.client.document(found.id, [found.kind])
        if document is None:
            return Unclear("InvoiceXpress does not show the document that it has made.")
        if document.is_canceled:
            return Refused((Problem("provider_canceled_there", {"number": document.number}),))
        if not document.is_draft:
            return _issued(document)
        if found_wrong := differences(self.plan, document, self._receiver(document)):
            return self._deleted(document, Refused(tuple(found_wrong)))
        answer = self.client.change_state(document, "finalized")
        if answer.status in {400, 422}:
            return self._not_finalised(document, answer)
        if not answer.is_success:
            return _with_draft(document, refusal(answer))
        finalised = self.client.document(document.id, [document.kind])
        return _issued(finalised) if finalised else Pending(document.id, SOON)

    def _receiver(self, document: Seen) -> str:
        """Return the tax number of the document's client. Raise CallFailed."""
        if document.receiver is not None:
            return document.receiver
        code = document.client_code or str(inner_of_plan(self.plan)["client"].get("code", ""))
        held = self.client.customer(code) if code else None
        return receiver_in(held) if held else ""

    def _not_finalised(self, document: Seen, answer: Answer) -> Outcome:
        """Delete the draft that InvoiceXpress does not finalise. One that was finalised meanwhile is issued."""
        now = self.client.document(document.id, [document.kind])
        if now and not now.is_draft:
            return _issued(now)
        return self._deleted(document, Refused((problem_of(answer),)))

    def _deleted(self, draft: Seen, outcome: Refused) -> Outcome:
        """Return `outcome` once the draft is gone; until then the next try deletes it. Raise NoAnswer."""
        answer = self.client.change_state(draft, "deleted")
        if answer.is_success or answer.status == 404:
            return outcome
        return _with_draft(draft, refusal(answer))


def _document_of(answer: Answer) -> Seen | None:
    try:
        found = answer.json()
    except NotJson:
        return None
    return document_in(found) if isinstance(found, Mapping) else None


def _issued(document: Seen) -> Outcome:
    """Return the document with its number, Pending as long as it has none."""
    return document.issued() if document.is_final and document.number else Pending(document.id, SOON)


def _before_anything(error: CallFailed) -> Outcome:
    """Return the outcome of a look that failed before anything was sent."""
    return Failed(error.outcome.why) if isinstance(error.outcome, Unclear) else error.outcome


def _with_draft(draft: Seen, outcome: Outcome) -> Outcome:
    """Return the outcome of a step that failed while `draft` exists."""
    if isinstance(outcome, Unauthorised):
        return outcome
    return Pending(draft.id, outcome.retry_after if isinstance(outcome, Limited) else SOON)
