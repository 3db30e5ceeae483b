"""The contract suite: each adapter with each fault at each step, through the ledger, against its stand-in.

Each order ends in exactly one document at the stand-in and one row here, or in a question to a person.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from apps.automation import pipeline, submissions
from apps.automation.models import OrderRecord
from apps.core.http import bounded_response
from apps.invoices.models import (
    AuthorityCheck,
    Exchange,
    Invoice,
    Kind,
    PaymentMapping,
    ProviderAccount,
    ProviderDocument,
    Rendering,
    Submission,
)
from apps.invoices.renditions import pdf_store
from apps.invoices.submission import accounts
from apps.invoices.submission.exchanges import credentials_of
from apps.providers import http
from apps.providers.registry import PROVIDERS
from apps.stores.models import InvoicingSettings, Store
from config.local.sandbox import Sandbox
from config.local.stand_ins import StandIn
from tests.factories import make_store, order, product
from tests.platform import Platform
from tests.providers.endpoint.running import answering, closing_connection, running_endpoint

# The sandbox starts before a test stands in for the platform.
pytestmark = [pytest.mark.usefixtures("provider_sandbox"), pytest.mark.django_db]
_LATER = timedelta(minutes=30)
_TURNS = 8
_keys = itertools.count(1)


@dataclass
class Seat:
    """A store whose documents a provider issues, and what the provider has of it."""

    store: Store
    strike: Callable[..., None]
    documents: Callable[[], list[Any]]
    order: Callable[[], dict[str, Any]]


@pytest.fixture
def openfactura(provider_sandbox: Sandbox, settings: Settings, platform: Platform, db: None) -> Iterator[Seat]:
    platform.mock.add_passthru(provider_sandbox.base_url)
    stand_in, key = StandIn(provider_sandbox, "openfactura"), f"contract-{next(_keys)}"
    stand_in.create_account(key=key)
    settings.PROVIDER_STAND_INS = {"api.haulmer.com": stand_in.url}
    store = make_store(seller_tax_id="76.795.561-8", seller_legal_name="HAULMER SPA", seller_activity="VENTA")
    PaymentMapping.objects.create(store=store, name="Webpay", key="webpay", code="48", voucher_counts=False)
    _connect(store, "openfactura", {"environment": "live", "key": key})
    yield Seat(
        store,
        lambda name, **where: stand_in.fault(name, key=key, **where),
        lambda: stand_in.documents(key),
        order,
    )
    stand_in.clear_faults(key)


@pytest.fixture
def invoicexpress(provider_sandbox: Sandbox, settings: Settings, platform: Platform, db: None) -> Iterator[Seat]:
    platform.mock.add_passthru(provider_sandbox.base_url)
    stand_in, key = StandIn(provider_sandbox, "invoicexpress"), f"contract-{next(_keys)}"
    stand_in.create_account(key=key)
    settings.PROVIDER_STAND_INS = {"*.app.invoicexpress.com": stand_in.url}
    store = make_store(seller_tax_id="", seller_legal_name="Loja Lda")
    Store.objects.filter(pk=store.pk).update(country="PT", currency="EUR", time_zone="Europe/Lisbon")
    store.refresh_from_db()
    _connect(store, "invoicexpress", {"account": "acme", "api_key": key, "environment": "live"})
    yield Seat(
        store,
        lambda name, **where: stand_in.fault(name, key=key, **where),
        lambda: [each for each in stand_in.documents(key) if each.get("status") != "draft"],
        _portuguese_order,
    )
    stand_in.clear_faults(key)


@pytest.fixture
def endpoint(tmp_path: Path, settings: Settings, platform: Platform, db: None) -> Iterator[Seat]:
    with running_endpoint(tmp_path) as running:
        settings.PROVIDER_LOCAL_ADDRESSES = [running.host]
        platform.mock.add_passthru(running.url)
        store = make_store()
        _connect(store, "endpoint", running.credentials)
        ProviderAccount.objects.update(choices={"credit_notes": "yes"})

        def strike(name: str, **_: Any) -> None:
            faults = {
                "timeout_after": closing_connection(does=True),
                "timeout_before": closing_connection(does=False),
                "error_500": answering(500),
                "html_200": answering(200, "<html>", does=True),
                "unauthorised": answering(401, '{"message": "no"}'),
            }
            running.fault = _once(running, faults[name])

        yield Seat(store, strike, running.orders, order)


def _once(running: Any, fault: Callable[..., None]) -> Callable[..., None]:
    def strike(handler: Any, usual: Callable[[], None]) -> None:
        running.fault = None
        fault(handler, usual)

    return strike


def _connect(store: Store, code: str, credentials: dict[str, str]) -> None:
    found = accounts.look_at(store, code, credentials)
    accounts.switch_to(accounts.connect(store, code, credentials, found), store)


def _portuguese_order() -> dict[str, Any]:
    taxes = [{"id": 1, "name": "IVA", "rate": "23.0", "fixed": False, "tax_on_product_price": True}]
    line = product(name="T-shirt", sku="TSHIRT-M", qty=2, price="12.30", taxes=taxes)
    address = {"name": "Ana", "surname": "Silva", "address": "Rua A 1", "city": "Lisboa", "postal": "1000-001"}
    return order(
        currency="EUR",
        subtotal="24.60",
        total="24.60",
        tax="4.60",
        products=[line],
        billing_address=address | {"country": "Portugal", "country_code": "PT", "taxid": ""},
        payment_method_name="MB WAY",
    )


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up on slow answers, and on large ones, soon."""
    monkeypatch.setattr(http, "_WHOLE", 0.5)
    monkeypatch.setattr(bounded_response, "LARGEST", 300_000)


