"""The normal form of tax numbers: one form for all spellings, a prefix in the European Union, nothing for slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.countries.tax_numbers import is_vat_number, normal_tax_number


@pytest.mark.parametrize(
    ("country", "written", "normal"),
    [
        ("CL", "12.345.678-5", "12345678-5"),
        ("CL", "60803000k", "60803000-K"),
        ("CL", "76192083-9", "76192083-9"),
        ("CL", "5.126.663-3", "5126663-3"),
        ("CL", "05.126.663-3", "5126663-3"),
        ("PT", "501 442 600", "PT501442600"),
        ("PT", "PT 501442600", "PT501442600"),
        ("ES", "b-58378431", "ESB58378431"),
        ("ES", "1234567L", "ES01234567L"),
        ("GR", "094259216", "EL094259216"),
        ("GR", "EL 094259216", "EL094259216"),
        ("FR", "83 404 833 048", "FR83404833048"),
        ("NL", "4495445B01", "NL004495445B01"),
        ("AT", "ATU13585627", "ATU13585627"),
        ("DE", "136 695 976", "DE136695976"),
        ("GB", "GB 980780684", "980780684"),
        ("PE", "20512333797", "20512333797"),
        ("CO", "800.197.268-4", "8001972684"),
        ("MX", "gode561231gr8", "GODE561231GR8"),
        ("BR", "16.727.230/0001-97", "16727230000197"),
        ("BR", "390.533.447-05", "39053344705"),
    ],
)
def test_one_form_for_all_spellings(country: str, written: str, normal: str) -> None:
    assert normal_tax_number(written, country) == normal
    assert normal_tax_number(normal, country) == normal


def test_a_number_that_is_no_vat_number_gets_no_prefix() -> None:
    assert normal_tax_number("404 833 048", "FR") == "404833048"


def test_a_vat_number_of_another_member_state_keeps_its_own_prefix() -> None:
    assert normal_tax_number("PT 501442600", "ES") == "PT501442600"
    assert normal_tax_number("501442600", "ES") == ""


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("PT501442600", True),
        ("EL094259216", True),
        ("404833048", False),
        ("76192083-9", False),
        ("ESCO850101AB1", False),
        ("", False),
    ],
)
def test_vat_numbers_of_the_union_have_a_prefix_and_a_check_digit(number: str, is_one: bool) -> None:
    assert is_vat_number(number) is is_one


def test_a_number_without_a_check_digit_is_only_freed_of_separators() -> None:
    assert normal_tax_number("1.020.304.050", "CO") == "1020304050"


@pytest.mark.parametrize(
    ("country", "written"),
    [("CL", "12.345.678-6"), ("PT", "501442601"), ("ES", "X"), ("US", "12-3456789"), ("", "501442600"), ("PT", "")],
)
def test_what_cannot_be_checked_has_no_normal_form(country: str, written: str) -> None:
    assert normal_tax_number(written, country) == ""


@given(number=st.text(max_size=20), country=st.sampled_from(["CL", "PT", "ES", "CO", "MX", "PE", "BR", "FR", "US", ""]))
def test_the_normal_form_is_its_own(number: str, country: str) -> None:
    normal = normal_tax_number(number, country)
    assert not normal or normal_tax_number(normal, country) == normal


@given(digits=st.integers(min_value=1_000_000, max_value=99_999_999), last=st.sampled_from("0123456789K"))
def test_a_rut_is_normal_with_its_own_check_digit_alone(digits: int, last: str) -> None:
    factors = [2 + place % 6 for place in range(len(str(digits)))]
    rest = 11 - sum(int(digit) * factor for digit, factor in zip(reversed(str(digits)), factors, strict=True)) % 11
    right = {11: "0", 10: "K"}.get(rest, str(rest))
    assert normal_tax_number(f"{digits}{last}", "CL") == (f"{digits}-{last}" if last == right else "")
