"""Log of changed settings, in the terms of the settings' own form."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, Field
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.countries.tax_categories import TaxCategory
from apps.dashboard.settings import checkout_question_fields, seller_address
from apps.dashboard.settings.form import InvoicingSettingsForm
from apps.dashboard.shared import pagination
from apps.dashboard.shared.code_titles import CATEGORIES, PAYMENTS
from apps.dashboard.shared.formats import figures_for, moment
from apps.formats.wording.number_format import Figures
from apps.invoices.models.mappings import NOT_VAT
from apps.orders import address_fields
from apps.stores.models import InvoicingSettings, SettingsChange, Store

_A_PAGE = 50
_ORDER = pagination.Order(("pk",))
# Settings that the form edits in fields of another name.
_LABELS: dict[str, Any] = {
    "logo": _("Logo"),
    "buyer_labels": _("Questions in your checkout"),
    "issues_automatically": _("Issue automatically"),
    "tax_map": _("Taxes of your store"),
    "payment_map": _("Payment methods"),
    "voucher_counts": _("Does the voucher count as the boleta?"),
    "issuer": _("Who issues your documents"),
    "issuer_account": _("Account at a provider"),
    "issuer_choices": _("Choices for the provider"),
}
# Titles under which such a setting has values; others are names in the store.
_TITLES: dict[str, Any] = {
    **checkout_question_fields.TITLES,
    "untaxed": _("Items without a tax"),
    "gift_card": _("Sold gift cards"),
}
# What codes among its values are called.
_WORDS: dict[str, Mapping[str, Any]] = {
    "payment_map": PAYMENTS,
    "tax_map": {TaxCategory.STANDARD: _("value added tax"), NOT_VAT: _("another tax"), **CATEGORIES},
}
# Length of the prefix of a session's digest that is shown.
_SHORT = 8


def changes_of(store: Store, query: QueryDict, *, session: str) -> dict[str, Any]:
    """Return the page of the settings log of `store` that `query` selects, newest first.

    `session` is the digest of the reader's own session. Raise Http404.
    """
    mine = SettingsChange.objects.filter(store=store)
    page = pagination.page_of(mine, _ORDER, query, most=_A_PAGE, within=mine)
    figures = figures_for(store, store.currency)
    return {"page": page, "rows": [_row(store, change, figures, session) for change in page.rows]}


def _row(store: Store, change: SettingsChange, figures: Figures, session: str) -> dict[str, Any]:
    return {
        "at": moment(change.at, store.time_zone, figures),
        "label": _label(change.field, store.country),
        "old": _shown(change.field, change.old, figures),
        "new": _shown(change.field, change.new, figures),
        "by": _by(change.by, session),
    }


def _label(name: str, country: str) -> Any:
    if name in seller_address.FIELDS:
        return address_fields.label_of(seller_address.FIELDS[name], country)
    form_field = InvoicingSettingsForm.base_fields.get(name)
    return _LABELS.get(name) or (form_field.label if form_field else name)


def _by(by: str, session: str) -> str:
    if by == SettingsChange.INSTALLATION:
        return gettext("Folio, when it was installed")
    if by == SettingsChange.AUTHORISATION:
        return gettext("Folio, when you authorised it again")
    return gettext("you, in this session") if by == session else gettext("session %(short)s") % {"short": by[:_SHORT]}


def _shown(name: str, value: Any, figures: Figures) -> str:
    """Return a value as the form shows it; an empty one as a dash."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if name == "logo":
        return gettext("picture %(number)s") % {"number": value}
    if isinstance(value, dict):
        return "\n".join(
            f"{_TITLES.get(key, key)}: {', '.join(_word(name, each) for each in listed) or '–'}"
            for key, listed in value.items()
        )
    return _text(name, value, figures)


def _word(name: str, value: Any) -> str:
    """Return one of the values that the setting `name` has for a title."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return str(_WORDS.get(name, {}).get(value, value))


def _text(name: str, value: Any, figures: Figures) -> str:
    known = {field.name: field for field in InvoicingSettings._meta.concrete_fields}.get(name)
    choices = dict(known.flatchoices) if isinstance(known, Field) else {}
    if value in choices:
        return str(choices[value])
    if isinstance(known, DecimalField):
        return figures.quantity(Decimal(value))
    day = parse_date(value) if known is not None and known.get_internal_type() == "DateField" else None
    return figures.date(day) if day else str(value)
