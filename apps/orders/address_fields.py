"""The parts of an address as fields of a form, labelled as the country calls them.

A form that is about an address of before, of which only the text is known, shows that text beside the parts. The text
counts until a part is filled in.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from babel import Locale
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.countries import registry
from apps.countries.addresses import PARTS, Address

LONGEST_TEXT = 1000
_LABELS: dict[str, Promise] = {
    "street": _("Street"),
    "street_number": _("Street number"),
    "complement": _("Flat, office or floor"),
    "neighbourhood": _("Neighbourhood"),
    "municipality": _("Municipality"),
    "city": _("City"),
    "region": _("Region"),
    "postcode": _("Postcode"),
}
# The longest text of each part; columns of the settings have the same limits.
_LONGEST = dict.fromkeys(PARTS, 100) | {"street": 200, "complement": 200, "street_number": 40, "postcode": 20}
# Names of the HTML standard; it has none for the number and the districts.
_AUTOCOMPLETE = {
    "street": "address-line1",
    "complement": "address-line2",
    "city": "address-level2",
    "region": "address-level1",
    "postcode": "postal-code",
}


def label_of(part: str, country: str) -> str:
    """Return what `country` calls `part` of an address, else its common name in the interface's language."""
    return registry.country(country).address.names.get(part) or str(_LABELS[part])


def asked_parts(country: str, address: Address) -> tuple[str, ...]:
    """Return the parts that a form about `address` in `country` shows: the usual ones, and those that are known."""
    asked = registry.country(country).address.asked_parts()
    return tuple(part for part in PARTS if part in asked or getattr(address, part))


def address_fields(country: str, address: Address, text: str) -> dict[str, forms.Field]:
    """Return the fields of `address` in `country` by their parts, and `address` where only its `text` is known."""
    fields: dict[str, forms.Field] = {part: _field(part, country) for part in asked_parts(country, address)}
    if text and not address:
        fields["address_text"] = forms.CharField(
            label=_("Address as it is printed"),
            help_text=_("Only its text is known. It is replaced as soon as you fill in one of the fields above."),
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
    return fields


def initial_values(address: Address, text: str) -> dict[str, str]:
    """Return the initial values of the fields of `address_fields`."""
    return asdict(address) | {"address_text": text}


def address_in(values: Mapping[str, Any]) -> Address:
    """Return the address whose parts are in the `values` of a form; a part that is missing there is not known."""
    return Address(**{part: str(values.get(part) or "").strip() for part in PARTS})


def printed_lines(address: Address, text: str, *, country: str, language: str) -> tuple[str, ...]:
    """Return `address` as a document in `language` prints it in `country`, by its name; without parts, `text`."""
    if not address:
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    name = str(Locale.parse(language).territories.get(country, "")) if country else ""
    return registry.country(country).address.lines_of(address, name)


def _field(part: str, country: str) -> forms.Field:
    attrs = {"autocomplete": _AUTOCOMPLETE[part]} if part in _AUTOCOMPLETE else {}
    return forms.CharField(
        label=label_of(part, country), max_length=_LONGEST[part], required=False, widget=forms.TextInput(attrs=attrs)
    )
