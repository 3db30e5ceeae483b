"""Texts that explain errors to the merchant, by the error's code."""

from django.utils.translation import gettext_lazy as _

from apps.core.errors import FolioError
from apps.dashboard.shared.formats import figures_for
from apps.invoices.credit_notes.creditable import left_of
from apps.invoices.models import Invoice

_TEXTS = {
    "changed_meanwhile": _(
        "Nothing more was issued: credit note %(latest)s came after what you were shown. What is left is %(left)s."
    ),
    "nothing_to_credit": _("Nothing was chosen, or nothing is left. What is left to credit is %(left)s."),
    "credit_too_large": _("That is more than is left. What is left to credit is %(left)s."),
    "not_an_invoice": _("Only an invoice of an order can be credited or issued again."),
    "mail_on_its_way": _("No other mail was sent: one is on its way, or was sent since you looked."),
    "prefix_taken": _(
        "The prefix in your settings belongs to documents of another kind, or to numbers that restart otherwise. "
        "Choose another prefix in the settings."
    ),
    "backfill_under_way": _("Another period is being worked on. Wait for its end, or cancel it."),
    "not_to_be_confirmed": _("Nothing more was issued: this period is issued already, or was cancelled."),
    "test_mode": _("Nothing was issued, because test mode is on. Turn it off in the settings first."),
    "too_many_archives": _("Three files are being made already. Ask for this one when one of them is ready."),
    "not_ready": _("Nothing was turned on: finish the steps that are named below first."),
    "date_in_the_future": _(
        "Nothing was issued: the last document of this series is dated in the future, so a clock is wrong. Tell "
        "whoever runs Folio for you."
    ),
}


def explain_error(error: FolioError, document: Invoice | None = None) -> str:
    """Return the text of `error`, with the figures of `document` if it is about one."""
    known = _TEXTS.get(error.code)
    if known is None:
        return str(error)
    return str(known) % _figures(document) if document else str(known)


def _figures(document: Invoice) -> dict[str, str]:
    latest = document.credit_notes.order_by("pk").last()
    figures = figures_for(document.store, document.currency)
    return {"latest": latest.number if latest else "", "left": figures.money(left_of(document).gross)}
