"""The forms of the embedded page."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.stores.models import InvoicingSettings

if TYPE_CHECKING:
    _SettingsForm = forms.ModelForm[InvoicingSettings]
else:
    _SettingsForm = forms.ModelForm


class InvoicingSettingsForm(_SettingsForm):
    """Who sells, how documents are numbered, what to do with orders that have no tax data."""

    class Meta:
        model = InvoicingSettings
        exclude = ("store",)
        labels = {
            "seller_name": _("Your business name"),
            "seller_tax_id": _("Your tax number"),
            "seller_activity": _("Your line of business"),
            "seller_address": _("Your address"),
            "seller_email": _("Your e-mail"),
            "language": _("Language of the documents"),
            "invoice_prefix": _("Prefix of invoice numbers"),
            "credit_note_prefix": _("Prefix of credit note numbers"),
            "fallback_tax_rate": _("Tax rate (%) for orders without tax data"),
            "fallback_prices": _("Prices of such orders"),
            "tax_rounding": _("Round tax"),
        }
        widgets = {"seller_address": forms.Textarea(attrs={"rows": 3})}
