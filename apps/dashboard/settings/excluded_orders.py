"""Fields for excluded orders: a text area of names each, one a line."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.orders.texts import folded
from apps.stores.models import InvoicingSettings

_MOST = 50
_LONGEST = 200
LABELS = {
    "left_out_payment_methods": _("Payment methods without a document"),
    "left_out_sources": _("Sales channels without a document"),
}
_HELP = {
    "left_out_payment_methods": _(
        "One per line, with the name in your checkout. In Chile, for instance, a card terminal whose voucher is "
        "already the boleta."
    ),
    "left_out_sources": _(
        "One per line, with the name in the order. For instance a marketplace that issues its own invoices."
    ),
}


class NamesField(forms.CharField):
    """A list of names, one a line. Other spellings of the same name are dropped."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def clean(self, value: Any) -> list[str]:
        """Return the names in `value`. Raise ValidationError."""
        names: dict[str, str] = {}
        for line in super().clean(value).splitlines():
            if name := " ".join(line.split()):
                if len(name) > _LONGEST or not folded(name):
                    raise ValidationError(_("“%(name)s” cannot be a name here."), params={"name": name[:_LONGEST]})
                names.setdefault(folded(name), name)
        if len(names) > _MOST:
            raise ValidationError(_("Use at most %(most)s names."), params={"most": _MOST})
        return list(names.values())


def excluded_fields(invoicing_settings: InvoicingSettings) -> dict[str, forms.Field]:
    """Return the form's fields by name, filled with the exclusions of `invoicing_settings`."""
    return {
        name: NamesField(
            label=label, help_text=_HELP[name], required=False, initial="\n".join(getattr(invoicing_settings, name))
        )
        for name, label in LABELS.items()
    }


def keep_excluded(invoicing_settings: InvoicingSettings, values: Mapping[str, Any]) -> None:
    """Set the lists in the form's cleaned `values` on `invoicing_settings`, unsaved."""
    for name in LABELS:
        if name in values:
            setattr(invoicing_settings, name, values[name])
