"""Forms that correct an invoice: their fields, and the correction that they make once it is confirmed."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from babel import Locale
from django import forms
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.automation import corrections, dry_run
from apps.core.facts import facts_of
from apps.core.money import decimals
from apps.countries.addresses import PARTS, Address
from apps.dashboard.documents.presentation import KINDS_OF_BUYERS, rate_of
from apps.dashboard.issuer import issued_there
from apps.dashboard.shared.formats import figures_for, language
from apps.dashboard.shared.number_field import NumberField
from apps.invoices import languages
from apps.invoices.credit_notes.uncredited import left_of
from apps.invoices.facts import BuyerFacts
from apps.invoices.issuing.issuer import Made
from apps.invoices.models import Invoice, Kind, Submission
from apps.orders import address_fields, tax_ids
from apps.orders.data import Buyer, BuyerKind

_LONGEST = 255
_QUANTITY_DECIMALS = 4
_FACTURA = {"": None, "yes": True, "no": False}
# Unicode's CLDR lists them among the countries (ISO 3166-1 alpha-2).
_NO_COUNTRIES = frozenset("EU EZ QO UN XA XB ZZ".split())


def _countries() -> list[tuple[str, str]]:
    """Return codes and names of all countries, sorted by name in the interface's language."""
    names = Locale(language()).territories.items()
    named = [(code, name) for code, name in names if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES]
    return [("", "—"), *sorted(named, key=lambda pair: unicodedata.normalize("NFD", pair[1]))]


class CorrectionForm(forms.Form):
    """Form that corrects `invoice`; `way` identifies the forms of a page, `reasons` are proposals for the reason."""

    way: ClassVar[str]
    title: ClassVar[Promise]
    about: ClassVar[Promise]
    address: ClassVar[str] = "credit_document"
    is_partial: ClassVar[bool] = False
    reasons: ClassVar[tuple[Promise, ...]] = (
        _("Order cancelled"),
        _("Goods returned"),
        _("Goods missing or damaged"),
        _("Discount granted afterwards"),
    )

    reason = forms.CharField(label=_("Reason"), max_length=_LONGEST, help_text=_("It is printed on the document."))

    def __init__(self, invoice: Invoice, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"{self.way}-%s", label_suffix="", initial=self.filled_in(invoice))
        self.invoice = invoice
        self.fields.update(self.more_fields())
        self.fields["reason"].widget.attrs["list"] = f"{self.way}-reasons"
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def filled_in(self, invoice: Invoice) -> dict[str, Any]:
        """Return the initial values of the form."""
        return {}

    def more_fields(self) -> dict[str, forms.Field]:
        """Return the fields that depend on the invoice."""
        return {}

    def proposals(self) -> list[str]:
        """Return reasons in the language of the document on which they are printed."""
        with translation.override(languages.interface_language(self.invoice.language, self.invoice.country)):
            return [str(reason) for reason in self.reasons]

    def carry_out(self) -> Made:
        """Issue the document that the valid form requests, and return it. Raise the errors of `corrections`."""
        raise NotImplementedError

    def documents_of(self, made: Made) -> list[Invoice]:
        """Return all documents that resulted with `made`, in the order of their issue.

        What goes to a provider is shown as it would be declared. Raise NothingToIssue where it would be refused.
        """
        return dry_run.documents_of(made)


class CreditInFullForm(CorrectionForm):
    """Form that credits all that is left."""

    way = "full"
    title = _("Credit all that is left")
    about = _("One credit note takes back everything that is not credited yet.")

    def carry_out(self) -> Made:
        """Issue the credit note."""
        return corrections.credit_in_full(self.invoice.store, self.invoice.pk, reason=self.cleaned_data["reason"])


