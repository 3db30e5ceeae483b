"""The form of the invoicing settings."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from apps.dashboard.settings import (
    checkout_question_fields,
    excluded_orders,
    numbering_rules,
    paper_fields,
    seller_address,
    seller_iban,
    seller_tax_id,
)
from apps.dashboard.settings.sections import SECTIONS, Section
from apps.orders.messages import written_amount
from apps.stores import settings_log
from apps.stores.models import InvoicingSettings, Store

if TYPE_CHECKING:
    _SettingsForm = forms.ModelForm[InvoicingSettings]
else:
    _SettingsForm = forms.ModelForm


@dataclass(frozen=True, slots=True)
class Fieldset:
    """A section of the settings with its bound fields."""

    section: Section
    fields: list[BoundField]


class InvoicingSettingsForm(_SettingsForm):
    """The store's settings, or one `section` of them: then only its fields are shown and saved."""

    class Meta:
        model = InvoicingSettings
        exclude = (
            "store buyer_labels logo left_out_payment_methods left_out_sources issues_automatically steps_done".split()
        )
        labels = {
            "seller_name": _("Your business name"),
            "seller_tax_id": _("Your tax number"),
            "seller_legal_name": _("Registered name"),
            "seller_activity": _("Your line of business"),
            "seller_address": _("Your address as it is printed"),
            "seller_email": _("Your e-mail"),
            "seller_phone": _("Your phone"),
            "seller_registration": _("Entry in the trade register"),
            "seller_iban": _("IBAN"),
            "language": _("Language of the documents"),
            "invoice_prefix": _("Prefix of invoice numbers"),
            "credit_note_prefix": _("Prefix of credit note numbers"),
            "test_prefix": _("Prefix of test documents"),
            "number_padding": _("Digits per number"),
            "restart_yearly": _("Start again at 1 each year"),
            "invoice_first_number": _("First invoice number"),
            "credit_note_first_number": _("First credit note number"),
            "fallback_tax_rate": _("Tax rate (%) for orders without tax data"),
            "fallback_prices": _("Prices of such orders"),
            "tax_rounding": _("Round tax"),
            "free_orders": _("Orders with a total of zero"),
            "wrong_tax_id": _("If the buyer's tax number is wrong"),
            "unclear_coupons": _("If an order does not state the products of a discount"),
            "issue_when": _("Issue the document"),
            "hold_for_review": _("Review each document before it is issued"),
            "test_mode": _("Test mode"),
            "issue_since": _("Only orders paid from"),
            "self_service": _("Let buyers correct their company and tax data"),
            "self_service_days": _("For how many days"),
            "order_history": _("Note each document in the order's history"),
        } | paper_fields.LABELS
        help_texts = {
            "seller_name": _("It heads your documents."),
            "seller_legal_name": _(
                "The name that your tax authority knows. If it is another than the name above, it is printed below it."
            ),
            "seller_tax_id": _(
                "Printed as you write it. If your business is registered in another country, write its code in front, "
                "such as ES B12345674."
            ),
            "seller_address": _(
                "Documents print this text. It is replaced as soon as you fill in one of the fields above, which "
                "electronic invoices need."
            ),
            "seller_phone": _("Printed on documents, if you fill it in."),
            "seller_registration": _("Register and number, where your country wants them on documents."),
            "seller_iban": _("For electronic invoices. It is not printed: write what documents print under “Design”."),
            "seller_email": _("Buyers can ask about a document at this address."),
            "seller_activity": _("In Chile your giro. Leave it empty if your documents do not show it."),
            "language": _("New documents are written in this language. Issued documents do not change."),
            "invoice_prefix": _("F- gives F-000001, F-{YYYY}- gives F-2026-000001: {YYYY} and {YY} are the year."),
            "credit_note_prefix": _("It must be different from the prefix of invoices."),
            "test_prefix": _("Test documents never take a number of an invoice or a credit note."),
            "number_padding": _("Shorter numbers are filled with zeros."),
            "restart_yearly": _("On 1 January in your time zone. The prefixes must then contain the year."),
            "invoice_first_number": _(
                "To continue the numbers of another system. It applies until the first document is issued."
            ),
            "credit_note_first_number": _("To continue the numbers of another system, as for invoices."),
            "fallback_tax_rate": _(
                "For orders without taxes, because your store has none set up. Enter 0 if you charge none. If the "
                "field is empty, such orders are held."
            ),
            "fallback_prices": _("Whether your prices already include that tax."),
            "tax_rounding": _(
                "Line by line agrees with what Jumpseller shows. Electronic invoices and certified issuers compare "
                "the tax of a rate with its total, so they expect it to be rounded once."
            ),
            "free_orders": _(
                "For instance with a coupon for the whole price. The total of an order paid by gift card is not zero."
            ),
            "wrong_tax_id": _("Folio checks its length and its check digit by the rules of the buyer's country."),
            "unclear_coupons": _(
                "The tax of each product in the order shows the products of a coupon. Without taxes in the order, only "
                "you know whether your coupons are for whole orders."
            ),
            "issue_when": _("Orders without shipping get their document when they are paid."),
            "hold_for_review": _("Orders wait on the home page, each with a preview of its document."),
            "test_mode": _(
                "Orders get test documents with separate numbers, which only you see. A valid invoice is still "
                "credited when its order is cancelled."
            ),
            "issue_since": _(
                "Orders paid before this day get no document. If the field is empty, the day of the installation "
                "applies."
            ),
            "self_service": _(
                "Once, on the document's page: a credit note takes the invoice back, and a new invoice has the "
                "corrected data."
            ),
            "self_service_days": _("Counted from the date of the invoice, at most 90."),
            "order_history": _("A line in the order at Jumpseller, in addition to the link."),
        } | paper_fields.HELP_TEXTS
        widgets = {
            "seller_address": forms.Textarea(attrs={"rows": 3}),
            "issue_since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        } | paper_fields.WIDGETS

    def __init__(
        self, *args: Any, section: Section | None = None, logo: paper_fields.Logo = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self._logo = logo
        self._saved = copy(self.instance)
        if self.instance.fallback_tax_rate is not None:
            self.initial["fallback_tax_rate"] = written_amount(self.instance.fallback_tax_rate)
        self.sections = (section,) if section else SECTIONS
        self.fields.update(paper_fields.paper_fields(self.instance))
        self.fields.update(excluded_orders.excluded_fields(self.instance))
        self.fields.update(checkout_question_fields.question_fields(self.instance.buyer_labels))
        # Every document needs them.
        self._needs_seller = bool(section or self.instance.issues_automatically)
        self.fields["seller_tax_id"].required = self._needs_seller
        seller_address.fit_fields(self.fields, self.instance, is_needed=self._needs_seller)
        wanted = {name for each in self.sections for name in each.fields}
        for name in self.fields.keys() - wanted:
            del self.fields[name]
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "logo_file"

    def fieldsets(self) -> Iterator[Fieldset]:
        """Yield all fields under their headings."""
        for section in self.sections:
            yield Fieldset(section, [self[name] for name in section.fields if name in self.fields])

    def save(self, commit: bool = True) -> InvoicingSettings:
        """Save only the settings that were changed in the form; others may have been changed elsewhere meanwhile."""
        invoicing_settings = super().save(commit=False)
        if commit:
            invoicing_settings.save(update_fields=self._columns())
        return invoicing_settings

    def as_far_as_valid(self) -> InvoicingSettings:
        """Return the settings, unsaved, with the form's values except those of invalid fields."""
        invoicing_settings = copy(self.instance)
        for name in self.errors:
            if name in {field.name for field in invoicing_settings._meta.concrete_fields}:
                setattr(invoicing_settings, name, getattr(self._saved, name))
        return invoicing_settings

    def _columns(self) -> list[str]:
        """Return the columns that the form changes, including those that follow from other fields."""
        behind = {"logo_file": "logo", "logo_remove": "logo"} | dict.fromkeys(
            checkout_question_fields.NAMES, "buyer_labels"
        )
        behind |= dict.fromkeys(seller_address.FIELDS, seller_address.TEXT)
        changed = {name for name in self.fields if self._is_changed(name)}
        changed |= {behind[name] for name in changed & behind.keys()}
        return [field.name for field in InvoicingSettings._meta.concrete_fields if field.name in changed]

    def _is_changed(self, name: str) -> bool:
        """Tell whether the field `name` differs from its page, or the page does not tell its initial value."""
        told = self[name].html_initial_name in self.data or name == "logo_file"
        return name in self.changed_data or not told

    def clean_seller_tax_id(self) -> str:
        """Refuse a number that cannot be one of the seller's country."""
        tax_id: str = self.cleaned_data["seller_tax_id"]
        seller_tax_id.check_seller_tax_id(tax_id, self.instance.store.country)
        return tax_id

    def clean_seller_iban(self) -> str:
        """Return the IBAN without spaces; refuse one that fails its check."""
        return seller_iban.compact_iban(self.cleaned_data["seller_iban"])

    def clean(self) -> dict[str, Any]:
        """Refuse invalid combinations of fields, such as equal prefixes or a label in two lists."""
        values: dict[str, Any] = super().clean() or {}
        for name, problem in numbering_rules.numbering_problems(self.instance.store, values):
            self.add_error(name, problem)
        rate = values.get("fallback_tax_rate")
        if rate is not None and not 0 <= rate < 100:
            self.add_error("fallback_tax_rate", _("Write a percentage from 0 to less than 100."))
        for name, label in checkout_question_fields.repeated_questions(values).items():
            self.add_error(name, _("“%(label)s” is already in another list.") % {"label": label})
        if checkout_question_fields.NAMES[0] in self.fields:
            self.instance.buyer_labels = checkout_question_fields.kept_questions(values)
        if "seller_street" in self.fields:
            self._keep_address(values)
        excluded_orders.keep_excluded(self.instance, values)
        try:
            paper_fields.keep_logo(self.instance, values, self._logo)
        except forms.ValidationError as error:
            self.add_error("logo_file", error)
        return values

    def _keep_address(self, values: dict[str, Any]) -> None:
        """Set the address as documents print it, from its parts; refuse none where documents need one."""
        printed = seller_address.printed_address(self._saved, values, self._is_changed)
        if not printed and self._needs_seller and not self.errors:
            self.add_error("seller_street", self.fields["seller_street"].error_messages["required"])
        self.instance.seller_address = printed
        if seller_address.TEXT in values:
            values[seller_address.TEXT] = printed


def save_settings(
    store: Store, data: Any, files: Any, *, by: str, section: Section | None = None
) -> InvoicingSettingsForm:
    """Save `data` and `files` as the settings of `store`, or as one `section` of them; return the form.

    The form is validated under the lock of the settings, so that two concurrent changes cannot form an invalid
    combination; only the logo is decoded before it. `by` is the session's digest.
    """
    logo = paper_fields.read_logo(files)
    with settings_log.log_changes(store, by=by):
        invoicing_settings = InvoicingSettings.objects.select_related("store", "logo").get(store=store)
        form = InvoicingSettingsForm(data, files, instance=invoicing_settings, section=section, logo=logo)
        if form.is_valid():
            form.save()
    return form
