"""Declare orders at a provider's test host and compare each answer with what the adapter expects.

The account gets documents that the provider keeps. Nothing but the orders is sent, and no credential leaves the calls.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

from apps.core.errors import FolioError
from apps.providers.account import Account, Values
from apps.providers.contract import Provider
from apps.providers.document import Document
from apps.providers.http import Http
from apps.providers.live_check.documents import Order, credit_note
from apps.providers.outcomes import (
    Ambiguous,
    CallFailed,
    Issued,
    Limited,
    Link,
    NotYet,
    Outcome,
    Pending,
    Refused,
    Unauthorised,
)
from apps.providers.plan import Nothing, Plan, Refusal
from apps.providers.problems import TEMPLATES, Problem

_MOST_POLLS = 20


class NotATestAccount(FolioError):
    """The account is a live one: what is declared there counts, and nobody said that it may."""

    code = "not_a_test_account"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: the order and the step, what was expected, what came.

    `is_right` is None where Folio refused the order before anything was sent, which says nothing about the service.
    """

    order: str
    step: str
    expected: str
    came: str
    is_right: bool | None


@dataclass(slots=True)
class LiveCheck:
    """The check of one account. `http_of` makes the HTTP of a step; `keep_pdf` gets each PDF under a name.

    `sleep` waits for some seconds between two looks at an answer that is not ready.
    """

    provider: Provider
    credentials: Values
    choices: Values
    http_of: Callable[[str], Http]
    keep_pdf: Callable[[str, bytes], None]
    sleep: Callable[[float], None]
    may_be_live: bool = False
    _issued: list[tuple[Document, Issued]] = field(default_factory=list)

    def rows(self, orders: list[Order]) -> Iterator[Row]:
        """Yield each comparison when it is made. Raise CallFailed where the account cannot be opened."""
        account = self.provider.connect(self.http_of("connect"), self.credentials)
        if account.environment == "live" and not self.may_be_live:
            raise NotATestAccount("This account is a live one. Say --live if documents may be made in it.")
        yield Row("", "connect", "an account", f"{account.holder} ({account.environment})", is_right=True)
        for warning in account.warnings:
            is_usual = account.environment == "test" and warning.code == "provider_environment"
            yield Row("", "connect", "no warning", words(warning), is_right=is_usual)
        yield from self._wrong_credentials()
        for number, order in enumerate(orders):
            yield from self._order(account, order, is_all=number % 2 == 0)
        yield from self._listed()

    def _wrong_credentials(self) -> Iterator[Row]:
        """Yield what the provider answers to a secret with another last character."""
        secrets = {each.name for each in self.provider.credential_fields if each.is_secret}
        wrong = {name: _altered(value) if name in secrets else value for name, value in self.credentials.items()}
        try:
            self.provider.connect(self.http_of("connect with a wrong key"), wrong)
        except CallFailed as error:
            came, is_right = str(error.outcome), error.outcome == Unauthorised()
        else:
            came, is_right = "an account", False
        yield Row("", "connect with a wrong key", str(Unauthorised()), came, is_right=is_right)

    def _order(self, account: Account, order: Order, *, is_all: bool) -> Iterator[Row]:
        plan, row = self._planned(account, order.name, order.document)
        yield row
        if plan is None:
            return
        issued = yield from self._declared(order.name, order.document, plan)
        if issued is None or not self.provider.abilities.credits:
            return
        is_all = is_all or not self.provider.abilities.partial_credit
        note = credit_note(order.document, plan, issued, is_all=is_all)
        name = f"{order.name}, {'' if is_all else 'partial '}credit note"
        credit, row = self._planned(account, name, note)
        yield row
        if credit:
            yield from self._declared(name, note, credit)

    def _planned(self, account: Account, name: str, document: Document) -> tuple[Plan | None, Row]:
        found = self.provider.plan(document, account, self.choices)
        charged = f"{document.totals.gross_total:f} {document.currency}"
        if isinstance(found, Plan):
            computed = found.totals.gross_total
            came, is_right = f"{computed:f} {document.currency} ({found.type})", computed == document.totals.gross_total
            return found, Row(name, "plan", charged, came, is_right=is_right)
        return None, Row(name, "plan", charged, _reasons(found), is_right=None)

    def _declared(self, name: str, document: Document, plan: Plan) -> Generator[Row, None, Issued | None]:
        """Yield the comparisons of a document from its submission to its PDF; return it as it was issued."""
        key = f"folio-try-{document.reference}"
        outcome = self._submitted(f"{name}, submit", plan, key)
        if not isinstance(outcome, Issued):
            yield Row(name, "submit", _expected(plan), _unissued(outcome), is_right=False)
            return None
        self._issued.append((document, outcome))
        yield Row(name, "submit", _expected(plan), _came(outcome), is_right=_is_as_planned(outcome, plan))
        yield from self._repeated(name, plan, key, outcome)
        yield from self._afterwards(name, outcome)
        return outcome

    def _submitted(self, step: str, plan: Plan, key: str) -> Outcome:
        """Return what became of `plan`, once the provider has decided or was asked often enough."""
        outcome: Outcome = Pending("", 0.0)
        for _ in range(_MOST_POLLS):
            reference = outcome.reference if isinstance(outcome, Pending) else ""
            outcome = self.provider.submit(self.http_of(step), self.credentials, plan, key, reference)
            if not isinstance(outcome, Pending | Limited):
                break
            self.sleep(outcome.retry_after)
        return outcome

    def _repeated(self, name: str, plan: Plan, key: str, issued: Issued) -> Iterator[Row]:
        idempotency = plan.idempotency or self.provider.abilities.idempotency
        if idempotency == "key":
            again = self._submitted(f"{name}, submit again", plan, key)
            came, is_right = _unissued(again), isinstance(again, Issued) and again.reference == issued.reference
            yield Row(name, "submit again", issued.reference, came, is_right=is_right)
        if idempotency != "none":
            came, is_right = self._found(f"{name}, find", plan, key, issued.reference)
            is_right = is_right or (idempotency == "key" and came.startswith(Ambiguous.__name__))
            yield Row(name, "find", issued.reference, came, is_right=is_right)

    def _found(self, step: str, plan: Plan, key: str, reference: str) -> tuple[str, bool]:
        try:
            found = self.provider.find(self.http_of(step), self.credentials, plan, key, "")
        except (Ambiguous, CallFailed) as error:
            return f"{type(error).__name__}: {error}", False
        return str(found and found.reference), found is not None and found.reference == reference

    def _afterwards(self, name: str, issued: Issued) -> Iterator[Row]:
        abilities = self.provider.abilities
        if abilities.has_authority_state:
            expected = "waiting or accepted"
            came, is_right = self._state(f"{name}, state", issued.reference)
            yield Row(name, "state", expected, came, is_right=is_right)
        if abilities.gives != "nothing":
            came, is_right = self._pdf(name, issued)
            yield Row(name, "PDF", f"a {abilities.gives}", came, is_right=is_right)

    def _state(self, step: str, reference: str) -> tuple[str, bool]:
        try:
            found = self.provider.state(self.http_of(step), self.credentials, reference)
        except CallFailed as error:
            return f"{error} {error.outcome}", False
        return f"{found.state} {found.words}".strip(), found.state != "rejected"

    def _pdf(self, name: str, issued: Issued) -> tuple[str, bool]:
        for _ in range(_MOST_POLLS):
            try:
                found = self.provider.pdf(self.http_of(f"{name}, PDF"), self.credentials, issued.reference)
            except CallFailed as error:
                return f"{error} {error.outcome}", False
            if not isinstance(found, NotYet):
                break
            self.sleep(found.retry_after)
        if isinstance(found, bytes):
            self.keep_pdf(name, found)
            return f"{len(found)} bytes", found.startswith(b"%PDF")
        if isinstance(found, NotYet):
            return "not ready", False
        link = found.url if isinstance(found, Link) else issued.links.get("page", "")
        return link or "nothing", bool(link)

    def _listed(self) -> Iterator[Row]:
        """Yield whether the provider's list of the day has each document that was made."""
        if not self._issued or not self.provider.abilities.lists_documents:
            return
        day = self._issued[0][0].today
        try:
            listed = self.provider.listed(self.http_of("list"), self.credentials, day, day)
        except CallFailed as error:
            yield Row("", "list", "the documents", f"{error} {error.outcome}", is_right=False)
            return
        missing = {issued.reference for _, issued in self._issued} - {each.reference for each in listed}
        came = f"{len(listed)} documents, {len(missing)} of these missing"
        yield Row("", "list", f"{len(self._issued)} documents", came, is_right=not missing)


