"""Readiness of orders as stores get them, read and drafted: no fact is guessed, and no amount depends on one."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from apps.core.facts import columns_of, facts_of
from apps.countries import registry
from apps.countries.addresses import Address
from apps.countries.documents import Need
from apps.formats.document import Totals
from apps.invoices.drafting.draft import Draft, draft_document
from apps.invoices.readiness.assessment import Readiness, assess_sale
from apps.invoices.readiness.facts import facts_of_sale
from apps.invoices.readiness.orders import readiness_of_order
from apps.orders.data import Buyer, BuyerKind, OrderData
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings
from apps.stores.setting_groups import SellerIdentity
from tests.examples import examples
from tests.factories import make_store, order
from tests.orders.judging import read_sale
from tests.orders.simulating import Cart, Convention, sell
from tests.orders.strategies import carts, conventions

_COUNTRIES = {"CL": "CLP", "PT": "EUR", "ES": "EUR", "MX": "MXN", "CO": "COP", "BR": "BRL", "PE": "PEN"}
_SELLER_IDS = {"CL": "76.192.083-9", "PT": "501 442 600", "ES": "B58378431"}
_BUYER_IDS = {"CL": "12.345.678-5", "PT": "PT 501442600", "ES": "12345678Z"}
_PARTS = Address(street="Calle Uno", street_number="1", municipality="Providencia", city="Santiago", postcode="7500000")


def _seller(country: str) -> SellerIdentity:
    return SellerIdentity(
        seller_name="Tienda",
        seller_tax_id=_SELLER_IDS.get(country, "1"),
        seller_activity="Comercio",
        seller_address="",
        seller_email="",
        seller_legal_name="Tienda SpA",
        seller_iban="PT50000201231234567890154",
        seller_parts=_PARTS,
    )


def _order(country: str, **changes: Any) -> OrderData:
    read = read_order(order(**changes)).data
    assert read is not None
    buyer = Buyer(
        name="Ana Soto",
        company="Sur SpA",
        tax_id=_BUYER_IDS.get(country, "1"),
        activity="Comercio",
        taxpayer_type="",
        wants_factura=True,
        address=("Calle Uno 1",),
        country=country,
        email="",
        parts=_PARTS,
        kind=BuyerKind.BUSINESS,
    )
    return replace(read, buyer=buyer, currency=_COUNTRIES[country])


def _assessed(
    sale: OrderData, country: str, seller: SellerIdentity | None, means: str | None = "48"
) -> tuple[Draft, dict[str, Readiness]]:
    drafted = draft_document(sale, "document", country)
    facts = facts_of_sale(sale, drafted, country=country, seller=seller, year=2026, payment_means=means)
    return drafted, {each.document: each for each in assess_sale(facts)}


def _codes(readiness: Readiness) -> list[str]:
    return [each.code for each in readiness.missing]


# Each fact of a factura, the change that removes it, and what is missing then.
_BUYERS_FACTS: dict[str, dict[str, Any]] = {
    "missing_buyer_name": {"name": "", "company": ""},
    "missing_buyer_national_id": {"tax_id": ""},
    "wrong_buyer_national_id": {"tax_id": "12.345.678-9"},
    "missing_buyer_activity": {"activity": ""},
    "missing_buyer_address": {"parts": replace(_PARTS, street="")},
    "missing_buyer_municipality": {"parts": replace(_PARTS, municipality="")},
}
_SELLERS_FACTS: dict[str, dict[str, Any]] = {
    "missing_seller_legal_name": {"seller_legal_name": ""},
    "missing_seller_tax_id": {"seller_tax_id": ""},
    "wrong_seller_tax_id": {"seller_tax_id": "76.192.083-0"},
    "missing_seller_activity": {"seller_activity": ""},
}


def test_a_complete_order_can_become_everything() -> None:
    _, chile = _assessed(_order("CL"), "CL", _seller("CL"))
    assert {code: each.state for code, each in chile.items()} == {
        "receipt": "ready",
        "boleta": "ready",
        "factura": "ready",
    }
    _, portugal = _assessed(_order("PT"), "PT", _seller("PT"))
    assert _codes(portugal["fatura"]) == []


@pytest.mark.parametrize("code", _BUYERS_FACTS)
def test_without_a_fact_of_the_buyer_there_is_no_factura(code: str) -> None:
    whole = _order("CL")
    less = replace(whole, buyer=replace(whole.buyer, **_BUYERS_FACTS[code]))
    drafted, assessed = _assessed(less, "CL", _seller("CL"))
    assert _codes(assessed["factura"]) == [code]
    assert assessed["boleta"].state == "ready"
    assert drafted == draft_document(whole, "document", "CL")


@pytest.mark.parametrize("code", _SELLERS_FACTS)
def test_without_a_fact_of_the_seller_there_is_no_official_document(code: str) -> None:
    _, assessed = _assessed(_order("CL"), "CL", replace(_seller("CL"), **_SELLERS_FACTS[code]))
    assert _codes(assessed["factura"]) == _codes(assessed["boleta"]) == [code]
    assert assessed["receipt"].state == "ready"


def test_an_address_without_parts_is_known_by_its_text_but_has_no_municipality() -> None:
    whole = _order("CL")
    flat = replace(whole, buyer=replace(whole.buyer, parts=Address()))
    assert _codes(_assessed(flat, "CL", _seller("CL"))[1]["factura"]) == ["missing_buyer_municipality"]


def test_a_passport_is_no_rut() -> None:
    whole = _order("CL")
    abroad = replace(whole, buyer=replace(whole.buyer, tax_id="AB1234567", country="AR"))
    assert _codes(_assessed(abroad, "CL", _seller("CL"))[1]["factura"]) == ["wrong_buyer_national_id"]


def test_a_number_of_a_country_that_is_not_described_counts_as_it_is_written() -> None:
    whole = _order("ES")
    abroad = replace(whole, buyer=replace(whole.buyer, tax_id="12-3456789", country="US"))
    assert _codes(_assessed(abroad, "ES", _seller("ES"))[1]["factura"]) == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    country=st.sampled_from(list(_COUNTRIES)),
    gone=st.sets(st.sampled_from(["name", "company", "tax_id", "activity", "country", "kind", "parts"])),
    untold=st.sets(st.sampled_from([each.name for each in fields(SellerIdentity)])),
    is_dated=st.booleans(),
    means=st.sampled_from(["48", "30", "", None]),
)
def test_removing_facts_changes_readiness_and_never_the_amounts(
    country: str, gone: set[str], untold: set[str], is_dated: bool, means: str | None
) -> None:
    whole, seller = _order(country), _seller(country)
    empty: dict[str, Any] = dict.fromkeys(gone, "")
    if "parts" in gone:
        empty |= {"parts": Address(), "address": ()}
    if "kind" in gone:
        empty["kind"] = BuyerKind.UNKNOWN
    nobody: dict[str, Any] = {name: Address() if name == "seller_parts" else "" for name in untold}
    less = replace(whole, buyer=replace(whole.buyer, **empty), completed_at=whole.completed_at if is_dated else None)
    before, complete = _assessed(whole, country, seller)
    after, assessed = _assessed(less, country, replace(seller, **nobody), means)
    for name in (each.name for each in fields(Totals)):
        assert getattr(before, name) == getattr(after, name)
    assert [(line.net, line.tax, line.gross) for line in before.lines] == [
        (line.net, line.tax, line.gross) for line in after.lines
    ]
    assert assessed.keys() == complete.keys()
    for code, each in assessed.items():
        assert each.state == complete[code].state or each.missing or each.untold


def test_every_country_with_needs_tells_each_of_them() -> None:
    """Each fact that a described document needs is missing when nothing is known."""
    nobody = Buyer("", "", "", "", "", None, (), "", "")
    for country in ("CL", "PT", "ES"):
        empty = SellerIdentity(seller_name="", seller_tax_id="", seller_activity="", seller_address="", seller_email="")
        sale = replace(_order(country), buyer=nobody)
        _, assessed = _assessed(sale, country, empty, "")
        for document in registry.country(country).official_documents:
            if document.code in assessed:
                wanted = (document.needs or frozenset()) - {Need.TAX_CATEGORY, Need.EXEMPTION_REASON, Need.PAYMENT_DATE}
                assert {f"missing_{need}" for need in wanted} <= set(_codes(assessed[document.code]))


_STATED = {
    Need.BUYER_NAME: {"name": "Ana", "surname": "Soto"},
    Need.BUYER_NATIONAL_ID: {"taxid": "12.345.678-5"},
    Need.BUYER_ADDRESS: {"address": "Calle Uno"},
    Need.BUYER_MUNICIPALITY: {"municipality": "Providencia"},
}


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow], deadline=None, derandomize=True)
@given(carts(), conventions, st.sampled_from(list(_COUNTRIES)), st.sets(st.sampled_from(list(_STATED))))
def test_any_sale_of_the_simulated_shop_can_become_something_or_says_what_is_missing(
    cart: Cart, how: Convention, country: str, stated: set[Need]
) -> None:
    sold = sell(cart, how).order
    address = {name: value for need in stated for name, value in _STATED[need].items()}
    bare, known = (
        read_sale(sold | {"customer": {}, "shipping_address": {}, "billing_address": billed}).data
        for billed in ({}, address | {"country_code": country})
    )
    assume(bare is not None and known is not None)
    assert bare is not None
    assert known is not None
    before, _ = _assessed(bare, country, _seller(country))
    after, assessed = _assessed(known, country, _seller(country))
    assert columns_of(facts_of(Totals, before)) == columns_of(facts_of(Totals, after))
    for one, other in zip(before.taxes, after.taxes, strict=True):
        assert (one.rate, one.net, one.tax) == (other.rate, other.net, other.tax)
    for readiness in assessed.values():
        assert (readiness.state == "ready") is not bool(readiness.missing or readiness.untold)
    for each in assessed.values() if country == "CL" else ():
        if each.document in ("factura", "factura_exenta"):
            missing = set(_codes(each)) & {f"missing_{need}" for need in _STATED}
            assert missing == {f"missing_{need}" for need in _STATED.keys() - stated}


@pytest.mark.django_db
def test_a_store_is_asked_for_its_settings() -> None:
    store = make_store(seller_legal_name="Tienda SpA", seller_tax_id="76.192.083-9", seller_activity="Comercio")
    kept = InvoicingSettings.objects.select_related("store").get(store=store)
    assessed = {each.document: each for each in readiness_of_order(_order("CL"), kept)}
    assert assessed["boleta"].state == "ready"
    assert not any(each.untold for each in assessed.values())
