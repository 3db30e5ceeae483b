"""The page explains what seals prove, and shows the latest ones of the store's own documents."""

from collections.abc import Callable
from html import unescape

from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from apps.invoices.issuing import seals
from apps.invoices.models import Invoice, SealMailing, Series
from apps.invoices.renditions import pdf_store
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store


def page(browser: Client) -> str:
    return unescape(browser.get("/documents/archives").content.decode())


def test_the_latest_seals_with_their_counts(
    store: Store, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice], settings: object, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    documents = [sell(store) for _ in range(2)]
    sell(make_store("beta"))
    other = seals.extent_of(Series.objects.get(store__code="beta"))
    browser = signed_in(store)
    before = seals.extent_of(Series.objects.get(store=store))
    assert f"--seal {before.series.pk}-F-=2:{documents[1].seal.sha256}" in page(browser)
    pdf_store.make_sure(documents[0].pk)
    shown = page(browser)
    assert f"--seal {before.series.pk}-F-=2:{documents[0].rendition.seal.sha256}" in shown
    assert other.seal not in shown


def test_what_they_prove_and_what_not_is_told_without_any_document(
    store: Store, signed_in: Callable[[Store], Client]
) -> None:
    shown = page(signed_in(store))
    assert "documents, PDFs, tables and seals agree with each other" in shown
    assert "The script alone cannot detect that all documents were replaced" in shown
    assert "Your latest seals" not in shown


def test_how_the_monthly_mail_stands(store: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(store)
    assert "Folio can mail them to you once a month." in page(browser)
    InvoicingSettings.objects.filter(store=store).update(mail_seals=True)
    assert "You get them by mail once a month." in page(browser)
    month = timezone.now().date().replace(day=1)
    SealMailing.objects.create(
        store=store, month=month, recipient="caja@tienda.example", state="done", finished_at=timezone.now()
    )
    assert "to caja@tienda.example." in page(browser)
    SealMailing.objects.update(state="failed", error="550 no such mailbox")
    assert "The last mail could not be sent. 550 no such mailbox" in " ".join(strip_tags(page(browser)).split())