class _CreditInPartForm(CorrectionForm):
    """Form with numbers, each for a position of the invoice."""

    is_partial = True

    def numbers(self) -> dict[int, Decimal]:
        """Return the numbers above zero by their position."""
        given = ((name, self.cleaned_data[name]) for name in self.fields if name.startswith("at_"))
        return {int(name.removeprefix("at_")): number for name, number in given if number}

    def clean(self) -> dict[str, Any]:
        """Refuse a form without any number, if no field has an error of its own."""
        values: dict[str, Any] = super().clean() or {}
        if not any(self.has_error(name) for name in self.fields if name.startswith("at_")) and not self.numbers():
            raise forms.ValidationError(_("Write at least one number above zero."))
        return values


class CreditLinesForm(_CreditInPartForm):
    """Form with quantities of lines."""

    way = "lines"
    title = _("Credit lines")
    about = _(
        "For returned goods: enter the quantity of each line. The credit note takes that share of the line's amounts."
    )

    def more_fields(self) -> dict[str, forms.Field]:
        """Return a quantity field for each line with a quantity left."""
        figures = figures_for(self.invoice.store, self.invoice.currency)
        return {
            f"at_{each.line.position}": NumberField(
                locale=figures.locale,
                places=_QUANTITY_DECIMALS,
                most=each.quantity,
                most_shown=figures.quantity(each.quantity),
                example=figures.quantity(Decimal("1.5")),
                label=each.line.description,
                help_text=_("%(quantity)s left, %(amount)s")
                % {"quantity": figures.quantity(each.quantity), "amount": figures.money(each.gross)},
            )
            for each in left_of(self.invoice).lines
            if each.quantity
        }

    def carry_out(self) -> Made:
        """Issue the credit note."""
        reason = self.cleaned_data["reason"]
        return corrections.credit_lines(self.invoice.store, self.invoice.pk, self.numbers(), reason=reason)


class CreditAmountsForm(_CreditInPartForm):
    """Form with amounts of tax rates."""

    way = "amounts"
    title = _("Credit an amount")
    about = _("For a discount or a compensation: enter the amount at each tax rate, tax included.")

    def more_fields(self) -> dict[str, forms.Field]:
        """Return an amount field for each tax rate with an amount left."""
        currency = self.invoice.currency
        figures = figures_for(self.invoice.store, currency)
        return {
            f"at_{each.row.position}": NumberField(
                locale=figures.locale,
                places=decimals(currency),
                most=each.gross,
                most_shown=figures.money(each.gross),
                example=figures.amount(Decimal(1250)),
                label=_("Amount at %(rate)s") % {"rate": rate_of(each.row, figures)},
                help_text=_("%(amount)s left, tax included") % {"amount": figures.money(each.gross)},
            )
            for each in left_of(self.invoice).rates
            if each.gross
        }

    def carry_out(self) -> Made:
        """Issue the credit note."""
        reason = self.cleaned_data["reason"]
        return corrections.credit_amounts(self.invoice.store, self.invoice.pk, self.numbers(), reason=reason)


