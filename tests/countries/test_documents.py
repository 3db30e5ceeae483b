"""The rules about official documents at their edges, and that each names its source and the day of its check."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from apps.countries import registry
from apps.countries.default import DEFAULT
from apps.countries.documents import Afterwards, AmountLimit, Need, OfficialDocument, Rule


def _document(country: str, code: str) -> OfficialDocument:
    return next(each for each in registry.country(country).official_documents if each.code == code)


def _rules(value: Any) -> Iterator[Rule]:
    """Yield all rules in `value` and in its fields."""
    if isinstance(value, tuple | Mapping):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _rules(each)
    elif is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Rule):
            yield value
        for each in fields(value):
            yield from _rules(getattr(value, each.name))


def test_every_rule_names_its_source_and_the_day_of_its_check() -> None:
    for country in (DEFAULT, *registry.COUNTRIES.values()):
        rules = list(_rules(country))
        assert rules
        for rule in rules:
            assert rule.source.strip() == rule.source != ""
            assert date(2026, 11, 1) <= rule.checked <= date(2027, 12, 31)


def test_codes_of_a_countrys_documents_differ() -> None:
    for country in registry.COUNTRIES.values():
        codes = [each.code for each in country.official_documents]
        assert len(codes) == len(set(codes))
        numbers = [each.authority_code for each in country.official_documents if each.authority_code]
        assert len(numbers) == len(set(numbers))


def test_a_country_without_facts_has_no_documents() -> None:
    assert DEFAULT.official_documents == ()
    assert registry.country("AR").official_documents == ()


@pytest.mark.parametrize(
    ("country", "codes"),
    [
        ("CL", {"boleta": "39", "boleta_exenta": "41", "factura": "33", "factura_exenta": "34", "nota_credito": "61"}),
        ("PT", {"fatura_recibo": "FR", "fatura_simplificada": "FS", "fatura": "FT", "nota_credito": "NC"}),
        ("ES", {"factura_simplificada": "F2", "factura": "F1", "factura_rectificativa": ""}),
        ("FR", {"simplified_invoice": "", "invoice": "", "credit_note": ""}),
    ],
)
def test_which_documents_exist(country: str, codes: dict[str, str]) -> None:
    found = registry.country(country).official_documents
    assert {each.code: each.authority_code for each in found} == codes


@pytest.mark.parametrize("country", ["CO", "MX", "BR", "PE"])
def test_needs_that_were_not_looked_up_are_unknown(country: str) -> None:
    sales = [each for each in registry.country(country).official_documents if each.use == "sale"]
    assert sales
    assert all(each.needs is None for each in sales)


def test_a_factura_of_chile_needs_rut_name_giro_address_and_comuna() -> None:
    buyers = {fact for fact in _document("CL", "factura").needs or () if fact.startswith("buyer_")}
    assert buyers == {
        Need.BUYER_NATIONAL_ID,
        Need.BUYER_NAME,
        Need.BUYER_ACTIVITY,
        Need.BUYER_ADDRESS,
        Need.BUYER_MUNICIPALITY,
    }


def test_a_boleta_names_the_buyer_above_135_uf() -> None:
    naming = _document("CL", "boleta").naming
    assert naming is not None
    assert naming.facts == {Need.BUYER_NAME, Need.BUYER_NATIONAL_ID, Need.PAYMENT_MEANS}
    assert naming.limit.in_year(2026) == Decimal("5363274.60")
    assert naming.limit.is_passed(Decimal(5363274), "CLP", 2026) is False
    assert naming.limit.is_passed(Decimal(5363275), "CLP", 2026) is True
    assert naming.limit.in_year(2025) == Decimal("5186253.15")
    assert naming.limit.is_passed(Decimal(5186253), "CLP", 2025) is False
    assert naming.limit.is_passed(Decimal(5186254), "CLP", 2025) is True


@pytest.mark.parametrize(("year", "currency"), [(2024, "CLP"), (2027, "CLP"), (2026, "USD")])
def test_a_limit_is_unknown_in_other_years_and_currencies(year: int, currency: str) -> None:
    naming = _document("CL", "boleta").naming
    assert naming is not None
    assert naming.limit.is_passed(Decimal(1), currency, year) is None


@pytest.mark.parametrize(
    ("country", "code", "consumer", "business"),
    [
        ("PT", "fatura_simplificada", "1000.00", "100.00"),
        ("ES", "factura_simplificada", "3000.00", "400.00"),
        ("DE", "simplified_invoice", "250.00", "250.00"),
        ("IT", "simplified_invoice", "400.00", "400.00"),
        ("AT", "simplified_invoice", "100.00", "100.00"),
    ],
)
def test_a_simplified_invoice_is_allowed_up_to_and_with_its_limit(
    country: str, code: str, consumer: str, business: str
) -> None:
    simplified = _document(country, code)
    for limit, amount in ((simplified.consumer_limit, consumer), (simplified.business_limit, business)):
        assert isinstance(limit, AmountLimit)
        assert limit.is_passed(Decimal(amount), "EUR", 2026) is False
        assert limit.is_passed(Decimal(amount) + Decimal("0.01"), "EUR", 2026) is True


@pytest.mark.parametrize(("total", "is_named"), [("999.99", False), ("1000.00", True), ("1000.01", True)])
def test_a_fatura_names_private_buyers_from_1000_euros_on(total: str, is_named: bool) -> None:
    for code in ("fatura", "fatura_recibo"):
        naming = _document("PT", code).naming
        assert naming is not None
        assert naming.limit.is_passed(Decimal(total), "EUR", 2026) is is_named


@pytest.mark.parametrize(
    ("country", "sold_on", "last_day", "afterwards"),
    [
        ("CL", date(2026, 1, 15), date(2026, 7, 15), Afterwards.NO_TAX_BACK),
        ("CL", date(2026, 8, 31), date(2027, 2, 28), Afterwards.NO_TAX_BACK),
        ("CL", date(2027, 8, 31), date(2028, 2, 29), Afterwards.NO_TAX_BACK),
        ("CL", date(2026, 6, 30), date(2026, 12, 30), Afterwards.NO_TAX_BACK),
        ("ES", date(2024, 2, 29), date(2028, 2, 29), Afterwards.NOT_ALLOWED),
        ("ES", date(2026, 12, 31), date(2030, 12, 31), Afterwards.NOT_ALLOWED),
    ],
)
def test_the_period_of_credit_notes_ends_on_the_same_day(
    country: str, sold_on: date, last_day: date, afterwards: Afterwards
) -> None:
    (period,) = registry.country(country).credit_note_periods
    assert period.last_day(sold_on) == last_day
    assert period.afterwards is afterwards


def test_portugal_has_no_known_period_of_credit_notes() -> None:
    assert registry.country("PT").credit_note_periods == ()


@pytest.mark.parametrize(
    ("sold_on", "last_day"),
    [(date(2026, 11, 1), date(2026, 12, 15)), (date(2026, 12, 31), date(2027, 1, 15))],
)
def test_an_invoice_to_a_spanish_business_is_issued_by_the_15th_of_the_next_month(
    sold_on: date, last_day: date
) -> None:
    rules = registry.country("ES").date_rules
    assert rules is not None
    assert rules.last_day(sold_on, is_business=True) == last_day
    assert rules.last_day(sold_on, is_business=False) == sold_on


def test_dates_follow_numbers_in_portugal() -> None:
    portugal, chile = registry.country("PT").date_rules, registry.country("CL").date_rules
    assert portugal is not None
    assert portugal.follows_numbers
    assert portugal.last_day(date(2026, 11, 1), is_business=True) is None
    assert chile is not None
    assert not chile.follows_numbers


@pytest.mark.parametrize(
    ("country", "by"), [("CL", "document"), ("PT", "document"), ("ES", "document"), ("DE", "document"), ("MX", "line")]
)
def test_how_taxes_are_rounded_in_new_stores(country: str, by: str) -> None:
    assert registry.country(country).rounding.by == by


def test_member_states_use_en16931() -> None:
    assert {code for code, each in registry.COUNTRIES.items() if each.uses_en16931} == set(
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
    )
