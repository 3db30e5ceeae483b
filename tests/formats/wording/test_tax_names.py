"""Several taxes in one document: percentages together on an item, fixed amounts, and their names."""

from dataclasses import replace
from decimal import Decimal

import pytest

from apps.formats.document import InvoiceData, TaxPart, TaxTotal
from tests.formats.pdf.factories import invoice, line
from tests.formats.pdf.reading import text_of

PARTS = (TaxPart("IVA", Decimal(19), Decimal(1900)), TaxPart("ILA", Decimal("20.5"), Decimal(2050)))
BOTH = TaxTotal(
    rate=Decimal("39.5"),
    net=Decimal(10000),
    tax=Decimal(3950),
    gross=Decimal(13950),
    label="IVA 19 % + ILA 20,5 %",
    parts=PARTS,
)
FIXED = TaxTotal(rate=None, net=Decimal(0), tax=Decimal(50), gross=Decimal(50))


def pesos(*taxes: TaxTotal, rate: str | None = "39.5", fixed: int = 0) -> InvoiceData:
    """Return a Chilean invoice for one item of 10,000 pesos with `taxes`."""
    item = line("10000", rate, fixed_tax=Decimal(fixed))
    return invoice(item, taxes=taxes, country="CL", currency="CLP")


def test_percentages_on_one_item_are_named_together_and_split() -> None:
    text = text_of(pesos(BOTH))
    assert "IVA 19 % + ILA 20,5 % 10.000 3.950 13.950 IVA 19% 1.900 ILA 20,5% 2.050" in text
    assert text.count("39,5%") == 1, "the sum stands with the item only"


def test_without_a_label_the_parts_are_the_name() -> None:
    assert "IVA 19% + ILA 20,5% 10.000 3.950 13.950" in text_of(pesos(replace(BOTH, label="")))


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("IVA 20.5%", "IVA 20.5%"),
        ("Ley 20,5 %", "Ley 20,5 %"),
        ("ILA 120,5%", "ILA 120,5% 20,5%"),
        ("ILA 19%", "ILA 19% 20,5%"),
        ("", "Impuesto 20,5%"),
    ],
)
def test_a_part_states_its_percentage_once(name: str, printed: str) -> None:
    part = TaxPart(name, Decimal("20.5"), Decimal(2050))
    text = text_of(pesos(replace(BOTH, parts=(PARTS[0], part))))
    assert f"IVA 19% 1.900 {printed} 2.050" in text


def test_a_row_of_one_percentage_has_no_parts() -> None:
    text = text_of(pesos(BOTH, TaxTotal(Decimal(19), Decimal(100), Decimal(19), Decimal(119))))
    assert "ILA 20,5% 2.050 IVA 19% 100 19 119" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ["sin impuesto", "Impuesto Importe", "Impuesto fijo – 50 50", "Impuesto $50"]),
        ("pt", ["sem imposto", "Imposto Valor", "Imposto fixo – 50 50", "Imposto CLP 50"]),
        ("en", ["excluding tax", "Tax Amount", "Fixed tax – 50 50", "Tax CLP 50"]),
    ],
)
def test_fixed_taxes_are_no_sales_tax(language: str, words: list[str]) -> None:
    data = replace(pesos(FIXED, rate=None, fixed=50), language=language, tax_total=Decimal(50))
    assert [word for word in words if word not in text_of(data)] == []


def test_a_fixed_tax_alone_may_have_a_net_of_its_own() -> None:
    row = replace(FIXED, net=Decimal(10000), gross=Decimal(10050))
    assert "Impuesto fijo 10.000 50 10.050" in text_of(pesos(row, rate=None, fixed=50))


def test_the_sales_tax_keeps_its_name_beside_other_taxes() -> None:
    vat = TaxTotal(Decimal(19), Decimal(10000), Decimal(1900), Decimal(11900))
    text = text_of(pesos(vat, FIXED, rate="19", fixed=50))
    assert "IVA 19% 10.000 1.900 11.900 Impuesto fijo – 50 50" in text
    assert "Subtotal sin impuesto" in text
    assert "Subtotal sin IVA" in text_of(pesos(vat, rate="19"))


@pytest.mark.parametrize(
    ("rate", "fixed", "printed"),
    [
        ("19", "0.50", "1 100,00 19 % + 0,50 € 100,00"),
        ("0", "0.50", "1 100,00 0 % + 0,50 € 100,00"),
        (None, "0.50", "1 100,00 0,50 € 100,00"),
        (None, "0", "1 100,00 – 100,00"),
        ("19", "0", "1 100,00 19 % 100,00"),
    ],
)
def test_an_item_names_its_percentage_and_its_fixed_tax(rate: str | None, fixed: str, printed: str) -> None:
    item = line("100", rate, fixed_tax=Decimal(fixed))
    assert printed in text_of(invoice(item, prices_include_tax=False))


@pytest.mark.parametrize(
    ("label", "row", "subtotal"),
    [
        ("IGIC", "IGIC 7 % 100,00 7,00 107,00", "Subtotal sin impuesto"),
        ("IGIC 7%", "IGIC 7% 100,00 7,00 107,00", "Subtotal sin impuesto"),
        ("IVA reducido", "IVA reducido 7 % 100,00 7,00 107,00", "Subtotal sin IVA"),
        ("", "IVA 7 % 100,00 7,00 107,00", "Subtotal sin IVA"),
    ],
)
def test_a_lone_tax_has_its_own_name(label: str, row: str, subtotal: str) -> None:
    tax = TaxTotal(Decimal(7), Decimal(100), Decimal(7), Decimal(107), label)
    text = text_of(invoice(line("100", "7"), taxes=(tax,)))
    assert row in text
    assert subtotal in text
    assert ("IVA" in text) is (label != "IGIC" and label != "IGIC 7%")