class ReissueForm(CorrectionForm):
    """Form that invoices the same sale to other data of the buyer."""

    way = "reissue"
    title = _("Issue again with other data of the buyer")
    about = _(
        "A credit note takes back what is left of the invoice, and a new document with the same amounts is issued to "
        "the buyer below."
    )
    address = "reissue_document"
    reasons = (_("Correction of the buyer's data"), _("The buyer asked for a factura"))

    name = forms.CharField(label=_("Name or company"), max_length=_LONGEST)
    tax_id = forms.CharField(label=_("Tax number"), max_length=_LONGEST, required=False)
    activity = forms.CharField(label=_("Line of business (giro)"), max_length=_LONGEST, required=False)
    taxpayer_type = forms.CharField(label=_("Kind of taxpayer"), max_length=_LONGEST, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of buyer"),
        required=False,
        choices=[(BuyerKind.UNKNOWN.value, _("Not stated")), *KINDS_OF_BUYERS.items()],
    )
    country = forms.ChoiceField(label=_("Country"), required=False, choices=_countries)
    email = forms.EmailField(label=_("E-mail"), required=False)
    wants_factura = forms.ChoiceField(
        label=_("Wants a factura"),
        required=False,
        choices=[("", _("Not stated")), ("yes", _("Yes")), ("no", _("No"))],
    )

    def __init__(self, invoice: Invoice, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(invoice, data)
        self.order_fields(["name", "tax_id", "activity", "taxpayer_type", "kind", *PARTS, "address_text", "country"])

    def filled_in(self, invoice: Invoice) -> dict[str, Any]:
        """Return the buyer's data on the invoice."""
        wants = next(name for name, value in _FACTURA.items() if value is invoice.buyer_wants_factura)
        return {
            "name": invoice.buyer_name,
            "tax_id": invoice.buyer_tax_id,
            "activity": invoice.buyer_activity,
            "taxpayer_type": invoice.buyer_taxpayer_type,
            "kind": invoice.buyer_kind,
            **address_fields.initial_values(_parts(invoice), invoice.buyer_address),
            "country": invoice.buyer_country,
            "email": invoice.buyer_email,
            "wants_factura": wants,
        }

    def more_fields(self) -> dict[str, forms.Field]:
        """Return the fields of the address, as the buyer's country names its parts."""
        country = self.invoice.buyer_country or self.invoice.country
        return address_fields.address_fields(country, _parts(self.invoice), self.invoice.buyer_address)

    def clean(self) -> dict[str, Any]:
        """Refuse unchanged data, which would use two numbers for nothing."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and _buyer(values, self.invoice) == _buyer(self.filled_in(self.invoice), self.invoice):
            raise forms.ValidationError(_("The data of the buyer are the same as in the document."))
        return values

    def carry_out(self) -> Made:
        """Issue credit note and invoice."""
        buyer, reason = _buyer(self.cleaned_data, self.invoice), self.cleaned_data["reason"]
        return corrections.reissue_to_buyer(self.invoice.store, self.invoice.pk, buyer, reason=reason)

    def documents_of(self, made: Made) -> list[Invoice]:
        """Return the credit note before the invoice."""
        made_together = isinstance(made, Submission) and made.next_frozen
        notes = self.invoice.credit_notes.order_by("-pk")[: 0 if made_together else 1]
        return [*notes, *dry_run.documents_of(made)]


CREDITS: dict[str, type[CorrectionForm]] = {
    form.way: form for form in (CreditInFullForm, CreditLinesForm, CreditAmountsForm)
}
_ALL: tuple[type[CorrectionForm], ...] = (*CREDITS.values(), ReissueForm)


def offered_corrections(document: Invoice, typed: CorrectionForm | None = None) -> list[CorrectionForm]:
    """Return the forms on the page of `document`; `typed` replaces its own form after a refusal."""
    if document.kind != Kind.INVOICE or document.is_credited_in_full:
        return []
    offered = (form for form in _ALL if not issued_there.refused_correction(document, is_partial=form.is_partial))
    return [typed if typed and typed.way == form.way else form(document) for form in offered]


def _parts(invoice: Invoice) -> Address:
    return facts_of(BuyerFacts, invoice).buyer_parts


def _buyer(values: Mapping[str, Any], invoice: Invoice) -> Buyer:
    """Return the buyer by the `values` of the form; what it does not ask for is as in `invoice`."""
    parts, country = address_fields.address_in(values), values["country"]
    return Buyer(
        name=values["name"],
        company="",
        tax_id=tax_ids.plain_tax_id(values["tax_id"], country),
        activity=values["activity"],
        taxpayer_type=values["taxpayer_type"],
        wants_factura=_FACTURA[values["wants_factura"]],
        address=address_fields.printed_lines(
            parts, values.get("address_text", ""), country=country, language=invoice.language
        ),
        country=country,
        email=values["email"],
        parts=parts,
        kind=BuyerKind(values["kind"]),
        electronic_address=invoice.buyer_electronic_address,
        electronic_scheme=invoice.buyer_electronic_scheme,
    )
