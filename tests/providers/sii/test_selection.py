"""Which document a sale becomes, whom it names, and what holds it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from apps.countries.addresses import Address
from apps.formats.document import TaxPart, TaxTotal
from apps.providers.document import Document, Party
from apps.providers.plan import Nothing, Plan, Refusal
from apps.providers.sii.choices import Options, options_of
from apps.providers.sii.credit import build_credit
from apps.providers.sii.dte import Dte, Issuer
from apps.providers.sii.sale import build_sale
from tests.providers.documents import COMPANY, CONSUMER, TODAY, credit_note, document, line, order_a

_ISSUER = Issuer(
    rut="76795561-8", name="HAULMER SPA", activity="VENTA", acteco="479100", address="Prat 527", comuna="Curicó"
)
_NAMED = replace(CONSUMER, tax_id="12.345.678-5", normal_tax_id="12345678-5")
_LIMIT = 5363274


def build(sale: Document, **options: Any) -> Dte | Refusal | Nothing:
    return build_sale(sale, _ISSUER, Options(**options))


def built(sale: Document, **options: Any) -> Dte:
    dte = build(sale, **options)
    assert isinstance(dte, Dte), dte
    return dte


def codes(sale: Document, **options: Any) -> list[str]:
    refusal = build(sale, **options)
    assert isinstance(refusal, Refusal), refusal
    return [each.code for each in refusal.problems]


def receiver(sale: Document) -> Any:
    return built(sale).dte["Encabezado"]["Receptor"]


@pytest.mark.parametrize(
    ("buyer", "options", "kind"),
    [
        (CONSUMER, {}, "39"),
        (COMPANY, {}, "33"),
        (replace(COMPANY, wants_factura=False), {}, "39"),
        (replace(COMPANY, wants_factura=None), {}, "33"),
        (replace(COMPANY, wants_factura=None), {"company_buyer": "boleta"}, "39"),
        (replace(COMPANY, wants_factura=None), {"company_buyer": "with_giro"}, "33"),
        (replace(COMPANY, wants_factura=None, activity=""), {"company_buyer": "with_giro"}, "39"),
        (replace(_NAMED, kind=""), {}, "39"),
    ],
)
def test_the_buyer_s_wish_tells_the_document(buyer: Party, options: dict[str, Any], kind: str) -> None:
    assert built(order_a(buyer), **options).type == kind


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"tax_id": "", "normal_tax_id": ""}, "buyer_rut_missing"),
        ({"tax_id": "76.192.083-8", "normal_tax_id": ""}, "buyer_rut_wrong"),
        ({"name": " 😀"}, "buyer_name_missing"),
        ({"activity": ""}, "buyer_giro_missing"),
        ({"address": Address(municipality="Providencia"), "address_text": ""}, "buyer_address_missing"),
        ({"address": Address(street="Uno", city="Santiago")}, "buyer_comuna_missing"),
        ({"address": Address(street="Uno", municipality="Sanhattan")}, "buyer_comuna_unknown"),
        ({"country": "AR"}, "buyer_rut_wrong"),
    ],
)
def test_a_factura_with_a_gap_is_held_and_never_becomes_a_boleta(changes: dict[str, Any], missing: str) -> None:
    assert codes(order_a(replace(COMPANY, **changes))) == [missing]


def test_a_factura_names_the_comuna_by_its_official_name() -> None:
    buyer = replace(COMPANY, address=Address(street="Uno", street_number="1", municipality="NUNOA"))
    assert receiver(order_a(buyer))["CmnaRecep"] == "Ñuñoa"


def test_long_texts_are_cut_with_a_remark() -> None:
    dte = built(order_a(replace(COMPANY, activity="Venta de poleras " * 4)))
    assert dte.dte["Encabezado"]["Receptor"]["GiroRecep"] == "Venta de poleras Venta de poleras Venta"
    assert [(each.code, each.figures) for each in dte.remarks] == [
        ("sii_text_cut", {"field": "GiroRecep", "most": "40"})
    ]


@pytest.mark.parametrize(
    ("buyer", "rut"),
    [
        (CONSUMER, "66666666-6"),
        (replace(CONSUMER, country="BR", tax_id="529.982.247-25", normal_tax_id="52998224725"), "55555555-5"),
        (_NAMED, "12345678-5"),
        (replace(_NAMED, normal_tax_id=""), "66666666-6"),
    ],
)
def test_a_boleta_states_the_rut_that_the_buyer_has(buyer: Party, rut: str) -> None:
    dte = built(order_a(buyer))
    assert dte.dte["Encabezado"]["Receptor"]["RUTRecep"] == rut
    is_left_out = bool(buyer.tax_id) and buyer.country == "CL" and not buyer.normal_tax_id
    assert [each.code for each in dte.remarks] == ["sii_rut_left_out"] * is_left_out


@pytest.mark.parametrize(
    ("counts", "means", "outcome"),
    [
        (True, "48", Nothing),
        (None, "48", Refusal),
        (None, "", Refusal),
        (False, "48", Dte),
        (True, "10", Dte),
        (None, "30", Dte),
    ],
)
def test_a_voucher_may_be_the_boleta(counts: bool | None, means: str, outcome: type) -> None:
    order = order_a(voucher_counts=counts, payment_means=means)
    assert isinstance(build(order), outcome)
    assert isinstance(build(replace(order, buyer=COMPANY)), Dte)


def test_above_the_limit_a_boleta_names_buyer_and_payment() -> None:
    at, above = (document([line("Moto", _LIMIT + more)], payment_means="48") for more in (0, 1))
    assert "MedioPago" not in built(at).dte["Encabezado"]["IdDoc"]
    assert codes(above) == ["sii_boleta_must_name", "buyer_rut_missing"]
    assert codes(replace(above, payment_means="", buyer=_NAMED)) == ["sii_boleta_must_name", "payment_means_missing"]
    header = built(replace(above, buyer=_NAMED)).dte["Encabezado"]
    assert header["IdDoc"]["MedioPago"] == 2
    assert header["Receptor"] == {"RUTRecep": "12345678-5", "RznSocRecep": "Ana Muñoz"}


def test_in_a_year_without_a_known_limit_only_large_boletas_are_held() -> None:
    later: dict[str, Any] = {"today": date(2031, 1, 2), "payment_means": "48"}
    assert codes(document([line("Moto", 3_000_000)], **later)) == ["sii_limit_unknown", "buyer_rut_missing"]
    assert built(document([line("Polera", 1_000_000)], **later)).type == "39"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rate": 10}, "sii_line_tax"),
        ({"fixed_tax": Decimal(1)}, "sii_line_tax"),
        ({"rate": None, "tax_rate": None}, "sii_line_tax"),
        ({"rate": 0, "tax_category": ""}, "sii_tax_reason_missing"),
        ({"rate": 0, "tax_category": "G"}, "sii_line_tax"),
        ({"quantity": "0.0000001"}, "sii_line_amount"),
    ],
)
def test_a_line_that_no_dte_states_is_held(changes: dict[str, Any], code: str) -> None:
    assert code in codes(document([line("Polera", 1190, **changes)], taxes=()))


def test_other_taxes_and_currencies_are_held() -> None:
    other = TaxTotal(rate=Decimal(39), net=Decimal(1), tax=Decimal(0), gross=Decimal(1), is_vat=False)
    parts = replace(other, is_vat=True, parts=(TaxPart("IVA", Decimal(19), Decimal(0)),) * 2)
    for row in (other, parts):
        assert codes(order_a(taxes=(row,))) == ["sii_other_taxes"]
    assert codes(order_a(currency="USD")) == ["provider_currency"]


def test_nothing_charged_is_nothing_to_declare() -> None:
    outcome = build(document([line("Regalo", 0)]))
    assert isinstance(outcome, Nothing)
    assert outcome.problem.code == "sii_nothing_charged"


def test_free_lines_are_left_out_and_declared_as_nothing() -> None:
    dte = built(document([line("Regalo", 0), line("Polera", 1190)]))
    assert [each["NmbItem"] for each in dte.dte["Detalle"]] == ["Polera"]
    assert [each.gross for each in dte.lines] == [0, 1190]


@pytest.mark.parametrize(("buyer", "most"), [(CONSUMER, 1000), (COMPANY, 60)])
def test_more_lines_than_the_schema_takes_are_held(buyer: Party, most: int) -> None:
    assert built(document([line("Polera", 1190)] * most, buyer)).type in {"39", "33"}
    refusal = build(document([line("Polera", 1190)] * (most + 1), buyer))
    assert isinstance(refusal, Refusal)
    assert refusal.problems[-1].figures == {"lines": str(most + 1), "most": str(most)}


def test_a_discount_stands_in_its_line() -> None:
    detail = built(document([line("Polera", 20000, quantity=2, discount=3000)])).dte["Detalle"][0]
    assert (detail["PrcItem"], detail["DescuentoMonto"], detail["MontoItem"]) == (10000, 3000, 17000)
    detail = built(document([line("Polera", 20000, quantity=2, discount=3000)], COMPANY), accepts_peso=True).dte[
        "Detalle"
    ][0]
    assert (detail["PrcItem"], detail["MontoItem"]) == (7142.857143, 14286)
    assert "DescuentoMonto" not in detail


def test_names_have_signs_of_latin1_only() -> None:
    detail = built(document([line("Polera “Ñandú” — M 😀", 1190)])).dte["Detalle"][0]
    assert detail["NmbItem"] == 'Polera "Ñandú" - M'
    assert codes(document([line("😀", 1190)])) == ["sii_item_without_text"]
    long = "Polera de algodón " * 6
    detail = built(document([line(long, 1190)])).dte["Detalle"][0]
    assert (len(detail["NmbItem"]), detail["DscItem"]) == (80, long.strip())


def test_an_unpaid_factura_is_on_credit() -> None:
    assert built(order_a(COMPANY, payment_date=None)).dte["Encabezado"]["IdDoc"]["FmaPago"] == 2


def test_choices_that_nobody_made_are_the_safe_ones() -> None:
    assert options_of({}) == options_of({"peso_difference": "?"}) == Options()


def noted(sale: Document, **changes: Any) -> Dte | Refusal | Nothing:
    """Return the nota de crédito for all of `sale`, with `changes`."""
    plan = _plan_of(sale)
    note = replace(credit_note(sale, plan, number=f"{plan.type}-7"), **changes)
    return build_credit(note, _ISSUER, Options(), plan.body["dte"])


def why(outcome: Dte | Refusal | Nothing) -> list[str]:
    assert isinstance(outcome, Refusal), outcome
    return [each.code for each in outcome.problems]


def test_a_credit_note_is_never_dated_before_its_original() -> None:
    assert why(noted(order_a(), today=date(2026, 11, 24))) == ["sii_date_before_original"]


def test_a_credit_note_never_exceeds_its_original() -> None:
    sale = order_a()
    more = document([line("Polera", 30000)])
    whole = noted(sale, totals=more.totals, lines=more.lines)
    assert why(whole) == ["provider_total_unreachable"]
    note = credit_note(sale, _plan_of(sale), lines=more.lines)
    assert why(build_credit(note, _ISSUER, Options(), built(sale).dte)) == ["sii_credit_above_original"]
    exempt = credit_note(sale, _plan_of(sale), lines=[line("Libro", 100, rate=0)])
    assert why(build_credit(exempt, _ISSUER, Options(), built(sale).dte)) == ["sii_credit_above_original"]


def test_credit_notes_and_unknown_documents_are_not_credited() -> None:
    sale = order_a()
    note = credit_note(sale, _plan_of(sale))
    assert note.credits
    for kind in ("61", "110", ""):
        other = replace(note, credits=replace(note.credits, type=kind))
        assert why(build_credit(other, _ISSUER, Options(), {})) == ["sii_not_creditable"]


@pytest.mark.parametrize("buyer", [CONSUMER, COMPANY])
def test_an_original_that_is_not_kept_any_more_is_credited_from_its_lines(buyer: Party) -> None:
    sale = order_a(buyer)
    dte = build_credit(credit_note(sale, _plan_of(sale), number="33-7"), _ISSUER, Options(), {})
    assert isinstance(dte, Dte)
    assert dte.dte["Referencia"][0]["CodRef"] == 1
    assert dte.dte["Encabezado"]["Totales"]["MntTotal"] == 23970
    assert "RznSocRecep" in dte.dte["Encabezado"]["Receptor"]


def test_the_merchant_s_reason_stands_in_the_reference() -> None:
    dte = noted(order_a(), credit_reason="Devolución — talla equivocada")
    assert isinstance(dte, Dte)
    reference = {"NroLinRef": 1, "TpoDocRef": "39", "FolioRef": "7", "FchRef": TODAY.isoformat(), "CodRef": 1}
    assert dte.dte["Referencia"] == [reference | {"RazonRef": "Devolución - talla equivocada"}]


def _plan_of(sale: Document) -> Plan:
    dte = built(sale)
    body = {"dte": dte.dte}
    return Plan(type=dte.type, issue_date=dte.issue_date, body=body, lines=dte.lines, totals=dte.totals)
