"""What a provider answers, or a person types, that cannot be recorded: it is told, and nothing is tried for ever."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from apps.automation import corrections, submissions
from apps.automation.models import OrderRecord
from apps.automation.submissions import UnusableNumber
from apps.invoices.models import AuthorityCheck, Invoice, Kind, ProviderAccount, Submission
from apps.invoices.submission import accounts
from apps.invoices.titles import legal_number_of
from apps.providers.account import Account, Values
from apps.providers.document import Document
from apps.providers.outcomes import Issued, Limited, Outcome, Pending
from apps.providers.plan import DeclaredLine, Plan
from apps.stores.models import Store
from tests.automation.test_submissions import carry_on, changed, issued
from tests.factories import order, product
from tests.invoices.submission.scripted import Scripted, make, unheard
from tests.platform import Platform

_LATER = timedelta(minutes=5)


def answering(**values: Any) -> Callable[[Scripted, Plan, str], Outcome]:
    def act(provider: Scripted, plan: Plan, key: str) -> Issued:
        provider.made[key] = replace(make(provider, plan, key), **values)
        return provider.made[key]

    return act


def planning(scripted: Scripted, change: Callable[[Plan], Plan]) -> None:
    """Have every plan of the provider changed."""
    real = scripted.plan

    def plan(document: Document, account: Account, choices: Values) -> Plan:
        made = real(document, account, choices)
        assert isinstance(made, Plan)
        return change(made)

    scripted.plan = plan  # type: ignore[method-assign]


def moved(plan: Plan, amount: Decimal) -> Plan:
    """Return `plan` with `amount` of each line's net declared as tax."""
    lines = tuple(DeclaredLine(net=each.net - amount, tax=each.tax + amount, gross=each.gross) for each in plan.lines)
    net, tax = sum(each.net for each in lines), sum(each.tax for each in lines)
    totals = replace(plan.totals, net_total=Decimal(net), tax_total=Decimal(tax))
    return replace(plan, lines=lines, totals=totals)


@pytest.mark.parametrize(
    "values", [{"number": ""}, {"number": "  "}, {"number": "9" * 300}, {"reference": ""}, {"reference": "r" * 300}]
)
def test_a_document_that_cannot_be_named_is_asked_about(
    values: dict[str, str], store: Store, platform: Platform, scripted: Scripted
) -> None:
    scripted.script = [answering(**values)]
    changed(store, platform, order())
    carry_on()
    record = OrderRecord.objects.get()
    asked = Submission.objects.get()
    assert (asked.stage, record.state) == (Submission.Stage.ASKED, "held")
    assert asked.problems[0]["code"] == "submission_unclear"
    assert submissions.answer_exists(asked.pk, "39-5").number == "39-5"


@pytest.mark.parametrize("what", ["number", "reference"])
def test_a_name_of_another_document_is_asked_about(
    what: str, store: Store, platform: Platform, scripted: Scripted
) -> None:
    known = issued(store, platform, order()).provider_document
    scripted.script = [answering(**{what: getattr(known, what)})]
    document = order()
    changed(store, platform, document)
    carry_on()
    asked = Submission.objects.get(order_id=document["id"])
    assert (asked.stage, asked.problems[0]["code"]) == (Submission.Stage.ASKED, "provider_number_used")
    for number in (known.number, f" {known.number} ", "", " ", "9" * 300, "-\x00"):
        with pytest.raises(UnusableNumber):
            submissions.answer_exists(asked.pk, number)
    assert submissions.answer_exists(asked.pk, " 39-9 ").provider_document.number == "39-9"


def test_a_number_that_folio_gave_itself_is_the_providers_as_well(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    """The law's number stays theirs; only the name in addresses differs."""
    accounts.switch_to(None, store)
    own = order()
    changed(store, platform, own)
    number = Invoice.objects.get().number
    accounts.switch_to(ProviderAccount.objects.get(), store)
    scripted.script = [answering(number=number)]
    made = issued(store, platform, order())
    assert legal_number_of(made) == number
    assert made.number != number


def test_another_company_gives_the_same_numbers(store: Store, platform: Platform, scripted: Scripted) -> None:
    first = issued(store, platform, order())
    accounts.disconnect(ProviderAccount.objects.select_related("store").get())
    scripted.account, scripted.made = Account(holder="Otra", holder_tax_id="76999999-9", environment="live"), {}
    account = accounts.connect(store, "scripted", {"key": "k"}, scripted.account)
    accounts.switch_to(account, store)
    second = issued(store, platform, order())
    assert (legal_number_of(second), second.series.account_id) == (legal_number_of(first), account.pk)
    # A credit note goes to the account of its invoice, which is gone.
    with pytest.raises(Exception, match="disconnected"):
        corrections.credit_in_full(store, first.pk, reason="Anulación")


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"issue_date": date(1970, 1, 1)}, ["issue_date"]),
        ({"type": "61"}, ["type"]),
        ({"type": "T" * 60}, ["type"]),
        ({"gross_total": Decimal("1e40")}, ["gross_total"]),
        ({"gross_total": Decimal("NaN")}, ["gross_total"]),
        ({"tax_total": Decimal("-1")}, ["tax_total"]),
        ({"receiver": "66666666-6"}, ["receiver"]),
        ({"fiscal_id": "f" * 300}, ["fiscal_id"]),
        ({"fiscal_id": "a\x00b", "links": {"page": "https://e.example/\x00"}}, []),
    ],
)
def test_an_odd_fact_is_recorded_with_a_mark(
    values: dict[str, Any], names: list[str], store: Store, platform: Platform, scripted: Scripted
) -> None:
    scripted.script = [answering(**values)]
    planning(scripted, lambda plan: replace(plan, receiver="12345678-5"))
    invoice = issued(store, platform, order())
    record = OrderRecord.objects.get()
    told = [each["details"][0]["figures"]["facts"] for each in record.reasons if each["code"] == "document_differs"]
    assert (record.state, ", ".join(told)) == ("issued", ", ".join(names))
    assert invoice.gross_total == 10000
    assert abs(invoice.issue_date - timezone.now().date()) < timedelta(days=2)


