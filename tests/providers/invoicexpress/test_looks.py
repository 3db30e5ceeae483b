"""What is read of an account and of documents that exist."""

from dataclasses import replace
from datetime import date

import pytest

from apps.providers.account import Account
from apps.providers.contract import Unsupported
from apps.providers.outcomes import Blocked, CallFailed, NotYet, Unauthorised
from apps.providers.registry import provider, providers_of
from config.local.stand_ins import StandIn

from .shop import Shop, order_1042, refund_77


def test_the_registry_offers_it_in_portugal() -> None:
    assert next(each.code for each in providers_of("PT")) == "invoicexpress"
    assert not provider("invoicexpress").abilities.was_tried_live


def test_the_account_is_read_and_kept(shop: Shop) -> None:
    account = shop.account()
    assert (account.holder, account.holder_tax_id, account.environment) == ("acme", "", "live")
    assert [each.name for each in account.entries["taxes"]] == ["IVA23", "IVA13", "IVA6", "Isento"]
    series = account.entry("series", "47000")
    assert series is not None
    assert series.details["NC"] == {"id": 47739, "validation": "AT47739"}
    assert Account.from_json(account.as_json()) == account


def test_a_series_that_the_tax_office_does_not_know_is_a_warning(stand_in: StandIn) -> None:
    row = {"id": 1, "serie": "B", "current_invoice_sequence_id": 2, "current_invoice_validation_code": "N/A"}
    warnings = Shop.opened(stand_in, sequences=[{"sequence": row}]).account().warnings
    assert [dict(each.figures) for each in warnings] == [{"series": "B", "type": "FT"}]


@pytest.mark.parametrize("name", ["", "acme.example.com/x", "acme@evil", "-acme", "a" * 64])
def test_a_name_that_is_no_part_of_a_host_is_never_called(shop: Shop, name: str) -> None:
    with pytest.raises(CallFailed) as failed:
        shop.provider.connect(shop.http, {**shop.credentials, "account": name})
    assert isinstance(failed.value.outcome, Blocked)
    assert shop.exchanges == []


@pytest.mark.parametrize("changes", [{"api_key": "wrong"}, {"account": "another"}])
def test_a_wrong_key_is_told(shop: Shop, changes: dict[str, str]) -> None:
    with pytest.raises(CallFailed) as failed:
        shop.provider.connect(shop.http, shop.credentials | changes)
    assert failed.value.outcome == Unauthorised()


def test_the_pdf_is_ready_later_and_is_asked_for_without_the_key(shop: Shop) -> None:
    issued = shop.issued(shop.plan(order_1042()))
    assert shop.pdf(issued.reference) == NotYet(2.0)
    pdf = shop.pdf(issued.reference)
    assert isinstance(pdf, bytes)
    assert pdf.startswith(b"%PDF-")
    assert "api_key" not in shop.exchanges[-1].url


def test_a_document_without_a_pdf_is_an_error(shop: Shop) -> None:
    with pytest.raises(CallFailed):
        shop.pdf("1")


@pytest.mark.parametrize(("state", "told"), [("settled", "accepted"), ("canceled", "rejected"), ("draft", "waiting")])
def test_the_state_is_found_whatever_the_kind(shop: Shop, state: str, told: str) -> None:
    plan = shop.plan(order_1042())
    note = refund_77(order_1042(), plan, shop.issued(plan))
    credited = shop.issued(shop.plan(note), "folio-77-refund-77")
    shop.stand_in.set_state(shop.key, credited.reference, state)
    assert shop.state(credited.reference).state == told
    with pytest.raises(CallFailed):
        shop.state("1")


def test_the_list_has_the_documents_of_the_days(stand_in: StandIn) -> None:
    shop = Shop.opened(stand_in, per_page=1)
    first = shop.issued(shop.plan(replace(order_1042(), today=date(2026, 10, 31), reference="before")), "before")
    plan = shop.plan(order_1042())
    second = shop.issued(plan)
    third = shop.issued(shop.plan(refund_77(order_1042(), plan, second)), "folio-77-refund-77")
    assert {each.number: (each.type, each.issue_date) for each in shop.listed()} == {
        second.number: ("FR", date(2026, 11, 27)),
        third.number: ("NC", date(2026, 11, 28)),
    }
    assert first.number not in {each.number for each in shop.listed()}


def test_a_credit_note_needs_its_original(shop: Shop) -> None:
    with pytest.raises(Unsupported):
        shop.plan(replace(order_1042(), kind="credit_note"))
