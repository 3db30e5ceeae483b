"""The forms of the embedded page."""

from typing import TYPE_CHECKING

from django import forms

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
        widgets = {"seller_address": forms.Textarea(attrs={"rows": 3})}
