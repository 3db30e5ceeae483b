"""What is planned for a document, and what is refused before anything is sent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from apps.formats.document import TaxPart
from apps.providers.account import Account, Entry
from apps.providers.document import Document, Party
from apps.providers.invoicexpress.adapter import InvoiceXpress
from apps.providers.invoicexpress.settings import series_of, taxes_of
from apps.providers.outcomes import Issued
from apps.providers.plan import Plan, Refusal

from .shop import ANA, CONSUMER, exempt, line, order_1042, refund_77, sale

_SERIES = {
    "id": 47000,
    "serie": "A",
    "current_invoice_receipt_sequence_id": 47736,
    "current_invoice_receipt_validation_code": "AT1",
    "current_invoice_sequence_id": 47737,
    "current_invoice_validation_code": "N/A",
}
_TAXES: list[dict[str, Any]] = [
    {"id": 901, "name": "IVA23", "value": "23.0", "region": "PT", "default_tax": 1},
    {"id": 903, "name": "IVA6", "value": "6.0", "region": "PT", "default_tax": 0},
    {"id": 904, "name": "Isento", "value": "0.0", "region": None, "default_tax": 0},
]


def account(*more_taxes: dict[str, Any]) -> Account:
    """Return an account with the taxes of the mainland and `more_taxes`."""
    entries: dict[str, tuple[Entry, ...]] = {
        "series": series_of([_SERIES]),
        "taxes": taxes_of([*_TAXES, *more_taxes]),
    }
    return Account(holder="acme", holder_tax_id="", environment="live", entries=entries)


def plan(document: Document, own: Account | None = None, /, **choices: str) -> Plan | Refusal:
    """Return what the adapter makes of `document`."""
    found = InvoiceXpress().plan(document, own or account(), choices)
    assert isinstance(found, Plan | Refusal)
    return found


def planned(document: Document, own: Account | None = None, /, **choices: str) -> tuple[str, dict[str, Any]]:
    """Return the kind that is planned and what is sent."""
    found = plan(document, own, **choices)
    assert isinstance(found, Plan), found
    ((_, inner),) = found.body.items()
    return found.type, inner


def refused(document: Document, own: Account | None = None, /, **choices: str) -> list[str]:
    """Return the codes of the problems for which `document` is refused."""
    found = plan(document, own, **choices)
    assert isinstance(found, Refusal), found
    return [each.code for each in found.problems]


@pytest.mark.parametrize(
    ("facts", "wanted", "kind"),
    [
        ({}, "", "FR"),
        ({}, "FT", "FT"),
        ({"payment_date": None}, "", "FT"),
        ({"payment_date": None}, "FS", "FT"),
        ({}, "FS", "FS"),
        ({"buyer": replace(CONSUMER, country="ES")}, "FS", "FR"),
    ],
)
def test_the_kind_follows_the_payment_and_the_choice(facts: dict[str, Any], wanted: str, kind: str) -> None:
    assert planned(replace(order_1042(), **facts), document=wanted)[0] == kind


@pytest.mark.parametrize(
    ("buyer", "gross", "kind"),
    [
        (CONSUMER, "1000", "FS"),
        (CONSUMER, "1000.01", "FR"),
        (replace(ANA, kind="business"), "100", "FS"),
        (replace(ANA, kind="business"), "100.01", "FR"),
        (replace(ANA, kind="consumer"), "1000", "FS"),
    ],
)
def test_a_simplified_invoice_ends_at_its_legal_limit(buyer: Party, gross: str, kind: str) -> None:
    assert planned(sale([line("Chair", gross)], buyer), document="FS")[0] == kind


def test_a_consumer_has_no_number_and_a_wrong_one_is_never_sent() -> None:
    numbers = {"": "", "PT999999990": "999 999 990"}
    for normal, stated in numbers.items():
        _, inner = planned(order_1042(replace(ANA, tax_id=stated, normal_tax_id=normal)))
        assert "fiscal_id" not in inner["client"]
    assert refused(order_1042(replace(ANA, tax_id="123456788", normal_tax_id=""))) == ["provider_buyer_tax_id_wrong"]
    wrong = replace(ANA, tax_id="123456788", normal_tax_id="PT123456788")
    assert refused(order_1042(wrong)) == ["provider_buyer_tax_id_wrong"]


def test_a_buyer_without_a_name_or_code_is_told_apart_by_the_order() -> None:
    _, inner = planned(order_1042(Party(name="", country="PT")))
    assert inner["client"] == {"name": "Consumidor Final", "code": "folio-77-1042", "country": "Portugal"}


@pytest.mark.parametrize(("code", "name"), [("ES", "Spain"), ("GB", "Great Britain"), ("CZ", "Czech Republic")])
def test_countries_have_the_names_of_the_provider(code: str, name: str) -> None:
    assert planned(order_1042(replace(CONSUMER, country=code)))[1]["client"]["country"] == name


def test_a_country_that_the_provider_does_not_list_is_refused() -> None:
    assert refused(order_1042(replace(CONSUMER, country="XK"))) == ["provider_country"]


def test_a_document_has_one_reason_of_exemption() -> None:
    taxed, book = line("Shirt", "12.30"), exempt("Book", "10", "M07")
    assert planned(sale([taxed, book]))[1]["tax_exemption"] == "M07"
    assert "tax_exemption" not in planned(sale([taxed]))[1]
    assert refused(sale([book, exempt("Export", "5", "M05")])) == ["provider_exemptions_differ"]
    assert refused(sale([exempt("Book", "10", "")])) == ["provider_exemption_missing"]
    assert refused(sale([exempt("Book", "10", "VATEX-EU-G")])) == ["provider_exemption_unknown"]


def test_a_gift_takes_the_reason_of_what_is_paid() -> None:
    assert planned(sale([exempt("Book", "10", "M07"), exempt("Gift", "0", "")]))[1]["tax_exemption"] == "M07"


def _tax(tax_id: int, region: str | None, value: str = "23", default: int = 0) -> dict[str, Any]:
    return {"id": tax_id, "name": f"T{tax_id}", "value": value, "region": region, "default_tax": default}


def test_the_tax_is_the_chosen_one_else_that_of_the_region() -> None:
    document = sale([line("Shirt", "12.30")])
    own = account(_tax(911, "PT-MA"), _tax(912, None))
    assert planned(document, own)[1]["items"][0]["tax"] == {"id": 901, "name": "IVA23", "value": 23}
    assert planned(document, own, region="PT-MA")[1]["items"][0]["tax"]["id"] == 911
    assert planned(document, own, tax_23="912")[1]["items"][0]["tax"]["id"] == 912
    assert planned(document, account(_tax(913, "PT")))[1]["items"][0]["tax"]["id"] == 901  # the default of the account
    assert refused(document, account(_tax(913, "PT", default=1))) == ["provider_tax_unclear"]
    assert refused(document, tax_23="903") == ["provider_tax_choice_wrong"]
    assert refused(document, tax_23="1") == ["provider_tax_choice_wrong"]
    assert refused(sale([line("Wine", "11.30", rate=13)])) == ["provider_tax_missing"]


def test_only_one_percentage_of_value_added_tax_can_be_stated() -> None:
    document = sale([line("Shirt", "12.30")])
    (row,) = document.taxes
    parts = (TaxPart("IVA", Decimal(20), Decimal(2)), TaxPart("IEC", Decimal(3), Decimal("0.3")))
    assert refused(replace(document, taxes=(replace(row, parts=parts),))) == ["provider_other_taxes"]
    assert refused(replace(document, taxes=(replace(row, is_vat=False),))) == ["provider_other_taxes"]
    fixed = replace(document.lines[0], fixed_tax=Decimal("0.10"))
    assert refused(replace(document, lines=(fixed,))) == ["provider_other_taxes"]


def test_other_currencies_and_negative_lines_are_refused() -> None:
    document = sale([line("Shirt", "12.30")])
    assert refused(replace(document, currency="USD")) == ["provider_currency"]
    assert refused(sale([line("Shirt", "12.30"), line("Voucher", "-2.00")])) == ["provider_negative_line"]


def test_the_series_has_an_id_for_each_kind() -> None:
    chosen = {"series_fr": "47000", "series_ft": "47000", "series_nc": "47000"}
    assert planned(order_1042(), **chosen)[1]["sequence_id"] == 47736
    assert "sequence_id" not in planned(order_1042())[1]
    unregistered = plan(order_1042(), document="FT", **chosen)
    assert isinstance(unregistered, Plan)
    assert [each.code for each in unregistered.remarks] == ["provider_series_not_registered"]
    assert refused(order_1042(), series_fr="1") == ["provider_series_gone"]


def test_discounts_are_inside_the_unit_price() -> None:
    found = plan(sale([line("Shirt", "29.97", quantity=3, discount="2.99")]))
    assert isinstance(found, Plan)
    (item,) = found.body["invoice_receipt"]["items"]
    assert "discount" not in item
    assert (item["unit_price"], item["quantity"]) == ("7.31165", "3.0")
    assert str(found.totals.gross_total) == "26.98"


def test_the_amounts_of_the_lines_add_up_to_the_totals() -> None:
    found = plan(sale([line("A", "9.99", quantity=3), line("B", "0.01"), exempt("C", "3.33", "M07")]))
    assert isinstance(found, Plan)
    for name, total in (("net", found.totals.net_total), ("tax", found.totals.tax_total)):
        assert sum(getattr(each, name) for each in found.lines) == total
    assert [each.gross for each in found.lines] == [Decimal("9.99"), Decimal("0.01"), Decimal("3.33")]


def test_a_total_out_of_reach_is_refused_with_the_arithmetic() -> None:
    found = plan(sale([line("Screw", "1234.56", quantity=100_000)]))
    assert isinstance(found, Refusal)
    assert found.problems[0].code == "provider_total_unreachable"
    assert found.problems[0].figures["charged"] == "1234.56"


def _issued(reference: str) -> Issued:
    return Issued(reference=reference, number="FR A/1")


@pytest.mark.parametrize("reference", ["", "abc"])
def test_a_document_that_the_provider_did_not_make_is_not_credited(reference: str) -> None:
    first = plan(order_1042())
    assert isinstance(first, Plan)
    note = refund_77(order_1042(), first, _issued(reference))
    assert refused(note) == ["provider_original_unknown"]


def test_a_whole_credit_note_mirrors_the_items() -> None:
    original = sale([line("A", "9.99", quantity=3), exempt("Book", "10", "M07")])
    first = plan(original)
    assert isinstance(first, Plan)
    note = refund_77(original, first, _issued("5"), lines=None)
    _, inner = planned(note)
    assert inner["items"] == first.body["invoice_receipt"]["items"]
    assert (inner["tax_exemption"], inner["owner_invoice_id"]) == ("M07", 5)


def test_a_part_of_an_amount_is_credited_at_a_price_of_its_own() -> None:
    original = sale([line("A", "29.97", quantity=3)])
    first = plan(original)
    assert isinstance(first, Plan)
    part = [line("A", "5.00", credits=1)]
    _, inner = planned(refund_77(original, first, _issued("5"), lines=part))
    assert [(each["unit_price"], each["quantity"]) for each in inner["items"]] == [("4.06504", "1.0")]
    assert inner["date"] == "28/11/2026"


def test_the_date_is_the_day_of_the_document() -> None:
    found = plan(replace(order_1042(), today=date(2027, 1, 2)))
    assert isinstance(found, Plan)
    inner = found.body["invoice_receipt"]
    assert (inner["date"], inner["due_date"], found.issue_date) == ("02/01/2027", "02/01/2027", date(2027, 1, 2))
