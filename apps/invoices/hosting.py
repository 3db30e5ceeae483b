"""The links that open documents: unguessable, for ever, without login."""

from babel.dates import format_date
from babel.numbers import format_currency
from django.conf import settings

from apps.core.money import quantize
from apps.invoices import crediting, erasing, self_service
from apps.invoices.models import Invoice, Rendition
from apps.invoices.pdf.locales import locale_of
from apps.invoices.pdf.titles import heading


def link(invoice: Invoice) -> str:
    """Returns the public address of the document's page; with `.pdf` behind it, that of its PDF."""
    return f"{settings.APP_URL}/d/{invoice.token}"


def find(token: str) -> Invoice | None:
    """Returns the document that TOKEN opens, or None."""
    return Invoice.objects.select_related("store", "credits", "replaces").filter(token=token).first()


def page(invoice: Invoice) -> dict[str, object]:
    """Returns what the document's page shows: the document, its credit notes, amounts as its readers write them."""
    locale = locale_of(invoice.language, invoice.country)
    called = heading(invoice.printed_as, invoice.country, invoice.language)
    replacement = invoice.replacements.first()
    erased_at = erasing.erased_at(invoice)
    total = quantize(invoice.gross_total, invoice.currency)
    return {
        "invoice": invoice,
        "title": called.title,
        "notice": called.notice,
        "credit_notes": list(invoice.credit_notes.order_by("pk")),
        "is_credited_in_full": crediting.is_credited_in_full(invoice),
        "replacement": replacement,
        "replacement_link": link(replacement) if replacement else "",
        "may_correct": self_service.is_offered(invoice),
        "replaced_by": replacement.number if replacement else "",
        "total": format_currency(total, invoice.currency, locale=locale),
        "date": format_date(invoice.issue_date, format="long", locale=locale),
        "erased_on": format_date(erased_at, format="long", locale=locale) if erased_at else "",
        "sha256": Rendition.objects.filter(invoice=invoice).values_list("sha256", flat=True).first(),
        "link": link(invoice),
    }
