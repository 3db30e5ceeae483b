"""Mails of a document to its buyer, as the merchant sees them, and the form that sends another one."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.dashboard.shared.formats import figures_for, moment
from apps.invoices import recipients
from apps.invoices.models import Invoice, MailAttempt, Mailing
from apps.invoices.transmission import email, email_limit

_MAYBE = _("may have been sent")
_OUTCOMES: dict[str, Any] = {
    MailAttempt.Outcome.SENT: _("handed to the mail server"),
    MailAttempt.Outcome.REFUSED: _("refused by the mail server"),
    MailAttempt.Outcome.UNREACHABLE: _("the mail server could not be reached"),
}


class MailForm(forms.Form):
    """The recipient of a document, and its number of mailings when the form was shown."""

    recipient = forms.CharField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off", "maxlength": 254})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, invoice: Invoice, data: Any = None, *, recipient: str = "") -> None:
        self.invoice = invoice
        initial = {"recipient": recipient, "seen": invoice.mailings.count()}
        super().__init__(data, initial=initial, prefix="mail")

    def clean_recipient(self) -> str:
        """Return the address to mail to."""
        address = recipients.recipient_address(self.cleaned_data["recipient"])
        if not address:
            raise forms.ValidationError(gettext("Give an e-mail address such as name@example.com."))
        return address

    def carry_out(self) -> Mailing:
        """Mail the document; the form must be valid. Raise MailOnItsWay."""
        return email.send_again(self.invoice, self.cleaned_data["recipient"], seen=self.cleaned_data["seen"])


def offered_form(invoice: Invoice, typed: MailForm | None = None) -> MailForm | None:
    """Return the form for another mail, with `typed` after an error; None for documents that are not mailed."""
    if not recipients.is_mailable(invoice):
        return None
    if typed is None or typed.is_valid():
        return MailForm(invoice, recipient=typed.cleaned_data["recipient"] if typed else invoice.buyer_email)
    return typed


def mails_of(invoice: Invoice) -> dict[str, Any]:
    """Return the `rows` of the mails of `invoice`, oldest first, and the reason if the automatic one is `missing`."""
    found = list(invoice.mailings.order_by("pk").prefetch_related("tries"))
    by_itself = any(not row.by_hand for row in found)
    return {"rows": [_row(row, invoice) for row in found], "missing": "" if by_itself else _missing(invoice)}


def _missing(invoice: Invoice) -> str:
    if not invoice.buyer_email:
        return gettext("No mail was sent automatically: the order has no e-mail address of the buyer.")
    if not recipients.recipient_address(invoice.buyer_email):
        return gettext("No mail was sent automatically: the buyer's e-mail address in the order is not valid.")
    return gettext("No mail was sent automatically: mails to buyers were turned off when the document was issued.")


def _row(row: Mailing, invoice: Invoice) -> dict[str, Any]:
    attempts = sorted(row.tries.all(), key=lambda attempt: attempt.pk)
    is_unknown = row.state == Mailing.State.FAILED and any(not attempt.outcome for attempt in attempts)
    state = _turn(row, invoice) or _state(row)
    return {
        "recipient": row.recipient,
        "by_hand": row.by_hand,
        "state": str(_MAYBE) if is_unknown else state,
        "advice": gettext("Ask the buyer, or send it again.") if is_unknown else "",
        "attempts": [_attempt(attempt, row, invoice) for attempt in attempts],
    }


def _turn(row: Mailing, invoice: Invoice) -> str:
    """Return when a mail that waits for the hourly limit is sent; the empty string for others."""
    if row.state != Mailing.State.DUE or row.error != email_limit.WAITS:
        return ""
    at = moment(row.due_at, invoice.time_zone, figures_for(invoice.store, invoice.currency))
    return gettext("waits until %(moment)s: your store has reached its limit of mails per hour") % {"moment": at}


def _state(row: Mailing) -> str:
    if row.state == Mailing.State.DONE:
        return gettext("sent")
    return gettext("failed") if row.state == Mailing.State.FAILED else gettext("being sent")


def _attempt(attempt: MailAttempt, row: Mailing, invoice: Invoice) -> dict[str, str]:
    figures = figures_for(invoice.store, invoice.currency)
    going = attempt.ended_at is None and row.state == Mailing.State.CLAIMED
    outcome = gettext("being sent") if going else str(_OUTCOMES.get(attempt.outcome, _MAYBE))
    return {
        "at": moment(attempt.started_at, invoice.time_zone, figures),
        "outcome": outcome,
        # The server's reply, which begins with its code; names of our errors do not inform a merchant.
        "words": attempt.detail if attempt.detail[:3].isdigit() else "",
    }
