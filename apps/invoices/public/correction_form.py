"""The form by which a buyer names a company on the invoice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.facts import facts_of
from apps.countries import registry
from apps.countries.addresses import PARTS, Address
from apps.invoices.facts import BuyerFacts
from apps.invoices.models import Invoice
from apps.orders import address_fields, tax_ids

_LONGEST = 255
_FIELDS = "company tax_id activity".split()
_ADDRESS = (*PARTS, "address_text")


class BuyerCorrectionForm(forms.Form):
    """Company and tax data for `invoice`, prefilled with the values on it.

    A tax number that looks wrong must be confirmed: no list of the world's formats is complete.
    """

    company = forms.CharField(
        label=_("Name or company"),
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    tax_id = forms.CharField(label=_("Tax number"), max_length=40)
    activity = forms.CharField(label=_("Line of business (giro)"), max_length=_LONGEST, required=False)
    tax_id_is_right = forms.BooleanField(label=_("The tax number is right as I wrote it"), required=False)

    def __init__(self, invoice: Invoice, data: Any = None) -> None:
        self.invoice = invoice
        filled_in = {
            "company": invoice.buyer_name,
            "tax_id": tax_ids.plain_tax_id(invoice.buyer_tax_id, self._country),
            "activity": invoice.buyer_activity,
            **address_fields.initial_values(self._parts, invoice.buyer_address),
        }
        super().__init__(data, label_suffix="", initial=filled_in)
        countries = (registry.country(invoice.country), registry.country(invoice.buyer_country))
        if not invoice.buyer_activity and not any(each.activity_means_factura for each in countries):
            del self.fields["activity"]
        self.fields.update(address_fields.address_fields(self._country, self._parts, invoice.buyer_address))
        self.order_fields([name for name in self.fields if name != "tax_id_is_right"])
        if not self._looks_wrong(str((data or {}).get("tax_id", ""))):
            del self.fields["tax_id_is_right"]

    def clean_tax_id(self) -> str:
        """Return the number without its own label, which the document prints. Refuse a label alone."""
        number = tax_ids.plain_tax_id(self.cleaned_data["tax_id"], self._country)
        if not number:
            raise forms.ValidationError(self.fields["tax_id"].error_messages["required"])
        return number

    def clean(self) -> dict[str, Any]:
        """Refuse an unconfirmed number that looks wrong, and data that equal those on the document."""
        values: dict[str, Any] = super().clean() or {}
        if "tax_id_is_right" in self.fields and not values.get("tax_id_is_right"):
            text = _("This is not a valid tax number. Correct it, or confirm below that it is right.")
            self.add_error("tax_id", text)
        if not self.errors and all(self._is_as_it_stands(name) for name in (*_FIELDS, *_ADDRESS)):
            raise forms.ValidationError(_("These data are the same as in the document."))
        return values

    def wanted(self) -> dict[str, Any]:
        """Return the valid form's data; a field that was not shown has its value on the document."""
        values = {name: str(self.cleaned_data.get(name, self.initial[name])) for name in _FIELDS}
        parts, text = address_fields.address_in(self.cleaned_data), self.cleaned_data.get("address_text", "")
        lines = address_fields.printed_lines(parts, text, country=self._country, language=self.invoice.language)
        return values | {"address": "\n".join(lines), "parts": parts}

    def _is_as_it_stands(self, name: str) -> bool:
        given = str(self.cleaned_data.get(name, self.initial[name]))
        return given.split() == str(self.initial[name]).split()

    @property
    def _parts(self) -> Address:
        return facts_of(BuyerFacts, self.invoice).buyer_parts

    @property
    def _country(self) -> str:
        return self.invoice.buyer_country or self.invoice.country

    def _looks_wrong(self, tax_id: str) -> bool:
        return bool(tax_id.strip()) and tax_ids.check_tax_id(tax_id.strip(), self._country) is not None