def words(problem: Problem) -> str:
    """Return the English text of `problem`, and what the provider said."""
    text = TEMPLATES[problem.code].format(**problem.figures)
    return f"{text} “{problem.said}”" if problem.said else text


def _altered(secret: str) -> str:
    return secret[:-1] + ("0" if secret[-1:] != "0" else "1")


def _reasons(found: Refusal | Nothing | Refused) -> str:
    problems = (found.problem,) if isinstance(found, Nothing) else found.problems
    return f"{type(found).__name__}: {' '.join(map(words, problems))}"


def _unissued(outcome: Outcome) -> str:
    if isinstance(outcome, Issued):
        return outcome.reference
    return _reasons(outcome) if isinstance(outcome, Refused) else str(outcome)


def _expected(plan: Plan) -> str:
    return f"{plan.type}, {plan.issue_date.isoformat()}, {plan.totals.gross_total:f}"


def _came(issued: Issued) -> str:
    """Return what the answer states in the terms of `_expected`, with a dash for what it does not."""
    told = (issued.type, issued.issue_date and issued.issue_date.isoformat(), issued.gross_total)
    said = ", ".join("-" if each is None else str(each) for each in told)
    return f"{said}: number {issued.number}"


def _is_as_planned(issued: Issued, plan: Plan) -> bool:
    """Tell whether what the answer states is what was planned."""
    pairs = (
        (issued.type, plan.type),
        (issued.issue_date, plan.issue_date),
        (issued.gross_total, plan.totals.gross_total),
        (issued.net_total, plan.totals.net_total),
        (issued.tax_total, plan.totals.tax_total),
    )
    return all(told is None or told == planned for told, planned in pairs)
