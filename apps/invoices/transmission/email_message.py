"""The e-mail that brings a document to its buyer: in the document's language, in the merchant's name.

Text typed by merchant and buyer is plain text: no line of it becomes a header, no part of it markup. The buyer's name
is the only text of the order in the e-mail. Anyone who orders chooses that name and the address, so the greeting omits
a name that could be a message.
"""

import re
import unicodedata
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from apps.formats.wording.labels import labels_for
from apps.formats.wording.locales import locale_of
from apps.formats.wording.number_format import Figures
from apps.invoices import languages, links, recipients
from apps.invoices.models import Invoice, Mailing
from apps.invoices.titles import heading_of, legal_number_of
from apps.stores.models import InvoicingSettings
from apps.stores.setting_groups import EmailSettings

_LONGEST_NAME = 100
_LONGEST_GREETED = 60
# Beside letters and spaces, the punctuation in names of persons and companies.
_IN_NAMES = frozenset(".,'’-‐&()·ªº°")
# Enough for a company that is named after a year; a telephone number has more.
_MOST_DIGITS = 4
# Mail programs turn it into a link: letters, digits or a hyphen, a dot, and at least two letters.
_LIKE_A_DOMAIN = re.compile(r"[^\W_]-*\.[^\W\d_]{2}")


def compose_message(mailing: Mailing, invoice: Invoice, pdf: bytes | None) -> EmailMultiAlternatives:
    """Return the e-mail for `mailing`, with `pdf` of `invoice` attached, if it has one here.

    A retry has the same Message-ID.
    """
    emails = InvoicingSettings.objects.get(store=invoice.store).emails
    locale = locale_of(invoice.language, invoice.country)
    with translation.override(languages.interface_language(invoice.language, invoice.country)):
        content = _content(invoice, emails, Figures(locale, invoice.currency)) | {"is_attached": pdf is not None}
        subject = gettext("%(document)s from %(shop)s") % {
            "document": f"{content['title']} {content['number']}",
            "shop": content["shop"],
        }
        plain = render_to_string("invoices/transmission/email_body.txt", content)
        html = render_to_string("invoices/transmission/email_body.html", content)
    message = EmailMultiAlternatives(
        subject=subject,
        body=plain,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mailing.recipient],
        reply_to=_reply_to(invoice, emails),
        headers=_headers(mailing, invoice),
    )
    message.attach_alternative(html, "text/html")
    if pdf is not None:
        message.attach(f"{invoice.number}.pdf", pdf, "application/pdf")
    return message


def _content(invoice: Invoice, emails: EmailSettings, figures: Figures) -> dict[str, object]:
    called = heading_of(invoice)
    return {
        "labels": labels_for(figures.locale),
        "language": str(figures.locale).replace("_", "-"),
        "title": called.title,
        "notice": called.notice,
        "number": legal_number_of(invoice),
        "corrects": invoice.credits.number if invoice.credits else "",
        "replaces": invoice.replaces.number if invoice.replaces else "",
        "reason": _one_line(invoice.credit_reason),
        "order_id": invoice.order_id,
        "date": figures.date(invoice.issue_date),
        "total": figures.money(invoice.gross_total),
        "buyer": _greeted(invoice.buyer_name),
        "seller": _one_line(invoice.seller_name),
        "shop": _shop(invoice),
        "answered": bool(_reply_to(invoice, emails)),
        "words": emails.mail_message.strip(),
        "link": links.document_link(invoice),
        "accent": invoice.accent_colour,
    }


def _headers(mailing: Mailing, invoice: Invoice) -> dict[str, str]:
    host = urlsplit(settings.APP_URL).hostname
    return {
        "From": formataddr((_shop(invoice), settings.DEFAULT_FROM_EMAIL)),
        "Message-ID": f"<{invoice.uid}.{mailing.pk}@{host}>",
        # RFC 3834: machines do not answer.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def _shop(invoice: Invoice) -> str:
    """Return the name that buyers know; the registered name is at the foot of the e-mail."""
    return _one_line(invoice.store.name) or _one_line(invoice.seller_name)


def _reply_to(invoice: Invoice, emails: EmailSettings) -> list[str]:
    address = recipients.recipient_address(emails.mail_reply_to) or recipients.recipient_address(invoice.seller_email)
    return [address] if address else []


def _greeted(name: str) -> str:
    """Return `name` if it looks like a name and nothing else, else the empty string: then the greeting has no name."""
    read = unicodedata.normalize("NFKC", name.strip())
    digits = sum(letter.isdigit() for letter in read)
    if len(read) > _LONGEST_GREETED or digits > _MOST_DIGITS or _LIKE_A_DOMAIN.search(read):
        return ""
    return " ".join(name.split()) if all(_is_of_a_name(letter) for letter in read) else ""


def _is_of_a_name(letter: str) -> bool:
    """Tell whether `letter` is a letter, mark, digit, space (no line break) or in _IN_NAMES."""
    return unicodedata.category(letter)[0] in "LM" or letter.isdigit() or letter == " " or letter in _IN_NAMES


def _one_line(text: str) -> str:
    """Return `text` without line breaks and other control characters, cut to a length that fits a header."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:_LONGEST_NAME]