def _settle(seat: Seat) -> None:
    """Take every step that is left, as if the waits were over each time."""
    for _ in range(_TURNS):
        for row in Submission.objects.filter(Submission.open()).exclude(stage=Submission.Stage.ASKED):
            sent_at = row.sent_at and row.sent_at - _LATER
            Submission.objects.filter(pk=row.pk).update(due_at=timezone.now(), sent_at=sent_at)
            submissions.carry_on(row.pk)
        for rendering in Rendering.objects.exclude(state="done"):
            Rendering.objects.filter(pk=rendering.pk).update(due_at=timezone.now())
            pdf_store.render_and_store(rendering.pk)
        for check in AuthorityCheck.objects.exclude(state="done"):
            AuthorityCheck.objects.filter(pk=check.pk).update(due_at=timezone.now())
            submissions.ask_authority(check.pk)


def _sell(seat: Seat, platform: Platform) -> dict[str, Any]:
    document = seat.order()
    platform.serve_order(document)
    pipeline.order_changed(seat.store, document["id"])
    return document


def _is_exact(seat: Seat, count: int) -> bool:
    """Tell whether provider and ledger have the same documents, or a person is asked about the one there may be."""
    rows, there = Invoice.objects.filter(store=seat.store).count(), len(seat.documents())
    asked = Submission.objects.filter(stage=Submission.Stage.ASKED).count()
    if asked:
        return rows + asked == count and there <= count
    return (rows, there) == (count, count) and ProviderDocument.objects.count() == count


_FAULTS = (
    "timeout_before timeout_after error_500 error_500_after html_200 broken_json slow_drip huge unauthorised limited"
).split()
_STEPS = {
    "openfactura": [
        ("POST", "*/dte/document"),
        ("GET", "*/json"),
        ("POST", "*/issued"),
        ("GET", "*/pdf"),
        ("GET", "*/status"),
    ],
    "invoicexpress": [
        ("POST", "*.json"),
        ("GET", "*invoices.json"),
        ("GET", "*invoice_receipts/*"),
        ("PUT", "*change-state.json"),
        ("GET", "*pdf*"),
    ],
}


@pytest.mark.parametrize("fault", _FAULTS)
@pytest.mark.parametrize(("code", "step"), [(code, step) for code, steps in _STEPS.items() for step in steps])
def test_a_fault_at_a_step_leaves_one_document(
    code: str, step: tuple[str, str], fault: str, platform: Platform, request: pytest.FixtureRequest
) -> None:
    seat: Seat = request.getfixturevalue(code)
    method, path = step
    # An answer that never came to its submission makes the worker look; so the look meets its fault, too.
    if path in ("*/issued", "*invoices.json"):
        seat.strike("timeout_after", method="POST", path="*/dte/document" if code == "openfactura" else "*")
    seat.strike(fault, method=method, path=path)
    _sell(seat, platform)
    _settle(seat)
    assert _is_exact(seat, 1), list(Submission.objects.values("stage", "error", "problems"))
    state = OrderRecord.objects.get().state
    assert state == ("held" if Submission.objects.filter(stage="asked").exists() else "issued")


@pytest.mark.parametrize("fault", ["timeout_before", "timeout_after", "error_500", "html_200", "unauthorised"])
def test_an_endpoint_that_fails_leaves_one_document_or_one_question(
    fault: str, platform: Platform, endpoint: Seat
) -> None:
    endpoint.strike(fault)
    _sell(endpoint, platform)
    _settle(endpoint)
    assert _is_exact(endpoint, 1)
    assert len(endpoint.documents()) <= 1


@pytest.mark.parametrize("code", ["openfactura", "invoicexpress", "endpoint"])
def test_a_sale_and_its_credit(code: str, platform: Platform, request: pytest.FixtureRequest) -> None:
    seat: Seat = request.getfixturevalue(code)
    document = _sell(seat, platform)
    _settle(seat)
    platform.serve_order(document | {"status": "Canceled", "status_enum": "canceled"})
    pipeline.order_changed(seat.store, document["id"])
    _settle(seat)
    assert _is_exact(seat, 2), list(Submission.objects.values("stage", "error", "problems"))
    assert OrderRecord.objects.get().state == "credited"
    invoice, note = Invoice.objects.order_by("pk")
    assert (note.kind, note.credits, note.gross_total) == (Kind.CREDIT_NOTE, invoice, invoice.gross_total)
    titles = [each.provider_document.title for each in (invoice, note)]
    assert all(titles)
    assert ProviderDocument.objects.exclude(differences=[]).count() == 0


@pytest.mark.parametrize("code", sorted(PROVIDERS))
def test_no_exchange_holds_a_secret(code: str, platform: Platform, request: pytest.FixtureRequest) -> None:
    seat: Seat = request.getfixturevalue(code)
    account = seat.store and InvoicingSettings.objects.get(store=seat.store).issuer
    _sell(seat, platform)
    _settle(seat)
    secrets = _secrets_of(seat)
    assert account == code
    assert Exchange.objects.exists()
    for exchange in Exchange.objects.values_list("url", "request", "answer"):
        assert not any(secret in text for secret in secrets for text in exchange)


def _secrets_of(seat: Seat) -> list[str]:
    submission = Submission.objects.select_related("account").first()
    assert submission
    provider = PROVIDERS[submission.account.provider]
    kept = credentials_of(submission.account)
    return [kept[each.name] for each in provider.credential_fields if each.is_secret]
