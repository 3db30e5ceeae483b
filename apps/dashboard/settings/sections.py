"""Sections of the settings: the settings page shows all of them, the setup steps one after the other."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.dashboard.settings import checkout_question_fields, excluded_orders


@dataclass(frozen=True, slots=True)
class Section:
    """Related fields with a heading and a sentence about their purpose."""

    name: str
    title: Promise
    about: Promise
    fields: tuple[str, ...]


SECTIONS = (
    Section(
        "seller",
        _("Your business"),
        _("Printed on every document as the seller."),
        ("seller_name", "seller_tax_id", "seller_activity", "seller_address", "seller_email"),
    ),
    Section(
        "numbering",
        _("Documents"),
        _("Invoices and credit notes are numbered each by themselves, without gaps."),
        (
            "language",
            "buyers_language",
            "invoice_prefix",
            "credit_note_prefix",
            "test_prefix",
            "number_padding",
            "restart_yearly",
            "invoice_first_number",
            "credit_note_first_number",
        ),
    ),
    Section(
        "paper",
        _("Paper"),
        _("How documents look. Those already issued stay as they are."),
        (
            "logo_file",
            "logo_remove",
            "accent_colour",
            "paper_size",
            "notes",
            "bank_details",
            "legal_text",
            "footer",
        ),
    ),
    Section(
        "mail",
        _("Mail"),
        _("Jumpseller shows the link in the order. Buyers of goods that need no shipping do not see it there."),
        ("mail_buyers", "mail_reply_to", "mail_message", "mail_seals"),
    ),
    Section(
        "taxes",
        _("Taxes"),
        _("Folio declares the taxes that the order brings. This is for orders that bring none."),
        ("fallback_tax_rate", "fallback_prices", "tax_rounding"),
    ),
    Section(
        "when",
        _("When to issue"),
        _("The rules count from now on. Orders that already wait stay until you issue them."),
        ("test_mode", "issue_when", "hold_for_review", *excluded_orders.LABELS),
    ),
    Section(
        "orders",
        _("Orders and buyers"),
        _("What to do when an order is not as usual."),
        (
            "issue_since",
            "free_orders",
            "unclear_coupons",
            "wrong_tax_id",
            "self_service",
            "self_service_days",
            "order_history",
        ),
    ),
    Section(
        "questions",
        _("Questions in your checkout"),
        _(
            "If you ask buyers for more than Jumpseller does, write your questions here as your checkout shows "
            "them, one a line. Capitals, accents and punctuation make no difference. Of several the first that the "
            "buyer answered counts. Empty a list to go back to Folio's own."
        ),
        checkout_question_fields.NAMES,
    ),
)
# In the order in which a new merchant decides about them.
FIRST_STEPS = ("seller", "taxes", "numbering", "paper", "when", "mail")
BY_NAME = {section.name: section for section in SECTIONS}
