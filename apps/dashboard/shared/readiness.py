"""The readiness of an order in words: which documents it can become, what is missing, and links to what mends it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.automation.reasons import tell_sentences
from apps.invoices.readiness.assessment import INVOICE, RECEIPT
from apps.invoices.readiness.fields import Field, field_of

_OWN: Mapping[str, Promise] = {
    RECEIPT: _("Receipt"),
    INVOICE: _("Invoice"),
    "en16931": _("Electronic invoice (EN 16931)"),
}
_PAGES = {"settings": "settings", "taxes": "tax_map", "payments": "payment_map"}


def explain_readiness(stored: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what pages show of each document in `stored`, as `Readiness.as_json` made it, in the current language."""
    return [
        {
            "title": _title(each),
            "state": each["state"],
            "is_folios": each["is_folios"],
            "obstacles": explain_missing(each["missing"]),
        }
        for each in stored
    ]


def explain_missing(stored: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the stored sentences of what is missing in words, each with a link to the page that mends it, if any."""
    return [_obstacle(sentence) for sentence in stored]


def _title(each: Mapping[str, Any]) -> str:
    """Return the name of the document; one that the law names keeps that name in every language."""
    if each["document"] in _OWN:
        return str(_OWN[each["document"]])
    return f"{each['title']} ({each['authority_code']})" if each["authority_code"] else str(each["title"])


def _obstacle(sentence: dict[str, Any]) -> dict[str, Any]:
    field = field_of(sentence["code"])
    return {
        "text": tell_sentences([sentence]),
        "link": _link(field) if field else "",
    }


def _link(field: Field) -> str:
    """Return the address of the page that has `field`; empty for the order, which is at Jumpseller."""
    page = _PAGES.get(field.place)
    if page is None:
        return ""
    return f"{reverse(page)}#id_{field.name}" if field.name else reverse(page)
