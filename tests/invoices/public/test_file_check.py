"""“Check this document”: the PDF or its hash is recognised, any other is not, and nothing else is disclosed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from apps.invoices.models import Invoice, Rendition
from apps.invoices.public import file_check
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.factories import make_store

_YES, _NO = "tal como se emitió.", "su contenido es distinto"


@pytest.fixture
def invoice(store: Store, issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Invoice:
    settings.MEDIA_ROOT = tmp_path
    made = issue(store)
    pdf_store.make_sure(made.pk)
    return made


@pytest.fixture
def check(client: Client, invoice: Invoice) -> Callable[..., tuple[int, str]]:
    """Send the form of the document's page and return status and page."""

    def checked(**fields: object) -> tuple[int, str]:
        answer = client.post(f"/d/{invoice.token}/check", fields)
        return answer.status_code, answer.content.decode()

    return checked


def _file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("any.pdf", content, content_type="application/pdf")


def test_the_pdf_as_it_was_issued_is_known_again(check: Callable[..., tuple[int, str]], invoice: Invoice) -> None:
    content = pdf_store.pdf_of(invoice)
    assert content
    status, page = check(file=_file(content))
    assert (status, _YES in page, _NO in page) == (200, True, False)


@pytest.mark.parametrize("place", [0, 1000, -1])
def test_one_changed_bit_is_seen(check: Callable[..., tuple[int, str]], invoice: Invoice, place: int) -> None:
    content = bytearray(pdf_store.pdf_of(invoice) or b"")
    content[place] ^= 1
    status, page = check(file=_file(bytes(content)))
    assert (status, _YES in page, _NO in page) == (200, False, True)


@pytest.mark.parametrize("written", ["{}", "  {}\n", "{upper}", "SHA-256 {}", "{colons}"])
def test_a_hash_is_known_however_tools_write_it(
    check: Callable[..., tuple[int, str]], invoice: Invoice, written: str
) -> None:
    sha256 = Rendition.objects.get(invoice=invoice).sha256
    colons = ":".join(sha256[at : at + 2] for at in range(0, 64, 2))
    _, page = check(hash=written.format(sha256, upper=sha256.upper(), colons=colons))
    assert _YES in page


@pytest.mark.parametrize("written", ["", "abc", "g" * 64, "12 34"])
def test_what_is_no_hash_is_asked_for_again(check: Callable[..., tuple[int, str]], written: str) -> None:
    status, page = check(hash=written)
    assert (status, "Elige el PDF o pega" in page) == (422, True)


def test_another_document_is_another_even_of_the_same_store(
    check: Callable[..., tuple[int, str]], invoice: Invoice, issue: Callable[..., Invoice]
) -> None:
    for store in (invoice.store, make_store("beta")):
        other = issue(store)
        pdf_store.make_sure(other.pk)
        _, page = check(hash=Rendition.objects.get(invoice=other).sha256)
        assert _NO in page
        assert other.token not in page


def test_a_file_larger_than_any_document_is_refused_unread(
    check: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_check, "LARGEST_FILE", 1000)
    status, page = check(file=_file(b"x" * 100_000))
    assert (status, "demasiado grande" in page) == (413, True)


def test_it_needs_no_cookie_and_sets_none(invoice: Invoice) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/d/{invoice.token}/check", {"hash": "0" * 64})
    assert (answer.status_code, answer.cookies.output()) == (200, "")
    assert client.get(f"/d/{invoice.token}/check")["Location"].endswith(f"/d/{invoice.token}")
    assert client.post("/d/nothing/check", {"hash": "0" * 64}).status_code == 404
