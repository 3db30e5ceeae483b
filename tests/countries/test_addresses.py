"""Formats of addresses: the parts in the order of each country."""

from apps.countries import registry
from apps.countries.addresses import PARTS, UNKNOWN, Address, parts_in
from apps.countries.default import DEFAULT


def test_a_format_has_every_part_and_the_country_once() -> None:
    for each in (DEFAULT, *registry.COUNTRIES.values()):
        written = [part for line in each.address.lines for part in parts_in(line)]
        assert sorted(written) == sorted([*PARTS, "country"])
        assert {*each.address.names, *each.address.unused} <= set(PARTS)


def test_a_part_that_repeats_another_on_its_line_is_printed_once() -> None:
    address = Address(street="Uno", municipality="Valparaíso", city="VALPARAISO", region="Valparaíso")
    assert DEFAULT.address.lines_of(address, "Chile") == ("Uno", "Valparaíso", "Valparaíso, Chile")


def test_an_address_without_parts_is_unknown_and_has_no_lines() -> None:
    assert not UNKNOWN
    assert Address(postcode="1")
    assert DEFAULT.address.lines_of(UNKNOWN) == ()


def test_forms_ask_for_the_parts_that_a_country_has() -> None:
    assert {*PARTS} - {*registry.country("CL").address.asked_parts()} == {"neighbourhood"}
    assert registry.country("MX").address.asked_parts() == (
        *("street", "street_number", "complement", "neighbourhood", "postcode", "municipality", "city", "region"),
    )
