"""What official documents lack of a seller, by the rules of the country."""

from dataclasses import replace

import pytest

from apps.invoices.readiness.stores import missing_of_seller
from apps.stores.setting_groups import SellerIdentity

_NOBODY = SellerIdentity(seller_name="Tienda", seller_tax_id="", seller_activity="", seller_address="", seller_email="")


def _codes(seller: SellerIdentity, country: str) -> list[str]:
    return [each.code for each in missing_of_seller(seller, country)]


@pytest.mark.parametrize(
    ("country", "missing"),
    [
        ("CL", ["missing_seller_legal_name", "missing_seller_tax_id", "missing_seller_activity"]),
        ("PT", ["missing_seller_legal_name", "missing_seller_tax_id", "missing_seller_address"]),
        ("ES", ["missing_seller_legal_name", "missing_seller_tax_id", "missing_seller_address"]),
        ("MX", []),
        ("US", []),
    ],
)
def test_what_is_missing_follows_from_the_country(country: str, missing: list[str]) -> None:
    assert _codes(_NOBODY, country) == missing


def test_a_number_that_cannot_be_right_is_wrong_and_not_missing() -> None:
    assert "wrong_seller_tax_id" in _codes(replace(_NOBODY, seller_tax_id="76.192.083-0"), "CL")


def test_a_complete_seller_lacks_nothing() -> None:
    complete = replace(
        _NOBODY, seller_tax_id="76.192.083-9", seller_activity="Comercio", seller_legal_name="Tienda SpA"
    )
    assert _codes(complete, "CL") == []
