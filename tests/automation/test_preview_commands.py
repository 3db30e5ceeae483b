"""Commands draft_order and render_order: the contract that scripts rely on."""

import json
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from apps.automation import file_preview
from tests.factories import order, product, tax

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run draft_order on a document and return exit status, printed JSON, and errors."""

    def ran(document: Any, *options: str) -> tuple[int, Any, str]:
        file, out, err = tmp_path / "order.json", StringIO(), StringIO()
        file.write_text(document if isinstance(document, str) else json.dumps(document, default=float))
        with pytest.raises(SystemExit) as ended:
            call_command("draft_order", str(file), *options, stdout=out, stderr=err)
        return int(str(ended.value.code)), json.loads(out.getvalue()) if out.getvalue() else None, err.getvalue()

    return ran


def test_ready(run: Run) -> None:
    status, printed, _ = run({"order": order()})
    assert status == 0
    # No country is known.
    unknown = {"exemption_code": "", "exemption_reason": ""}
    assert printed["lines"] == [
        {
            "kind": "product",
            "description": "Café de altura",
            "sku": "CAFE-1",
            "unit": "C62",
            "quantity": "1",
            "unit_price": "10000",
            "discount": "0",
            "tax_rate": "19",
            "tax_kind": "taxed",
            "net": "8403",
            "tax": "1597",
            "gross": "10000",
            "tax_category": "",
            **unknown,
        }
    ]
    amounts = {"net": "8403", "tax": "1597", "gross": "10000"}
    assert printed["taxes"] == [
        {"rate": "19", "kind": "taxed", "label": "", **amounts, "category": "", **unknown, "is_vat": None}
    ]
    totals = ("net_total", "tax_total", "gross_total", "gift_card_amount", "amount_paid")
    assert [printed[name] for name in totals] == ["8403", "1597", "10000", "0", "10000"]
    assert (printed["status"], printed["problems"], printed["currency"]) == ("ready", [], "CLP")


@pytest.mark.parametrize(
    ("zone", "name", "label"),
    [
        ("America/Santiago", "Jardín", "IVA 19 %"),
        ("America/Bogota", "Hogar", "IVA 19 %"),
        ("America/Lima", "Hogar", "Hogar 19 %"),
        ("America/Santiago", "ILA", "ILA 19 %"),
        ("UTC", "Jardín", "Jardín 19 %"),
    ],
)
def test_the_country_is_that_of_the_time_zone(run: Run, zone: str, name: str, label: str) -> None:
    line = product(taxes=[tax("19", inside=True) | {"name": name}])
    _, printed, _ = run(order(products=[line]), "--store-timezone", zone)
    assert [row["label"] for row in printed["taxes"]] == [label]


def test_kinds_of_no_tax_have_their_rows(run: Run) -> None:
    lines = [product(taxes=[tax("0", inside=True) | {"name": name}]) for name in ("Exonerado Ley 27037", "IGV 0%")]
    made = order(products=[*lines, product(taxes=[])], subtotal=30000, total=30000, tax=0)
    _, printed, _ = run(made, "--store-timezone", "America/Lima")
    assert [(row["kind"], row["label"], row["gross"]) for row in printed["taxes"]] == [
        ("zero_rated", "IGV 0 %", "10000"),
        ("exempt", "Exonerado Ley 27037", "10000"),
        ("untaxed", "", "10000"),
    ]
    assert [line["tax_kind"] for line in printed["lines"]] == ["exempt", "zero_rated", "untaxed"]


@pytest.mark.parametrize(
    ("currency", "price", "shown"),
    [
        ("CLP", "8403.361344537815", "8403.361344537815"),
        ("EUR", "0.0833", "0.0833"),
        ("EUR", "12.5", "12.50"),
        ("CLP", "1E+3", "1000"),
        ("KWD", "1.23456789", "1.23456789"),
    ],
)
def test_a_unit_price_is_shown_as_it_is_stated(currency: str, price: str, shown: str) -> None:
    assert file_preview._price(Decimal(price), currency) == shown


def test_characters_without_a_glyph_are_a_problem_and_styled_ones_are_none(run: Run) -> None:
    _, printed, _ = run(
        order(products=[product(name="𐎠𐎡 tablilla 𓀀"), product(name="𝓑𝓸𝓵𝓼𝓸 Ⓒ")], subtotal=20000, total=20000, tax=3194)
    )
    (problem,) = printed["problems"]
    assert problem["code"] == "unprintable_characters"
    assert "U+103A0, U+103A1, U+13000" in problem["message"]
    assert printed["status"] == "ready"


def test_hold(run: Run) -> None:
    status, printed, _ = run(order(total=9999))
    assert (status, printed["status"]) == (3, "hold")
    assert printed["problems"][0]["code"] == "totals_do_not_reconcile"
    assert printed["gross_total"] is None


def test_skip(run: Run) -> None:
    status, printed, _ = run([order(status_enum="pending_payment")])
    assert (status, printed["status"], printed["problems"][0]["code"]) == (4, "skip", "not_paid")
    assert printed["gross_total"] == "10000"


@pytest.mark.parametrize("document", ["", "nonsense", "[]", '{"a": 1}', '"order"'])
def test_not_an_order(run: Run, document: str) -> None:
    status, printed, complaint = run(document)
    assert (status, printed) == (2, None)
    assert complaint


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("draft_order", "no such file.json", stderr=StringIO())
    assert ended.value.code == 2


def test_several_orders_give_a_list_and_the_worst_status(run: Run) -> None:
    status, printed, _ = run([{"order": order()}, {"order": order(total=1)}])
    assert (status, [each["status"] for each in printed]) == (3, ["ready", "hold"])


def test_fallback_inside_and_on_top(run: Run) -> None:
    bare = order(currency="EUR", products=[product(price=100, tax=0, taxes=[])], subtotal=100, tax=0, total=100)
    _, printed, _ = run(bare, "--fallback-tax-rate", "23")
    assert (printed["net_total"], printed["gross_total"]) == ("81.30", "100.00")
    _, printed, _ = run(bare | {"total": 123}, "--fallback-tax-rate", "23", "--fallback-prices", "exclude")
    assert (printed["net_total"], printed["tax_total"], printed["gross_total"]) == ("100.00", "23.00", "123.00")


def test_free_orders(run: Run) -> None:
    gift = order(discount=10000, coupons="TODO", tax=0, total=0)
    status, printed, _ = run(gift)
    assert (status, printed["problems"][0]["code"]) == (4, "nothing_charged")
    status, printed, _ = run(gift, "--free-orders", "invoice")
    assert (status, printed["status"], printed["problems"]) == (0, "ready", [])
    assert (printed["lines"][0]["discount"], printed["gross_total"], printed["amount_paid"]) == ("10000", "0", "0")


def test_a_wrong_tax_number_is_told_and_holds_on_request(run: Run) -> None:
    document = order()
    document["billing_address"]["taxid"] = "12.345.678-9"
    for options, expected in (((), (0, "ready")), (("--wrong-tax-id", "hold"), (3, "hold"))):
        status, printed, _ = run(document, *options)
        assert (status, printed["status"]) == expected
        assert [problem["code"] for problem in printed["problems"]] == ["wrong_tax_id"]
        assert printed["gross_total"] == "10000"


def test_rounding_and_zone(run: Run) -> None:
    lines = [product(price=680) for _ in range(3)]
    document = order(products=lines, subtotal=2040, total=2040, tax=326)
    _, by_line, _ = run(document)
    _, by_document, _ = run(document, "--tax-rounding", "document", "--store-timezone", "America/Santiago")
    assert (by_line["net_total"], by_document["net_total"]) == ("1713", "1714")
    assert (by_line["payment_date"], by_document["payment_date"]) == ("2026-03-01", "2026-02-28")


def test_a_rendered_draft_says_that_it_is_one(tmp_path: Path) -> None:
    source, target = tmp_path / "order.json", tmp_path / "out.pdf"
    source.write_text(json.dumps({"order": order(products=[product(taxes=[tax("19", inside=True)])])}, default=float))
    with pytest.raises(SystemExit) as ended:
        call_command("render_order", str(source), "-o", str(target), "--country", "CL", stdout=StringIO())
    assert ended.value.code == 0
    text = PdfReader(target).pages[0].extract_text()
    assert "BORRADOR" in text
    assert "10.000" in text


def test_the_buyer_is_told_as_the_document_prints_it(run: Run) -> None:
    made = order(billing_information={"company_name": "Mar&Yentes &amp; Cía", "business_activity": "sin giro"})
    made["billing_address"] |= {"taxid": "R.U.T. 012.345.678-5"}
    status, printed, _ = run(made, "--wrong-tax-id", "hold")
    assert status == 0
    assert printed["buyer"] == {
        "name": "Mar&Yentes & Cía",
        "tax_id": "12.345.678-5",
        "activity": "",
        "taxpayer_type": "",
        "wants_factura": None,
        "address": ["Av. Providencia 1", "Santiago", "Metropolitana, Chile"],
        "country": "CL",
        "email": "ana@example.com",
    }


@pytest.mark.parametrize(
    ("tax_id", "status"),
    [
        ("RUT 0765.432-4", 0),
        ("765432-4", 0),
        ("R.U.T.: 54.321-7", 0),
        ("N° RUT 12.345.678-5", 0),
        ("512345671", 0),
        ("sin RUT", 0),
        ("0", 0),
        ("RUT 0765.432-5", 3),
        ("RUT: 12.345.678-9", 3),
        ("1-9", 3),
    ],
)
def test_only_a_number_that_cannot_be_right_is_held(run: Run, tax_id: str, status: int) -> None:
    made = order()
    made["billing_address"]["taxid"] = tax_id
    assert run(made, "--wrong-tax-id", "hold")[0] == status


@pytest.mark.parametrize("completed_at", ["2026-03-01", "2026-03-01 14:00:00 UTC"])
def test_a_payment_day_without_an_hour_is_printed_as_that_day(run: Run, completed_at: str) -> None:
    made = order(completed_at=completed_at)
    assert run(made, "--store-timezone", "America/Santiago")[1]["payment_date"] == "2026-03-01"


def test_an_answer_that_says_both_is_told(run: Run) -> None:
    answer = {"label": "¿Desea factura? (opcional)", "value": "Factura y boleta", "id": 1, "area": "other"}
    status, printed, _ = run(order(additional_fields=[answer]))
    assert (status, printed["buyer"]["wants_factura"]) == (0, None)
    assert [problem["code"] for problem in printed["problems"]] == ["unclear_wish"]


def _readiness(printed: Any) -> dict[str, tuple[str, list[str]]]:
    """Return the state of each document and the codes of what is missing."""
    return {
        each["document"]: (each["state"], [one["code"] for one in each["missing"]]) for each in printed["readiness"]
    }


def test_readiness_without_a_country_is_unknown(run: Run) -> None:
    assert run(order())[1]["readiness"] == "unknown: no store"


def test_readiness_without_a_store_says_what_it_does_not_know(run: Run) -> None:
    printed = run(order(), "--country", "cl")[1]
    assert _readiness(printed)["receipt"] == ("ready", [])
    assert _readiness(printed)["boleta"] == ("unknown: no store", [])
    boleta = next(each for each in printed["readiness"] if each["document"] == "boleta")
    assert (boleta["authority_code"], boleta["issuer"]) == ("39", "provider")
    assert boleta["unknown"] == ["seller_legal_name", "seller_tax_id", "seller_activity"]


def test_readiness_by_the_settings_in_a_file(run: Run, tmp_path: Path) -> None:
    seller = {"seller_legal_name": "Sur SpA", "seller_tax_id": "76.192.083-9", "seller_activity": "Comercio"}
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps(seller))
    found = _readiness(run(order(), "--country", "CL", "--store-settings", str(settings))[1])
    assert found["boleta"] == ("ready", [])
    settings.write_text(json.dumps(seller | {"seller_tax_id": "76.192.083-0"}))
    found = _readiness(run(order(), "--country", "CL", "--store-settings", str(settings))[1])
    assert found["boleta"] == ("missing", ["wrong_seller_tax_id"])


def test_each_missing_fact_is_told_with_its_field(run: Run) -> None:
    bare = order() | {"billing_address": {}, "shipping_address": {}, "customer": {}, "billing_information": {}}
    factura = next(each for each in run(bare, "--country", "CL")[1]["readiness"] if each["document"] == "factura")
    assert factura["state"] == "missing"
    assert {
        "code": "missing_buyer_activity",
        "message": "The order does not state the buyer's line of business.",
        "field": "order.billing_information.business_activity",
    } in factura["missing"]


def test_an_order_that_cannot_be_read_has_no_readiness(run: Run) -> None:
    assert run(order(total=1), "--country", "CL")[1]["readiness"] is None


@pytest.mark.parametrize("content", ["", "[]", '{"invoice_prefix": "F-"}', '{"seller_name": 1}'])
def test_a_file_that_holds_no_settings_is_refused(run: Run, tmp_path: Path, content: str) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text(content)
    with pytest.raises(CommandError, match=r"settings\.json"):
        call_command("draft_order", str(settings), "--store-settings", str(settings))


@pytest.mark.parametrize("country", ["Chile", "XX", "419"])
def test_a_country_is_one_of_iso_3166(country: str) -> None:
    with pytest.raises(CommandError, match=country):
        call_command("draft_order", "order.json", "--country", country)
