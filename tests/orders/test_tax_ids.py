"""Tax numbers: errors are detected, and no number that a buyer may rightly state is called wrong."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from stdnum.br import cnpj, cpf
from stdnum.cl import rut
from stdnum.co import nit
from stdnum.es import dni, nif

from apps.orders import tax_ids
from apps.orders.buyers import read_buyer
from tests.factories import order

_COUNTRIES = sorted(code for code in map(str, Locale("en").territories) if len(code) == 2)

_GOOD = {
    "CL": ["76086428-5", "12.531.909-2", "12.531.909 - 2", "CL 12531909-2", "7.654.321-6", "66.666.666-6", "123456789"],
    "PT": ["501964843", "PT 501 964 843", "999999990", "501.964.843"],
    "ES": ["54362315K", "54.362.315-K", "x-5253868-r", "B64717838", "ES B-58378431", "M1234567L", "AAA123456"],
    "CO": ["213.123.432-1", "2131234321", "213123432", "52123456", "1.023.456.789", "222222222222", "AB123456"],
    "MX": ["GODE561231GR8", "MAB-930714-8T4", "VACE 460910 SX6", "XAXX010101000", "XEXX010101000", "Ñ&Ñ930714AB1"],
    "BR": ["390.533.447-05", "11.222.333/0001-81", "12.ABC.345/01DE-35", "FX123456"],
    "PE": ["20512333797", "10117410", "10117410-2", "001234567", "G1234567"],
    "AR": ["20-05536168-2", "20055361682", "20.123.456", "5536168", "25123456789", "AAB123456"],
    "UY": ["21-100342-001-7", "UY 21 140634 001 1", "1.234.567-8", "C123456"],
    "EC": ["1792060346-001", "1714307103", "1714307103001", "1793213150001", "9999999999999", "A1234567"],
    "DE": ["DE 136,695 976", "136695976", "36574261809"],
    "FR": ["FR 40 303 265 045", "552 008 443", "73282932000074"],
    "IT": ["00743110157", "IT00743110157", "RCCMNL83S18D969H"],
    "GR": ["EL 094259216"],
    "CH": ["CHE-107.787.577 IVA", "CHE-100.155.212"],
    "GT": ["CF", "C/F", "576937-K"],
    "IN": ["27AAPFU0939F1ZV"],
}
_WRONG = {
    "CL": ["76086428-6", "12.531.909-K", "1-9", "76086A28-5", "no tengo"],
    "PT": ["501964842", "50196484", "PT501964842"],
    "ES": ["54362315Z", "B64717839", "54362315", "X5253868A"],
    "CO": ["213.123.432-2", "9001234561", "123", "1023456789-1"],
    "MX": ["GODE561331GR8", "GODE56", "123456789012"],
    "BR": ["390.533.447-06", "11.222.333/0001-82", "12.ABC.345/01DE-36", "1234567890"],
    "PE": ["20512333798", "2051233379"],
    "AR": ["20-05536168-3", "201234"],
    "UY": ["211003420018", "123"],
    "EC": ["1714307104", "1714307104001", "179206034601"],
    "DE": ["136695978"],
    "FR": ["FR 40 303 265 046"],
}


@pytest.mark.parametrize(("country", "number"), [(country, n) for country, some in _GOOD.items() for n in some])
def test_what_may_be_right_raises_no_alarm(country: str, number: str) -> None:
    assert tax_ids.check_tax_id(number, country) is None


@pytest.mark.parametrize(("country", "number"), [(country, n) for country, some in _WRONG.items() for n in some])
def test_a_slip_is_seen_and_the_number_itself_never_told(country: str, number: str) -> None:
    problem = tax_ids.check_tax_id(number, country)
    assert problem is not None
    assert problem.code == "wrong_tax_id"
    assert Locale("en").territories[country] in problem.message
    assert number not in problem.message
    assert not any(letter.isdigit() for letter in problem.message)


@pytest.mark.parametrize(
    ("number", "country", "reason"),
    [
        ("76086428-6", "CL", "Its check digit does not fit"),
        ("390.533.447-06", "BR", "Its check digit does not fit"),
        ("1234567890", "BR", "It is too short or too long"),
        ("99055361682", "AR", "A part of it does not exist"),
        ("76086A28-5", "CL", "It is not written like one"),
    ],
)
def test_the_message_says_what_is_wrong(number: str, country: str, reason: str) -> None:
    problem = tax_ids.check_tax_id(number, country)
    assert problem is not None
    assert reason in problem.message


@pytest.mark.parametrize("country", ["", "C", "ZZ", "US", "XX", "CHL", "..", "é"])
def test_a_country_that_nobody_described_is_not_judged(country: str) -> None:
    assert tax_ids.check_tax_id("76086428-6", country) is None


@pytest.mark.parametrize("number", ["", " ", "-", "\u00a0"])
def test_no_number_is_not_a_wrong_one(number: str) -> None:
    assert tax_ids.check_tax_id(number, "CL") is None


def test_a_company_of_the_union_may_state_its_number_with_the_prefix_anywhere() -> None:
    assert tax_ids.check_tax_id("ES B58378431", "PT") is None
    assert tax_ids.check_tax_id("ESB58378432", "PT") is not None


@given(number=st.text(max_size=30), country=st.sampled_from(_COUNTRIES))
def test_no_text_breaks_it(number: str, country: str) -> None:
    problem = tax_ids.check_tax_id(number, country)
    assert problem is None or problem.code == "wrong_tax_id"


@given(number=st.from_regex(r"[A-Z]{0,4}[0-9]{5,16}[A-Z0-9]?", fullmatch=True), country=st.sampled_from(_COUNTRIES))
def test_nothing_that_looks_like_a_number_breaks_it(number: str, country: str) -> None:
    problem = tax_ids.check_tax_id(number, country)
    assert problem is None or problem.code == "wrong_tax_id"


# The prefix of a number, and the number as the document prints it behind its own label.
_LABELLED = [
    ("CL", "RUT 12.345.678-5", "12.345.678-5"),
    ("CL", "R.U.T.: 12.345.678-5", "12.345.678-5"),
    ("CL", "R. U. T. 12345678-5", "12345678-5"),
    ("CL", "N° RUT 12345678-5", "12345678-5"),
    ("CL", "Nº de RUT: 12345678-5", "12345678-5"),
    ("CL", "RUT N° 12345678-5", "12345678-5"),
    ("CL", "rut12345678-5", "12345678-5"),
    ("CL", "RUN: 7.654.321-6", "7.654.321-6"),
    ("CL", "Rut Empresa: 76.086.428-5", "76.086.428-5"),
    ("CL", "ＲＵＴ　７６．０８６．４２８－５", "76.086.428-5"),
    ("CL", "𝓡𝓤𝓣 76.086.428-5", "76.086.428-5"),
    ("CL", "RUT RUT: 76.086.428-5", "76.086.428-5"),
    ("CL", "R.U.T. 0012.345.678-5", "12.345.678-5"),
    ("CL", "0.765.432-4", "765.432-4"),
    ("CL", "765432-4", "765432-4"),
    ("CL", "RUT 765.432-4", "765.432-4"),
    ("CL", "54.321-7", "54.321-7"),
    ("CL", "RUT 123456785", "12345678-5"),
    ("AR", "CUIT 20-05536168-2", "20-05536168-2"),
    ("AR", "CUIT/CUIL: 20055361682", "20055361682"),
    ("AR", "D.N.I. 20.123.456", "20.123.456"),
    ("CO", "NIT. 213.123.432-1", "213.123.432-1"),
    ("CO", "NIT 0213.123.432-1", "213.123.432-1"),
    ("CO", "C.C. 52123456", "52123456"),
    ("CO", "CC52123456", "52123456"),
    ("CO", "CC No. 1.023.456.789", "1.023.456.789"),
    ("CO", "Cédula de ciudadanía: 52123456", "52123456"),
    ("PE", "RUC: 20512333797", "20512333797"),
    ("PE", "DNI 01234567", "01234567"),
    ("EC", "RUC 1792060346001", "1792060346001"),
    ("MX", "RFC: GODE561231GR8", "GODE561231GR8"),
    ("ES", "NIF 54362315K", "54362315K"),
    ("ES", "C.I.F.: B-64717838", "B-64717838"),
    ("ES", "CIFB64717838", "B64717838"),
    ("ES", "NIE X-5253868-R", "X-5253868-R"),
    ("ES", "012345678Z", "12345678Z"),
    ("ES", "1234567L", "1234567L"),
    ("PT", "NIF: 501964843", "501964843"),
    ("PT", "N.º de contribuinte: 501 964 843", "501 964 843"),
    ("PT", "NIPC 501964843", "501964843"),
    ("BR", "CPF 390.533.447-05", "390.533.447-05"),
    ("BR", "CPF/CNPJ: 11.222.333/0001-81", "11.222.333/0001-81"),
    ("BR", "CNPJ 00.000.000/0001-91", "00.000.000/0001-91"),
    ("DE", "VAT ID: DE136695976", "DE136695976"),
    ("UY", "C.I. 1.234.567-8", "1.234.567-8"),
    ("", "RUT: 12.345.678-5", "12.345.678-5"),
    ("US", "Tax ID: 12-3456789", "12-3456789"),
]


@pytest.mark.parametrize(("country", "written", "printed"), _LABELLED)
def test_a_number_loses_its_label_and_zeros_and_is_as_right_as_without(
    country: str, written: str, printed: str
) -> None:
    assert tax_ids.plain_tax_id(written, country) == printed
    assert tax_ids.check_tax_id(written, country) is None
    assert tax_ids.check_tax_id(printed, country) is None


@pytest.mark.parametrize(
    ("country", "written"),
    [
        ("MX", "CIFJ800101AB1"),
        ("MX", "RUT 850101 ABC"),
        ("MX", "NIEC850101AB1"),
        ("CL", "CCARLOS"),
        ("BR", "00.000.000/0001-91"),
        ("EC", "0102030400"),
        ("GT", "CF"),
    ],
)
def test_what_only_looks_like_a_label_stays(country: str, written: str) -> None:
    assert tax_ids.plain_tax_id(written, country) == written


@pytest.mark.parametrize(
    "label", ["RUT", "RUT:", "R.U.T. ", "NIT", "N° RUT", "RUT: -", "RUT: no tengo", "NIT 0", "RUT sin rut"]
)
def test_a_label_alone_is_no_number(label: str) -> None:
    made = order()
    made["billing_address"]["taxid"] = label
    assert read_buyer(made).tax_id == ""


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("CL", "RUT 12.345.678-9"),
        ("CL", "RUT 123456789"),
        ("CL", "RUT 12.345.678"),
        ("CL", "RUT0100-0"),
        ("CL", "R.U.T. 0876.543-1"),
        ("CL", "876.543-1"),
        ("CL", "1-9"),
        ("AR", "CUIT 20-05536168-3"),
        ("CO", "NIT 213.123.432-2"),
        ("PE", "RUC 20512333798"),
        ("ES", "NIF 54362315Z"),
        ("ES", "NIF123456"),
        ("ES", "1234567A"),
        ("PT", "NIF 501964842"),
        ("BR", "CNPJ 11.222.333/0001-82"),
        ("MX", "RFC GODE561331GR8"),
    ],
)
def test_a_slip_is_seen_behind_a_label(country: str, number: str) -> None:
    assert tax_ids.check_tax_id(number, country) is not None
    assert tax_ids.check_tax_id(tax_ids.plain_tax_id(number, country), country) is not None


@pytest.mark.parametrize("country", ["AR", "BR", "CL", "CO", "EC", "ES", "MX", "PE", "UY"])
def test_a_passport_may_have_nine_digits(country: str) -> None:
    assert tax_ids.check_tax_id("512345671", country) is None


@pytest.mark.parametrize("country", ["AR", "BR", "CL", "ES", "MX", "UY"])
def test_a_passport_is_no_sellers_number(country: str) -> None:
    assert tax_ids.check_tax_id("512345671", country, passports=False) is not None


_FRONTS = st.sampled_from(["{}", "{} ", "{}: ", "{}:", "{}.- ", "N° {} ", "Nº de {}: ", "{} N° ", "{} # "])
_DOTTED = [str, str.lower, ".".join, lambda label: f"{'.'.join(label)}."]


@given(
    _FRONTS, st.sampled_from(_DOTTED), st.sampled_from(["RUT", "RUN"]), st.integers(100, 99_999_999), st.integers(0, 2)
)
def test_every_rut_is_read_behind_every_label(front: str, cased: object, label: str, number: int, zeros: int) -> None:
    assert callable(cased)
    right = f"{number}-{rut.calc_check_digit(str(number))}"
    written = front.format(cased(label)) + "0" * zeros + right
    assert (tax_ids.plain_tax_id(written, "CL"), tax_ids.check_tax_id(written, "CL")) == (right, None)
    wrong = written[:-1] + ("0" if right[-1] != "0" else "1")
    assert tax_ids.check_tax_id(wrong, "CL") is not None


@given(_FRONTS, st.sampled_from(["NIF", "DNI", "CIF"]), st.integers(0, 99_999_999))
def test_every_dni_is_read_behind_every_label(front: str, label: str, number: int) -> None:
    right = f"{number:08}{dni.calc_check_digit(f'{number:08}')}"
    assert nif.is_valid(right)
    written = front.format(label) + right
    assert (tax_ids.plain_tax_id(written, "ES"), tax_ids.check_tax_id(written, "ES")) == (right, None)


@given(_FRONTS, st.integers(1, 99_999_999), st.booleans())
def test_every_cnpj_and_cpf_is_read_behind_every_label(front: str, number: int, is_company: bool) -> None:
    body = f"{number:08}0001" if is_company else f"{number:09}"
    digits = cnpj.calc_check_digits(body) if is_company else cpf._calc_check_digits(body)
    right = (cnpj if is_company else cpf).format(body + digits)
    written = front.format("CNPJ" if is_company else "CPF") + right
    assert (tax_ids.plain_tax_id(written, "BR"), tax_ids.check_tax_id(written, "BR")) == (right, None)


@given(_FRONTS, st.integers(800_000_000, 999_999_999), st.integers(0, 2))
def test_every_nit_is_read_behind_every_label(front: str, number: int, zeros: int) -> None:
    right = f"{number}-{nit.calc_check_digit(str(number))}"
    written = front.format("NIT") + "0" * zeros + right
    assert (tax_ids.plain_tax_id(written, "CO"), tax_ids.check_tax_id(written, "CO")) == (right, None)


@given(number=st.text("RUTCIFNO.°:0123456789-K ", max_size=20), country=st.sampled_from(["", "CL", "CO", "ES", "MX"]))
def test_a_number_that_was_read_is_read_no_further(number: str, country: str) -> None:
    printed = tax_ids.plain_tax_id(number, country)
    assert tax_ids.plain_tax_id(printed, country) == printed


def test_a_text_of_any_length_is_looked_at() -> None:
    assert tax_ids.check_tax_id("RUT" * 300_000, "CL") is not None
