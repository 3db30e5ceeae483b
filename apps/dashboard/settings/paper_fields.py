"""Texts of the settings of paper and mail, and the fields of the logo, which is a file and not a column."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.stores import logos
from apps.stores.models import InvoicingSettings

LABELS = {
    "buyers_language": _("Write to buyers abroad in their language"),
    "paper_size": _("Paper size"),
    "accent_colour": _("Colour of headings"),
    "footer": _("Line at the foot of every page"),
    "notes": _("Notes"),
    "bank_details": _("Bank details"),
    "legal_text": _("Legal text"),
    "mail_buyers": _("Mail documents to buyers"),
    "mail_reply_to": _("Reply address"),
    "mail_seals": _("Mail me the latest seals once a month"),
    "mail_message": _("Personal message"),
}
HELP_TEXTS = {
    "buyers_language": _(
        "Spanish, Portuguese or English by the buyer's country, otherwise the language of the documents."
    ),
    "paper_size": _("Letter is usual in Mexico, Colombia and Chile, A4 in Europe and Brazil."),
    "accent_colour": _("A colour that is too light to read is printed darker."),
    "footer": _("For instance your web address."),
    "notes": _("Printed on invoices, such as thanks or how to return something."),
    "bank_details": _("Your bank account, if invoices should show it."),
    "legal_text": _("Text that your country or your register requires on documents, in small print."),
    "mail_buyers": _(
        "Each invoice and credit note is sent once to the buyer's e-mail address, with the PDF and its link."
    ),
    "mail_reply_to": _("If the field is empty, the e-mail of your business."),
    "mail_seals": _("Seals that you keep outside Folio prove that no document was changed or removed."),
    "mail_message": _("It appears below the greeting, exactly as you write it."),
}
WIDGETS: dict[str, forms.Widget] = {
    "accent_colour": forms.TextInput(attrs={"type": "color"}),
    "notes": forms.Textarea(attrs={"rows": 3}),
    "bank_details": forms.Textarea(attrs={"rows": 3}),
    "legal_text": forms.Textarea(attrs={"rows": 3}),
    "mail_message": forms.Textarea(attrs={"rows": 3}),
}
Logo = logos.Picture | logos.UnusableLogo | None
_ACCEPTED = "image/png,image/jpeg,image/webp,image/gif"


def paper_fields(invoicing_settings: InvoicingSettings) -> dict[str, forms.Field]:
    """Return the fields of the logo; the one that removes it exists only where there is a logo."""
    upload = forms.FileField(
        required=False,
        label=_("Logo"),
        help_text=_("A PNG, JPEG, WebP or GIF picture of at most 2 MB. It is scaled to fit."),
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
    )
    remove = forms.BooleanField(
        required=False, label=_("Print no logo"), help_text=_("Your business name is printed instead.")
    )
    return {"logo_file": upload} | ({"logo_remove": remove} if invoicing_settings.logo_id else {})


def read_logo(files: Any) -> Logo:
    """Return the logo among the uploaded `files`, decoded, or the error in it; None if there is none.

    Call it before the transaction that saves the settings, because that locks them.
    """
    file = files.get("logo_file") if files else None
    if not file:
        return None
    try:
        return logos.read_logo(file)
    except logos.UnusableLogo as error:
        return error


def keep_logo(invoicing_settings: InvoicingSettings, values: dict[str, Any], logo: Logo) -> None:
    """Set the uploaded `logo` on `invoicing_settings`, unsaved, or remove it. Raise ValidationError.

    `values` are those of the form.
    """
    if values.get("logo_remove"):
        invoicing_settings.logo = None
    if not values.get("logo_file") or logo is None:
        return
    if isinstance(logo, logos.UnusableLogo):
        raise ValidationError(str(logo.advice))
    invoicing_settings.logo = logos.keep_logo(invoicing_settings.store, logo)
