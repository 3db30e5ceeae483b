"""The forms of the embedded page."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.invoices.models import Kind, Series
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

    def clean(self) -> dict[str, Any]:
        """Refuses prefixes that would mix kinds of documents or make two numbers look alike."""
        values: dict[str, Any] = super().clean() or {}
        kinds = {"invoice_prefix": Kind.INVOICE, "credit_note_prefix": Kind.CREDIT_NOTE}
        for name, kind in kinds.items():
            prefix = values.get(name, "")
            if prefix[-1:].isdigit():
                self.add_error(name, _("End the prefix with a letter or a hyphen, so that numbers stay distinct."))
            taken = Series.objects.filter(store=self.instance.store, prefix=prefix).exclude(kind=kind)
            if taken.exists():
                self.add_error(name, _("Documents of another kind use this prefix already."))
        return values
