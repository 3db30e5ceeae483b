"""Characters without a font are reported on the pages of order and document, in the merchant's language."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from apps.dashboard.documents.presentation import sheet_of
from apps.invoices.models import Invoice
from apps.stores.models import InvoicingSettings, Store
from tests.factories import order, product
from tests.invoices.conftest import issue as issue

Issue = Callable[..., Invoice]


def sold(store: Store, issue: Issue, name: str) -> Invoice:
    return issue(store, order(products=[product(name=name)]))


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_the_page_names_the_characters(store: Store, issue: Issue, language: str) -> None:
    with translation.override(language):
        page = render_to_string(
            "dashboard/documents/_sheet.html", {"sheet": sheet_of(sold(store, issue, "Runa ᚠ y 𐎠"))}
        )
    words = {"es": "Ninguna fuente", "pt": "Nenhuma fonte", "en": "No font"}
    assert words[language] in page
    assert "ᚠ (U+16A0), 𐎠 (U+103A0)" in page


@pytest.mark.parametrize("name", ["𝓑𝓸𝓵𝓼𝓸 Ⓒ", "漢字 قهوة ספר 👩‍👩‍👧", "Café"])
def test_what_can_be_read_is_no_news(store: Store, issue: Issue, name: str) -> None:
    sheet = sheet_of(sold(store, issue, name))
    assert sheet.missing == ""
    assert "notice" not in render_to_string("dashboard/documents/_sheet.html", {"sheet": sheet})


def test_the_merchants_own_words_count(store: Store, issue: Issue) -> None:
    InvoicingSettings.objects.filter(store=store).update(footer="Gracias 🅥")
    assert sheet_of(sold(store, issue, "Café")).missing == "🅥 (U+1F165)"
