"""Readiness by the rules of countries: at the edges of limits, and that each missing fact is told."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.countries import registry
from apps.countries.documents import Need
from apps.formats.document import TaxPart, TaxTotal
from apps.invoices.readiness.assessment import Readiness, assess_sale
from apps.invoices.readiness.facts import SaleFacts
from apps.invoices.readiness.fields import MISSING, WRONG, field_of
from apps.orders.data import BuyerKind
from apps.stores.models import InvoicingSettings

_VAT = TaxTotal(Decimal(19), Decimal(8403), Decimal(1597), Decimal(10000), category="S", is_vat=True)
_COUNTRIES = ["CL", "PT", "ES", "FR", "DE", "MX", "CO", "BR", "PE", "US", ""]


def _sale(**changes: object) -> SaleFacts:
    """Return a sale of which everything is known, in Chile by default."""
    facts = SaleFacts(
        country="CL",
        currency="CLP",
        gross_total=Decimal(10000),
        year=2026,
        buyer_country="CL",
        buyer_kind=BuyerKind.BUSINESS,
        known=frozenset(Need),
        wrong=frozenset(),
        untold=frozenset(),
        is_exempt=False,
        categories=frozenset({"S"}),
        payment_means="48",
        taxes=(_VAT,),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def _in(country: str, **changes: object) -> SaleFacts:
    currency = "CLP" if country == "CL" else "EUR"
    return _sale(**{"country": country, "buyer_country": country, "currency": currency} | changes)


def _codes(assessed: Sequence[Readiness]) -> dict[str, list[str]]:
    return {each.document: [sentence.code for sentence in each.missing] for each in assessed}


def test_all_facts_make_every_document() -> None:
    assert _codes(assess_sale(_sale())) == {"receipt": [], "boleta": [], "factura": []}
    assert [each.state for each in assess_sale(_in("ES"))] == ["missing", "ready", "ready"]


def test_who_issues_a_document() -> None:
    assert {each.document: each.is_folios for each in assess_sale(_sale())} == {
        "receipt": True,
        "boleta": False,
        "factura": False,
    }
    spain = {each.document: each.is_folios for each in assess_sale(_in("ES"))}
    assert spain == {"factura_simplificada": True, "factura": True, "en16931": False}
    assert {each.document: each.is_folios for each in assess_sale(_in("US"))} == {"plain_invoice": True}


def test_exempt_sales_have_documents_of_their_own() -> None:
    exempt = _sale(is_exempt=True, categories=frozenset({"E"}))
    assert _codes(assess_sale(exempt)) == {"receipt": [], "boleta_exenta": [], "factura_exenta": []}


def test_whether_a_sale_is_exempt_must_be_known() -> None:
    unclear = _sale(is_exempt=None, known=frozenset(Need) - {Need.TAX_CATEGORY})
    found = _codes(assess_sale(unclear))
    documents = ("boleta", "boleta_exenta", "factura", "factura_exenta")
    assert found == {"receipt": []} | {each: ["missing_tax_category"] for each in documents}


@pytest.mark.parametrize(
    "need",
    [Need.BUYER_NAME, Need.BUYER_NATIONAL_ID, Need.BUYER_ACTIVITY, Need.BUYER_ADDRESS, Need.BUYER_MUNICIPALITY],
)
def test_a_chilean_factura_asks_for_each_of_its_facts(need: Need) -> None:
    found = _codes(assess_sale(_sale(known=frozenset(Need) - {need})))
    assert found == {"receipt": [], "boleta": [], "factura": [f"missing_{need}"]}


@pytest.mark.parametrize(("total", "missing"), [(5363274, []), (5363275, ["missing_buyer_national_id"])])
def test_a_boleta_names_its_buyer_above_135_uf(total: int, missing: list[str]) -> None:
    sale = _sale(gross_total=Decimal(total), known=frozenset(Need) - {Need.BUYER_NATIONAL_ID})
    assert _codes(assess_sale(sale))["boleta"] == missing


def test_a_limit_of_another_year_is_not_known() -> None:
    assert _codes(assess_sale(_sale(year=2027)))["boleta"] == ["limit_not_known"]
    states = {each.document: each.state for each in assess_sale(_sale(year=2027))}
    assert states == {"receipt": "ready", "boleta": "unknown", "factura": "ready"}


def test_official_documents_of_chile_are_in_pesos() -> None:
    found = _codes(assess_sale(_sale(currency="USD")))
    assert found == {
        "receipt": [],
        "boleta": ["document_not_in_currency"],
        "factura": ["document_not_in_currency"],
    }


def test_a_number_that_is_stated_and_cannot_be_right_is_told() -> None:
    sale = _sale(known=frozenset(Need) - {Need.BUYER_NATIONAL_ID}, wrong=frozenset({Need.BUYER_NATIONAL_ID}))
    assert _codes(assess_sale(sale))["factura"] == ["wrong_buyer_national_id"]


@pytest.mark.parametrize(
    ("country", "document", "kind", "total", "missing"),
    [
        ("PT", "fatura_simplificada", BuyerKind.CONSUMER, "1000.00", []),
        ("PT", "fatura_simplificada", BuyerKind.CONSUMER, "1000.01", ["above_limit"]),
        ("PT", "fatura_simplificada", BuyerKind.BUSINESS, "100.00", []),
        ("PT", "fatura_simplificada", BuyerKind.BUSINESS, "100.01", ["above_limit"]),
        ("ES", "factura_simplificada", BuyerKind.CONSUMER, "3000.00", []),
        ("ES", "factura_simplificada", BuyerKind.CONSUMER, "3000.01", ["above_limit"]),
        ("ES", "factura_simplificada", BuyerKind.BUSINESS, "400.00", []),
        ("ES", "factura_simplificada", BuyerKind.BUSINESS, "400.01", ["above_limit"]),
        ("ES", "factura_simplificada", BuyerKind.UNKNOWN, "400.00", []),
        ("ES", "factura_simplificada", BuyerKind.UNKNOWN, "400.01", ["missing_buyer_kind"]),
        ("ES", "factura_simplificada", BuyerKind.UNKNOWN, "3000.01", ["above_limit"]),
        ("DE", "simplified_invoice", BuyerKind.UNKNOWN, "250.00", []),
        ("DE", "simplified_invoice", BuyerKind.UNKNOWN, "250.01", ["above_limit"]),
    ],
)
def test_simplified_invoices_by_total_and_kind_of_buyer(
    country: str, document: str, kind: BuyerKind, total: str, missing: list[str]
) -> None:
    known = frozenset(Need) - ({Need.BUYER_KIND} if not kind else set())
    sale = _in(country, gross_total=Decimal(total), buyer_kind=kind, known=known)
    assert _codes(assess_sale(sale))[document] == missing


@pytest.mark.parametrize(("total", "missing"), [("999.99", []), ("1000.00", ["missing_buyer_address"])])
def test_a_fatura_names_private_buyers_from_1000_euros_on(total: str, missing: list[str]) -> None:
    sale = _in(
        "PT",
        gross_total=Decimal(total),
        buyer_kind=BuyerKind.CONSUMER,
        known=frozenset(Need) - {Need.BUYER_ADDRESS},
    )
    assert _codes(assess_sale(sale))["fatura_recibo"] == missing


def test_the_kind_of_a_buyer_matters_only_where_a_fact_depends_on_it() -> None:
    stranger = _in("PT", gross_total=Decimal(10), buyer_kind=BuyerKind.UNKNOWN)
    nameless = replace(stranger, known=frozenset(Need) - {Need.BUYER_KIND, Need.BUYER_TAX_ID})
    assert _codes(assess_sale(nameless))["fatura"] == ["missing_buyer_kind"]
    assert _codes(assess_sale(replace(stranger, known=frozenset(Need) - {Need.BUYER_KIND})))["fatura"] == []


@pytest.mark.parametrize(
    ("buyer_country", "missing"), [("ES", []), ("PT", ["document_only_at_home"]), ("", ["missing_buyer_country"])]
)
def test_simplified_invoices_are_for_buyers_at_home(buyer_country: str, missing: list[str]) -> None:
    known = frozenset(Need) - ({Need.BUYER_COUNTRY} if not buyer_country else set())
    sale = _in("ES", gross_total=Decimal(10), buyer_country=buyer_country, known=known)
    assert _codes(assess_sale(sale))["factura_simplificada"] == missing


@pytest.mark.parametrize("country", ["CO", "MX", "BR", "PE"])
def test_needs_that_were_not_looked_up_leave_documents_unknown(country: str) -> None:
    receipt, *others = assess_sale(_in(country))
    assert (receipt.document, receipt.state) == ("receipt", "ready")
    assert others
    assert {each.state for each in others} == {"unknown"}
    assert {sentence.code for each in others for sentence in each.missing} == {"needs_not_looked_up"}


def test_without_a_store_its_facts_are_unknown_and_not_missing() -> None:
    of_store = frozenset(need for need in Need if need.startswith("seller_"))
    boleta = assess_sale(_sale(known=frozenset(Need) - of_store, untold=of_store))[1]
    assert (boleta.state, boleta.missing) == ("unknown", ())
    assert boleta.untold == (Need.SELLER_LEGAL_NAME, Need.SELLER_TAX_ID, Need.SELLER_ACTIVITY)


@pytest.mark.parametrize(
    "row",
    [
        replace(_VAT, is_vat=False),
        replace(_VAT, rate=None),
        replace(_VAT, parts=(TaxPart("IVA", Decimal(19), Decimal(1)), TaxPart("ILA", Decimal(10), Decimal(1)))),
    ],
)
def test_taxes_beside_vat_stand_against_documents_that_cannot_hold_them(row: TaxTotal) -> None:
    assert "taxes_beside_vat" in _codes(assess_sale(_sale(taxes=(_VAT, row))))["factura"]
    assert "taxes_beside_vat" in _codes(assess_sale(_in("ES", taxes=(_VAT, row))))["en16931"]
    assert "taxes_beside_vat" not in _codes(assess_sale(_in("ES", taxes=(_VAT, row))))["factura"]


@pytest.mark.parametrize(
    ("tax", "misses"), [("1597.56", False), ("1597.57", True), ("1595.58", False), ("1595.57", True)]
)
def test_en16931_allows_less_than_a_unit_between_tax_and_rate(tax: str, misses: bool) -> None:
    # 19 % of 8403 are 1596.57.
    row = replace(_VAT, tax=Decimal(tax))
    assert ("tax_misses_rate" in _codes(assess_sale(_in("ES", taxes=(row,))))["en16931"]) is misses


@pytest.mark.parametrize(("categories", "refused"), [({"O"}, False), ({"O", "S"}, True), ({"E", "S"}, False)])
def test_en16931_mixes_nothing_with_what_is_outside_the_scope(categories: set[str], refused: bool) -> None:
    found = _codes(assess_sale(_in("ES", categories=frozenset(categories))))["en16931"]
    assert ("outside_scope_beside_others" in found) is refused


@pytest.mark.parametrize(("means", "needed"), [("30", True), ("58", True), ("48", False), ("", False)])
def test_en16931_asks_for_an_iban_where_transfers_pay(means: str, needed: bool) -> None:
    sale = _in("PT", payment_means=means, known=frozenset(Need) - {Need.SELLER_IBAN})
    assert ("missing_seller_iban" in _codes(assess_sale(sale))["en16931"]) is needed


@pytest.mark.parametrize(("category", "needed"), [("AE", True), ("K", True), ("E", False), ("S", False)])
def test_en16931_asks_for_the_buyers_vat_number_where_they_owe_the_tax(category: str, needed: bool) -> None:
    sale = _in("FR", categories=frozenset({category}), known=frozenset(Need) - {Need.BUYER_VAT_ID})
    assert ("missing_buyer_vat_id" in _codes(assess_sale(sale))["en16931"]) is needed


def test_only_member_states_ask_for_en16931() -> None:
    assert "en16931" not in _codes(assess_sale(_in("US")))
    assert "en16931" not in _codes(assess_sale(_sale()))
    assert "en16931" in _codes(assess_sale(_in("IT")))


def test_every_missing_fact_has_a_field_that_mends_it() -> None:
    for need in Need:
        assert MISSING[need].code == f"missing_{need}"
        assert field_of(MISSING[need].code) is not None
    assert all(field_of(each.code) is not None for each in WRONG.values())
    assert field_of("above_limit") is None


def test_settings_that_mend_exist() -> None:
    names = {each.name for each in InvoicingSettings._meta.get_fields()}
    fields = [field_of(each.code) for each in (*MISSING.values(), *WRONG.values())]
    settings = {each.name for each in fields if each and each.place == "settings"}
    assert settings
    assert settings <= names


@given(
    country=st.sampled_from(_COUNTRIES),
    kind=st.sampled_from(BuyerKind),
    total=st.decimals("0", "9999999", places=2),
    removed=st.sets(st.sampled_from(Need)),
)
def test_removing_a_fact_never_makes_a_document_ready(
    country: str, kind: BuyerKind, total: Decimal, removed: set[Need]
) -> None:
    whole = _in(country, buyer_kind=kind, gross_total=total)
    less = replace(whole, known=frozenset(Need) - removed)
    before = {each.document: each for each in assess_sale(whole)}
    for after in assess_sale(less):
        gone = {sentence.code for sentence in after.missing} - {code.code for code in before[after.document].missing}
        assert gone <= {f"missing_{need}" for need in removed}
        assert before[after.document].state == after.state or after.state == "missing"


def test_every_country_assesses_an_order() -> None:
    for code in registry.COUNTRIES:
        assessed = assess_sale(_in(code))
        assert assessed
        assert len({each.document for each in assessed}) == len(assessed)
