"""Who bought, from the places where an order may tell it."""

from collections.abc import Mapping
from typing import Any

from apps.orders.data import Buyer
from apps.orders.payload import mapping, text


def read_buyer(order: Mapping[str, Any]) -> Buyer:
    """Returns the buyer of the bare ORDER: billing data first, then the customer, then where it was shipped."""
    billing, customer = mapping(order, "billing_address"), mapping(order, "customer")
    information = mapping(order, "billing_information")
    place = billing or mapping(order, "shipping_address")
    return Buyer(
        name=_full_name(billing) or text(customer, "fullname") or text(customer, "name") or _full_name(place),
        company=text(information, "company_name") or text(billing, "company"),
        tax_id=text(billing, "taxid") or text(customer, "tax_id"),
        activity=text(information, "business_activity"),
        address=_address(place),
        country=text(place, "country_code").upper()[:2],
        email=text(customer, "email"),
    )


def _full_name(address: Mapping[str, Any]) -> str:
    return _joined(" ", text(address, "name"), text(address, "surname"))


def _address(place: Mapping[str, Any]) -> tuple[str, ...]:
    street = _joined(" ", text(place, "address"), text(place, "street_number"))
    lines = (
        _joined(", ", street, text(place, "complement")),
        text(place, "neighbourhood"),
        _joined(" ", text(place, "postal"), _joined(", ", text(place, "municipality"), text(place, "city"))),
        _joined(", ", text(place, "region"), text(place, "country")),
    )
    return tuple(line for line in lines if line)


def _joined(separator: str, *parts: str) -> str:
    return separator.join(dict.fromkeys(part for part in parts if part))
