"""The seller's address in the form of the settings: its parts, and its text where only that is known."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from apps.countries import registry
from apps.countries.addresses import PARTS, Address
from apps.orders import address_fields
from apps.stores.models import InvoicingSettings

TEXT = "seller_address"
FIELDS = {f"seller_{part}": part for part in PARTS}


def fit_fields(fields: dict[str, forms.Field], invoicing_settings: InvoicingSettings, *, is_needed: bool) -> None:
    """Name the parts in `fields` as the store's country does, and leave out what it does not have.

    The text is left out where it is empty, or printed from the parts; then a street is required if `is_needed`.
    """
    country, parts = invoicing_settings.store.country, invoicing_settings.seller.seller_parts
    asked = address_fields.asked_parts(country, parts)
    for name, part in FIELDS.items():
        fields[name].label = address_fields.label_of(part, country)
        if part not in asked:
            del fields[name]
    if parts or not invoicing_settings.seller_address:
        del fields[TEXT]
        fields["seller_street"].required = is_needed
    else:
        _limit(fields[TEXT])


def printed_address(saved: InvoicingSettings, values: dict[str, Any], is_changed: Callable[[str], bool]) -> str:
    """Return the address as documents print it, by the parts in `values` that were changed and those in `saved`.

    Without any part it is the text, in `values` where it was changed; none where the form does not show it.
    """
    known = asdict(saved.seller.seller_parts)
    changed = {part: values[name] for name, part in FIELDS.items() if name in values and is_changed(name)}
    address = Address(**known | changed)
    if address:
        return "\n".join(registry.country(saved.store.country).address.lines_of(address))
    if TEXT not in values:
        return ""
    return str(values[TEXT]) if is_changed(TEXT) else saved.seller_address


def _limit(field: forms.Field) -> None:
    """Limit the text in `field`: it is on each document and is drawn with each preview."""
    field.validators.append(MaxLengthValidator(address_fields.LONGEST_TEXT))
    field.widget.attrs["maxlength"] = address_fields.LONGEST_TEXT
