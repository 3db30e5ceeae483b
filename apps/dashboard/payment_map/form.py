"""The form in which a merchant says what their payment methods are: a row for each name, saved together."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from apps.countries import registry
from apps.countries.payment_proposals import CODES
from apps.dashboard.payment_map.payment_methods import PaymentMethod
from apps.dashboard.shared.code_titles import PAYMENTS
from apps.invoices.drafting.tax_category import key_of
from apps.invoices.models import PaymentMapping
from apps.stores import settings_log
from apps.stores.models import Store

LOGGED_AS = "payment_map"
VOUCHERS_LOGGED_AS = "voucher_counts"
_MOST_ROWS = 100
_ANSWERS = {"": None, "yes": True, "no": False}
_WRITTEN = {answer: value for value, answer in _ANSWERS.items()}
Answer = tuple[str, bool | None]
"""The code of a payment method, and whether its voucher is the boleta."""
_NOTHING: Answer = ("", None)


class PaymentRow(forms.Form):
    """One payment method. `shown` is the saved answer at the time when the page was shown."""

    name = forms.CharField(max_length=255, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    code = forms.ChoiceField(required=False, label=_("What it is"))
    voucher = forms.ChoiceField(
        required=False,
        label=_("Does the voucher count as the boleta?"),
        choices=[
            ("", _("Not answered")),
            ("yes", _("Yes, the sale needs no boleta")),
            ("no", _("No, the sale needs a boleta")),
        ],
    )

    def __init__(self, *arguments: Any, methods: Mapping[str, PaymentMethod], asks: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        name = (self.data.get(self.add_prefix("name")) if self.is_bound else self.initial["name"]) or ""
        self.method = methods.get(key_of(name)) or PaymentMethod(name, 0, "")
        field = self.fields["code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Not decided")), *((code, PAYMENTS[code]) for code in CODES)]
        if not asks:
            del self.fields["voucher"]

    def clean_name(self) -> str:
        """Refuse a name without a letter or figure."""
        name: str = self.cleaned_data["name"]
        if not key_of(name):
            raise ValidationError(_("This name cannot be classed."))
        return name

    def given(self) -> Answer:
        """Return the answer of the cleaned form."""
        return self.cleaned_data["code"], _ANSWERS[self.cleaned_data.get("voucher", "")]

    @property
    def is_touched(self) -> bool:
        """Tell whether the merchant gave another answer than the one they saw saved."""
        return _written(self.given()) != str(self.cleaned_data["shown"])

    @property
    def state(self) -> str:
        """Return whether the row is saved, proposed or open."""
        if self["shown"].value():
            return "saved"
        return "proposed" if self["code"].value() else "open"


PaymentRows = formset_factory(PaymentRow, extra=0, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS)


def rows_of(store: Store, methods: Mapping[str, PaymentMethod], data: Any = None) -> Any:
    """Return the rows for the payment `methods` of `store` and its saved answers; `data` are those that were sent."""
    saved = {each.key: each for each in PaymentMapping.objects.filter(store=store)}
    names = {key: each.name for key, each in methods.items()}
    names |= {key: saved[key].name for key in sorted(saved.keys() - names.keys())}
    initial = [_initial(name, saved.get(key), methods.get(key)) for key, name in list(names.items())[:_MOST_ROWS]]
    asks = bool(registry.country(store.country).voucher_note)
    return PaymentRows(data, initial=initial, form_kwargs={"methods": methods, "asks": asks})


def save_rows(store: Store, rows: Any, *, by: str) -> None:
    """Save the answers in valid `rows` that differ from what was shown, and log each; `by` is a session's digest."""
    with settings_log.lock_settings(store):
        saved = {each.key: _answer(each) for each in PaymentMapping.objects.filter(store=store)}
        for row in rows:
            name, new = row.cleaned_data["name"], row.given()
            old = saved.get(key_of(name), _NOTHING)
            if row.is_touched and old != new:
                _save(store, name, new)
                _log(store, name, old, new, by=by)


def _initial(name: str, saved: PaymentMapping | None, method: PaymentMethod | None) -> dict[str, str]:
    answer = _answer(saved) if saved else _NOTHING
    proposed = method.proposed if method else ""
    return {
        "name": name,
        "shown": _written(answer),
        "code": answer[0] or proposed,
        "voucher": _WRITTEN[answer[1]],
    }


def _answer(row: PaymentMapping) -> Answer:
    return row.code, row.voucher_counts


def _written(answer: Answer) -> str:
    return "" if answer == _NOTHING else f"{answer[0]}|{_WRITTEN[answer[1]]}"


def _save(store: Store, name: str, answer: Answer) -> None:
    """Keep `answer` for the payment method `name`; no row where nothing is answered."""
    about: dict[str, Any] = {"store": store, "key": key_of(name)}
    if answer == _NOTHING:
        PaymentMapping.objects.filter(**about).delete()
        return
    columns = {"name": name, "code": answer[0], "voucher_counts": answer[1]}
    PaymentMapping.objects.update_or_create(defaults=columns, **about)


def _log(store: Store, name: str, old: Answer, new: Answer, *, by: str) -> None:
    for logged_as, before, after in zip((LOGGED_AS, VOUCHERS_LOGGED_AS), old, new, strict=True):
        if before != after:
            values = ({name: [] if each in ("", None) else [each]} for each in (before, after))
            settings_log.note_change(store, logged_as, *values, by=by)
