"""The buyer, from the fields of an order that may hold their data."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from apps.countries import registry
from apps.countries.addresses import Address
from apps.orders import placeholders, tax_ids
from apps.orders.checkout_questions import DEFAULT, LabelMap, answers_of, statements, wish_among
from apps.orders.data import Buyer, BuyerKind
from apps.orders.payload import mapping, text
from apps.orders.texts import folded
from apps.orders.wishes import Wish

_Object = Mapping[str, Any]
# A participant as Peppol writes it: a scheme of the EAS list, four digits or “EM” for e-mail, a colon, and the number.
_PARTICIPANT = re.compile(
    r"(?:iso6523-actorid-upis::)?(EM|0\d{3}|99\d{2}) ?: ?([^ :]{1,100})", re.ASCII | re.IGNORECASE
)
_BY_E_MAIL = "EM"


def read_buyer(order: Mapping[str, Any], labels: LabelMap = DEFAULT) -> Buyer:
    """Return the buyer of the bare `order`; `labels` are the labels of its checkout's questions.

    The platform's billing fields come first, then the answers to the merchant's own questions, then the customer's
    fields, for the address the shipping address. A placeholder (`placeholders`) is skipped for the next source.
    """
    billing, customer = mapping(order, "billing_address"), mapping(order, "customer")
    information, answers = mapping(order, "billing_information"), answers_of(order, labels)
    place = _place(billing, mapping(order, "shipping_address"))
    country = _country(billing) or _country(place)
    companies = [text(information, "company_name"), text(billing, "company"), *statements(answers, labels.company)]
    activities = [text(information, "business_activity"), *statements(answers, labels.activity)]
    types = [text(information, "taxpayer_type"), *statements(answers, labels.taxpayer_type)]
    numbers = [*_tax_ids(billing), *statements(answers, labels.tax_id), *_tax_ids(customer)]
    wish = wish_among(answers, labels.wants_factura)
    wants_factura = None if wish in (None, Wish.UNCLEAR) else wish is Wish.YES
    company, activity = _first(placeholders.company, companies), _first(placeholders.activity, activities)
    parts = _parts(place)
    scheme, electronic_address = _electronic_address(statements(answers, labels.electronic_address))
    return Buyer(
        name=_name(billing, customer, place),
        company=company,
        tax_id=_first(placeholders.tax_number, (tax_ids.plain_tax_id(number, country) for number in numbers)),
        activity=activity,
        taxpayer_type=_first(placeholders.taxpayer_type, types),
        wants_factura=wants_factura,
        wish_is_unclear=wish is Wish.UNCLEAR,
        address=registry.country(country).address.lines_of(parts, _part(place, "country")),
        country=country,
        email=_email(customer),
        parts=parts,
        kind=kind_of_buyer(company, activity, wants_factura=wants_factura),
        electronic_address=electronic_address,
        electronic_scheme=scheme,
    )


def _first(fact: Callable[[str], str], given: Iterable[str]) -> str:
    return next(filter(None, map(fact, given)), "")


def _tax_ids(source: _Object) -> list[str]:
    return [text(source, "taxid"), text(source, "tax_id")]


def _email(customer: _Object) -> str:
    email = text(customer, "email")
    return email if "@" in email else ""


def _electronic_address(given: Iterable[str]) -> tuple[str, str]:
    """Return scheme and number of the first address for electronic invoices in `given`; both empty if there is none.

    A number that states no scheme is none: the scheme is not guessed. An e-mail address tells its own.
    """
    for answer in given:
        if participant := _PARTICIPANT.fullmatch(answer):
            return participant[1].upper(), participant[2]
        if "@" in answer and not {" ", ":"} & {*answer}:
            return _BY_E_MAIL, answer
    return "", ""


def _name(billing: _Object, customer: _Object, place: _Object) -> str:
    """Return the billing name, the customer's where the former is only its first word; else the next known name."""
    billed = _full_name(billing)
    known = placeholders.name(_once(text(customer, "fullname"))) or _full_name(customer)
    is_part = len(billed.split()) == 1 and folded(billed) == folded(known.partition(" ")[0])
    return known if is_part else billed or known or _full_name(place)


def _full_name(source: _Object) -> str:
    parts = [placeholders.part_of_name(text(source, part)) for part in ("name", "surname")]
    return placeholders.name(_once(" ".join(filter(None, parts))))


def _once(name: str) -> str:
    """Return `name` without a repeated end: “Ana Pérez Soto Pérez Soto”. A single word may repeat: “Martín Martín”."""
    words = name.split()
    spelled = [folded(word) for word in words]
    lengths = range(2, len(words) // 2 + 1)
    doubled = next((length for length in lengths if spelled[-length:] == spelled[-2 * length : -length]), 0)
    return " ".join(words[: len(words) - doubled])


def _place(billing: _Object, shipping: _Object) -> _Object:
    """Return the address with a street, billing before shipping; where none has one, the first that is not empty.

    A shipping address does not replace a billing address in another country.
    """
    is_abroad = bool(_country(billing) and _country(shipping) and _country(billing) != _country(shipping))
    if _part(billing, "address") or (is_abroad and _is_known(billing)):
        return billing
    return shipping if _part(shipping, "address") or not _is_known(billing) else billing


def _country(place: _Object) -> str:
    """Return the country's code (ISO 3166-1 alpha-2), which lightweight requests have under `country`; else empty."""
    given = (text(place, name).upper() for name in ("country_code", "country"))
    return next((code for code in given if len(code) == 2 and code.isascii() and code.isalpha()), "")


def kind_of_buyer(company: str, activity: str, *, wants_factura: bool | None) -> BuyerKind:
    """Return whom the buyer buys for: a business that is named, or that wants a factura, before a consumer."""
    if company or activity or wants_factura:
        return BuyerKind.BUSINESS
    return BuyerKind.CONSUMER if wants_factura is False else BuyerKind.UNKNOWN


def _parts(place: _Object) -> Address:
    """Return the parts of the address `place`, as they come: a street may hold its number."""
    street = _part(place, "address")
    return Address(
        street=street,
        street_number=_part(place, "street_number") if street else "",
        complement=_part(place, "complement"),
        neighbourhood=_part(place, "neighbourhood"),
        municipality=_part(place, "municipality"),
        city=_part(place, "city"),
        region=placeholders.region(text(place, "region")),
        postcode=_part(place, "postal") or _part(place, "zip"),
    )


def _is_known(place: _Object) -> bool:
    return bool(_parts(place) or _part(place, "country"))


def _part(place: _Object, name: str) -> str:
    return placeholders.place(text(place, name))
