"""Sections of the settings: the settings page shows all of them, the setup steps one after the other."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.dashboard.settings import checkout_question_fields, excluded_orders, seller_address


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
        (
            "seller_name",
            "seller_legal_name",
            "seller_tax_id",
            "seller_activity",
            *seller_address.FIELDS,
            seller_address.TEXT,
            "seller_email",
            "seller_phone",
            "seller_registration",
            "seller_iban",
        ),
    ),
    Section(
        "numbering",
        _("Documents"),
        _("Invoices and credit notes are numbered separately, without gaps."),
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
        _("Design"),
        _("The design of new documents. Issued documents do not change."),
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
        _("Folio declares the taxes of the order. These settings are for orders without taxes."),
        ("fallback_tax_rate", "fallback_prices", "tax_rounding"),
    ),
    Section(
        "when",
        _("When to issue"),
        _("The rules apply from now on. Orders that already wait stay pending until you issue them."),
        ("test_mode", "issue_when", "hold_for_review", *excluded_orders.LABELS),
    ),
    Section(
        "orders",
        _("Orders and buyers"),
        _("Rules for unusual orders."),
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
            "If your checkout asks buyers additional questions, write them here as the checkout shows them, one per "
            "line. Capitals, accents and punctuation make no difference. If a list has several questions, the first "
            "answer counts. Leave a list empty to use the list of Folio."
        ),
        checkout_question_fields.NAMES,
    ),
)
# In the order in which a new merchant decides about them.
FIRST_STEPS = ("seller", "taxes", "numbering", "paper", "when", "mail")
BY_NAME = {section.name: section for section in SECTIONS}