@pytest.mark.parametrize("reference", ["", " ", "r" * 300])
def test_an_answer_that_names_no_draft_is_none(
    reference: str, store: Store, platform: Platform, scripted: Scripted
) -> None:
    """Without a name there is no asking for it: the document is looked for before it is sent again."""

    def taken(provider: Scripted, plan: Plan, key: str) -> Pending:
        make(provider, plan, key)
        return Pending(reference, 0.0)

    scripted.script = [taken]
    changed(store, platform, order())
    carry_on()
    carry_on()
    assert len(scripted.submitted) == 1
    carry_on(later=_LATER)
    assert (len(scripted.submitted), Invoice.objects.count()) == (1, 1)


@pytest.mark.parametrize("answer", [Limited(1e30), Limited(-5.0), Pending("d", 1e30), Pending("d", float("nan"))])
def test_no_provider_puts_a_document_off_for_more_than_hours(
    answer: Outcome, store: Store, platform: Platform, scripted: Scripted
) -> None:
    scripted.script = [lambda *_: answer]
    changed(store, platform, order())
    carry_on()
    row = Submission.objects.get()
    assert row.error in ("", "The provider takes no more calls for now.")
    assert row.due_at < timezone.now() + timedelta(hours=7)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (DeclaredLine(net=Decimal(8403), tax=Decimal(1596), gross=Decimal(9999)),),
        (DeclaredLine(net=Decimal(8403), tax=Decimal(1596), gross=Decimal(10000)),),
        (DeclaredLine(net=Decimal(10001), tax=Decimal(-1), gross=Decimal(10000)),),
    ],
)
def test_a_plan_that_could_not_be_recorded_is_not_sent(
    lines: tuple[DeclaredLine, ...], store: Store, platform: Platform, scripted: Scripted
) -> None:
    planning(scripted, lambda plan: replace(plan, lines=lines))
    changed(store, platform, order())
    carry_on()
    record = OrderRecord.objects.get()
    assert (scripted.submitted, record.state) == ([], "held")
    assert record.reasons[0]["details"][0]["code"] == "provider_plan_differs"


def test_a_credit_that_its_plan_makes_too_large_is_not_sent(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    invoice = issued(store, platform, order())
    planning(scripted, lambda plan: moved(plan, Decimal(1)))
    corrections.credit_in_full(store, invoice.pk, reason="Anulación")
    carry_on()
    assert (len(scripted.submitted), Invoice.objects.count()) == (1, 1)
    assert OrderRecord.objects.get().reasons[0]["code"] == "credit_refused"


def test_the_taxes_of_a_plan_that_moves_a_peso_add_up(store: Store, platform: Platform, scripted: Scripted) -> None:
    taxes = [
        {"id": 1, "name": "IVA", "rate": "19.0", "fixed": False, "tax_on_product_price": True},
        {"id": 2, "name": "Lujo", "rate": "15.0", "fixed": False, "tax_on_product_price": True},
        {"id": 3, "name": "Bolsa", "rate": "50.0", "fixed": True, "tax_on_product_price": True},
    ]
    planning(scripted, lambda plan: moved(plan, Decimal(2)))
    line = product(taxes=taxes)
    invoice = issued(store, platform, order(products=[line], tax=line["tax"]))
    rows = list(invoice.taxes.all())
    assert [len(row.parts) for row in rows] == [2, 0]
    assert sum(row.tax for row in rows) == invoice.tax_total
    for row in rows:
        assert not row.parts or sum(Decimal(part["tax"]) for part in row.parts) == row.tax


def test_a_verdict_waits_for_a_disconnected_account(store: Store, platform: Platform, scripted: Scripted) -> None:
    issued(store, platform, order())
    accounts.disconnect(ProviderAccount.objects.select_related("store").get())
    check = AuthorityCheck.objects.get()
    AuthorityCheck.objects.update(attempts=40)
    scripted.state = None  # type: ignore[assignment,method-assign]
    submissions.ask_authority(check.pk)
    check.refresh_from_db()
    assert (check.state, check.verdict) == ("due", "waiting")


def test_a_question_is_answered_once(store: Store, platform: Platform, scripted: Scripted) -> None:
    scripted.is_ambiguous, scripted.script = True, [unheard]
    changed(store, platform, order())
    carry_on()
    carry_on(later=_LATER)
    asked = Submission.objects.get()
    submissions.answer_absent(asked.pk)
    with pytest.raises(submissions.NoQuestion):
        submissions.answer_exists(asked.pk, "39-7")
    assert Invoice.objects.filter(kind=Kind.INVOICE).count() == 0
