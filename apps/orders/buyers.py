"""Who bought, from the places where an order may tell it."""

from collections.abc import Mapping
from typing import Any

from apps.orders.data import Buyer
from apps.orders.labels import DEFAULT, LabelMap, answers_of, statement, wish_among
from apps.orders.payload import mapping, text


def read_buyer(order: Mapping[str, Any], labels: LabelMap = DEFAULT) -> Buyer:
    """Returns the buyer of the bare ORDER, whose checkout asks by LABELS.

    What the platform asks for billing comes first, then what the merchant's own questions brought, then the customer,
    and for the place where it was shipped.
    """
    billing, customer = mapping(order, "billing_address"), mapping(order, "customer")
    information, answers = mapping(order, "billing_information"), answers_of(order)
    place = billing or mapping(order, "shipping_address")
    return Buyer(
        name=_full_name(billing) or text(customer, "fullname") or text(customer, "name") or _full_name(place),
        company=text(information, "company_name") or text(billing, "company") or statement(answers, labels.company),
        tax_id=text(billing, "taxid") or statement(answers, labels.tax_id) or _tax_id(customer),
        activity=text(information, "business_activity") or statement(answers, labels.activity),
        taxpayer_type=text(information, "taxpayer_type") or statement(answers, labels.taxpayer_type),
        wants_factura=wish_among(answers, labels.wants_factura),
        address=_address(place),
        country=_country(place),
        email=text(customer, "email"),
    )


def _tax_id(customer: Mapping[str, Any]) -> str:
    return text(customer, "taxid") or text(customer, "tax_id")


def _full_name(address: Mapping[str, Any]) -> str:
    return _joined(" ", text(address, "name"), text(address, "surname"))


def _country(place: Mapping[str, Any]) -> str:
    """The code of the country (ISO 3166-1 alpha-2), which lightweight requests have under `country`; else empty."""
    given = (text(place, name).upper() for name in ("country_code", "country"))
    return next((code for code in given if len(code) == 2 and code.isascii() and code.isalpha()), "")


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
