"""Fields for the checkout's questions about the buyer: a text area for each fact, one label a line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.orders.checkout_questions import DEFAULT, TARGETS, LabelMap
from apps.orders.texts import folded

_MOST_LABELS = 50
_LONGEST_LABEL = 100
_PREFIX = "labels_"
TITLES = {
    "company": _("Business name"),
    "tax_id": _("Tax number"),
    "activity": _("Line of business"),
    "taxpayer_type": _("Type of taxpayer"),
    "wants_factura": _("Which document the buyer wants"),
    "electronic_address": _("Address for electronic invoices"),
}
_HELP = {
    "company": _("The registered name of the buyer's company."),
    "tax_id": _("The number of the buyer, or of the buyer's company."),
    "activity": _("In Chile the buyer's giro."),
    "taxpayer_type": _("How the tax office classifies the buyer."),
    "wants_factura": _("Factura, Sí, Yes and 1 ask for a factura; Boleta, No and 0 do not."),
    "electronic_address": _(
        "Where the buyer receives electronic invoices: with its scheme, such as 9920:ESB12345674, or an e-mail address."
    ),
}
NAMES = tuple(_PREFIX + target for target in TARGETS)


class LabelsField(forms.CharField):
    """A list of labels, one a line; empty means Folio's own. Other spellings of the same label are dropped."""

    widget = forms.Textarea(attrs={"rows": 6, "spellcheck": "false"})

    def __init__(self, target: str, labels: LabelMap) -> None:
        initial = "\n".join(getattr(labels, target))
        super().__init__(label=TITLES[target], help_text=_HELP[target], required=False, initial=initial)
        self._own: list[str] = list(getattr(DEFAULT, target))

    def clean(self, value: Any) -> list[str]:
        """Return the labels in `value`. Raise ValidationError."""
        labels: dict[str, str] = {}
        for line in super().clean(value).splitlines():
            if label := " ".join(line.split()):
                _refuse_odd(label)
                labels.setdefault(folded(label), label)
        if len(labels) > _MOST_LABELS:
            raise ValidationError(_("Use at most %(most)s labels."), params={"most": _MOST_LABELS})
        return list(labels.values()) or self._own


def question_fields(chosen: Mapping[str, Sequence[str]]) -> dict[str, forms.Field]:
    """Return the form's fields by name, filled with the merchant's labels in `chosen`, else Folio's own."""
    labels = LabelMap.with_defaults(chosen)
    return {_PREFIX + target: LabelsField(target, labels) for target in TARGETS}


def kept_questions(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the targets in the form's cleaned `values` whose labels are not Folio's own, with the labels."""
    given = {target: values.get(_PREFIX + target, []) for target in TARGETS}
    return {target: labels for target, labels in given.items() if labels != list(getattr(DEFAULT, target))}


def repeated_questions(values: Mapping[str, Any]) -> dict[str, str]:
    """Return, by form field, a label of `values` that an earlier field contains already."""
    seen: dict[str, str] = {}
    found: dict[str, str] = {}
    for name in NAMES:
        for label in values.get(name, ()):
            if seen.setdefault(folded(label), name) != name:
                found[name] = label
    return found


def _refuse_odd(label: str) -> None:
    if len(label) > _LONGEST_LABEL:
        raise ValidationError(_("A label has at most %(longest)s characters."), params={"longest": _LONGEST_LABEL})
    if not folded(label):
        raise ValidationError(_("“%(label)s” has no letter or digit."), params={"label": label})
