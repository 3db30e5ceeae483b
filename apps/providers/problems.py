"""What stands against a document at a provider: codes with figures, the texts for them, and the field that mends each.

A code is kept in rows: it is never renamed. The provider's own words stand behind it in `said`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any


def _(text: str) -> str:
    """Mark `text` for the catalogues, which are asked when it is shown."""
    return text


TEMPLATES: Mapping[str, str] = {
    # What a person mends in the order, in the settings or in the account.
    "submission_unclear": _(
        "The provider did not say whether it made the document. Look there, then say whether it exists."
    ),
    "provider_refused": _("The provider refused the document."),
    "provider_number_used": _(
        "The provider named the document {number}, which is another one of yours. Look there, then say whether this "
        "one exists."
    ),
    "provider_credits_void": _(
        "The provider made the credit note {number}, but the tax authority rejected the document that it credits. "
        "Cancel it there."
    ),
    "provider_plan_differs": _(
        "The amounts that would be declared do not add up to the document, so nothing was sent. Tell whoever runs "
        "Folio for you."
    ),
    "provider_reissue_stopped": _("The credit note is made, but the new invoice could not be issued. Issue it again."),
    "provider_total_unreachable": _(
        "By the provider's arithmetic the document comes to {computed}, but {charged} {currency} were charged."
    ),
    "provider_currency": _("The provider does not issue documents in {currency}."),
    "provider_too_many_lines": _("The document has {lines} lines; the provider takes {most}."),
    "provider_unreachable": _("The provider does not answer now. Try again in a few minutes."),
    "provider_key_wrong": _("The provider does not accept the key. Connect the account again."),
    "provider_other_company": _("The account belongs to {holder} ({tax_id}), not to you."),
    "provider_other_connected": _("The account of {holder} ({tax_id}) is connected: disconnect it first."),
    "provider_environment": _("The key is one of the provider's test environment."),
    "provider_no_credit_notes": _("The provider takes no credit notes from Folio: make it there."),
    "provider_no_partial_credit": _("The provider credits a document only as a whole."),
    # The merchant's own endpoint.
    "endpoint_address": _(
        "Folio sends nothing to this address: it must begin with https, and name a public host and no port."
    ),
    "endpoint_redirects": _("The endpoint sends Folio on to another address. Give the address that answers itself."),
    "endpoint_missing": _("At this address nothing takes orders: it answers {status}."),
    "endpoint_number": _("An amount of the document has more digits than a JSON number keeps."),
    # Portugal: what InvoiceXpress, and programs like it, refuse.
    "provider_buyer_tax_id_wrong": _("The buyer's tax number is not valid. Correct it in the order, or remove it."),
    "provider_buyer_tax_id_refused": _("The provider does not accept the buyer's tax number."),
    "provider_country": _("The provider has no name for the country {country}."),
    "provider_country_refused": _("The provider does not accept the buyer's country."),
    "provider_tax_missing": _(
        "The account has no tax of {rate} %. Create it at the provider, then check the account again."
    ),
    "provider_tax_unclear": _("The account has several taxes of {rate} %. Choose one of them."),
    "provider_tax_choice_wrong": _("The tax chosen for {rate} % was removed or changed. Choose again."),
    "provider_other_taxes": _(
        "An item bears another tax than one percentage of value added tax, which the provider cannot state."
    ),
    "provider_negative_line": _("An item is below zero or has no quantity, which the provider does not accept."),
    "provider_exemption_missing": _("An item bears no tax, and the reason for it is missing. Say in your taxes why."),
    "provider_exemptions_differ": _(
        "The items bear no tax for different reasons ({codes}); a document of the provider has one reason only."
    ),
    "provider_exemption_unknown": _("“{exemption}” is not one of the AT's reasons of exemption (M01 to M99)."),
    "provider_exemption_refused": _("The provider does not accept the reason why an item bears no tax."),
    "provider_series_gone": _("The series chosen for {type} is not in the account any more. Choose again."),
    "provider_series_not_registered": _(
        "The series {series} is not registered with the AT for {type}. Register it at the provider."
    ),
    "provider_series_refused": _(
        "The provider does not accept the series: it is for another kind of document, or is not registered."
    ),
    "provider_date_before_series": _(
        "The series has a document of a later date already, so this one needs the date of today. Issue it again."
    ),
    "provider_original_unknown": _(
        "The provider does not know the document {number} as one of Folio's that counts. Make the credit note there."
    ),
    "provider_draft_kind_differs": _(
        "The draft at the provider is another document ({type} instead of {planned}). It was deleted."
    ),
    "provider_draft_total_differs": _(
        "The provider made a draft of {stated} {currency}, but {charged} {currency} were charged. It was deleted."
    ),
    "provider_draft_tax_differs": _("The provider gave an item of the draft another tax. The draft was deleted."),
    "provider_draft_exemption_differs": _(
        "The provider gave the draft another reason of exemption ({exemption}). The draft was deleted."
    ),
    "provider_draft_receiver_differs": _(
        "The provider gave the draft another tax number of the buyer. The draft was deleted."
    ),
    "provider_key_taken": _(
        "The provider says that it has this document already, and does not show it. Look for it there."
    ),
    "provider_canceled_there": _("The document {number} was cancelled at the provider."),
    "provider_account_name": _("The name of the account is wrong. It is the first part of the account's address."),
    "provider_account_blocked": _("The provider has blocked the account, or its plan has ended."),
    # The buyer's data.
    "buyer_name_missing": _("The order names no buyer."),
    "buyer_rut_missing": _("The order states no RUT of the buyer."),
    "buyer_rut_wrong": _("The buyer's RUT is not valid."),
    "buyer_giro_missing": _("The order states no giro of the buyer."),
    "buyer_address_missing": _("The order states no address of the buyer."),
    "buyer_comuna_missing": _("The order states no comuna of the buyer."),
    "buyer_comuna_unknown": _("The buyer's comuna is not one of the official names."),
    "payment_means_missing": _("You have not told yet what kind of payment this payment method is."),
    # Chile.
    "sii_nothing_charged": _("Nothing was charged, so there is nothing to declare."),
    "sii_voucher_is_boleta": _("The payment's voucher is the boleta, as you told Folio."),
    "sii_voucher_not_told": _("You have not told yet whether the voucher of this payment method is the boleta."),
    "sii_boleta_must_name": _("Above {limit} pesos a boleta names the buyer, their RUT and the kind of payment."),
    "sii_limit_unknown": _(
        "Folio does not know the value of 135 UF for {year}: above it a boleta names the buyer, their RUT and the kind "
        "of payment."
    ),
    "sii_other_taxes": _("The order bears taxes beside the IVA, which Folio does not declare at the SII."),
    "sii_line_tax": _("Line {line} bears another tax than the IVA of 19 %, and is not exempt in Chile."),
    "sii_tax_reason_missing": _("You have not told yet why the tax of line {line} is zero."),
    "sii_line_amount": _("No price with six decimals gives the {amount} pesos of line {line}."),
    "sii_item_without_text": _("The name of line {line} has no letters that the SII takes."),
    "sii_peso_difference": _(
        "No factura comes to this total exactly: the price holds {held} pesos of IVA, but the net {net} bears "
        "{by_rate}. The settings of the account can allow the peso."
    ),
    "sii_field_too_long": _("The field {field} is longer than {most} characters."),
    "sii_field_wrong": _("The field {field} is not as the SII wants it."),
    "sii_text_cut": _("The field {field} was cut to {most} characters."),
    "sii_rut_left_out": _("The buyer's RUT is not valid: the boleta does not state it."),
    "sii_issuer_incomplete": _("The provider does not tell the {field} of your company. Complete it there."),
    "sii_not_creditable": _("A document of the type “{type}” cannot be credited by a nota de crédito."),
    "sii_date_before_original": _("The nota de crédito would be dated before its original, which is of {date}."),
    "sii_credit_above_original": _("The nota de crédito comes to {computed} pesos, the original only to {charged}."),
    "sii_no_tax_back": _("After {months} months a nota de crédito does not lower your IVA any more."),
    "sii_no_folios": _("The provider has no folios left for this document. Ask for more at the SII."),
    "sii_no_permission": _("The provider does not allow this account to issue the document."),
    "sii_certificate": _("The provider refuses your electronic signature. It may have expired."),
    "sii_type_not_enabled": _("Documents of the type {type} are not enabled at the provider."),
    "sii_boletas_blocked": _("The provider has blocked your boletas: ask it why."),
    "sii_field_refused": _("The provider refused the field {field}."),
}
"""The English texts by their codes. Providers share them: a fact has one code, whoever states it."""

FIELDS: Mapping[str, str] = {
    "provider_buyer_tax_id_wrong": "order.billing_address.taxid",
    "provider_buyer_tax_id_refused": "order.billing_address.taxid",
    "provider_country": "order.billing_address.country_code",
    "provider_country_refused": "order.billing_address.country_code",
    "provider_other_taxes": "taxes",
    "provider_exemption_missing": "taxes",
    "provider_exemptions_differ": "taxes",
    "provider_exemption_unknown": "taxes",
    "provider_exemption_refused": "taxes",
    "provider_draft_receiver_differs": "order.billing_address.taxid",
    "buyer_name_missing": "order.billing_address.name",
    "buyer_rut_missing": "order.billing_address.taxid",
    "buyer_rut_wrong": "order.billing_address.taxid",
    "buyer_giro_missing": "order.billing_information.business_activity",
    "buyer_address_missing": "order.billing_address.address",
    "buyer_comuna_missing": "order.billing_address.municipality",
    "buyer_comuna_unknown": "order.billing_address.municipality",
    "payment_means_missing": "payments",
    "sii_voucher_not_told": "payments",
    "sii_tax_reason_missing": "taxes",
    "sii_line_tax": "taxes",
}
"""The field that mends a problem, as `place.name` of `apps.invoices.readiness.fields`, by the problem's code."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fact that stands against a document. `figures` fill the places of its text. `said` are the provider's words.

    No figure holds personal data of the buyer. Raise ValueError where the registry has no such text.
    """

    code: str
    figures: Mapping[str, str] = field(default_factory=dict)
    said: str = ""

    def __post_init__(self) -> None:
        if PLACES.get(self.code) != frozenset(self.figures):
            raise ValueError(f"No problem “{self.code}” takes the figures {sorted(self.figures)}.")

    def as_json(self) -> dict[str, Any]:
        """Return the problem as rows keep it."""
        return {"code": self.code, "figures": dict(self.figures), "said": self.said}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Problem":
        """Return the problem that `as_json` made."""
        return cls(kept["code"], kept["figures"], kept["said"])


def places_of(template: str) -> frozenset[str]:
    """Return the names of the figures that the text `template` takes."""
    return frozenset(name for _text, name, _format, _conversion in Formatter().parse(template) if name)


PLACES = {code: places_of(template) for code, template in TEMPLATES.items()}
"""The names of the figures that the text of each code takes."""
