"""Ranges of the PDF by RFC 9110: right bytes, right headers, never parts of different files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from apps.invoices.models import Invoice, Rendition
from apps.invoices.public import http_range
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store

_CONTENT = bytes(range(100))
_ETAG = '"abc"'


def _ask(**headers: str) -> HttpResponse:
    request = RequestFactory().get("/", headers=headers)
    return http_range.respond(request, _CONTENT, etag=_ETAG, content_type="application/pdf")


@pytest.mark.parametrize(
    ("asked", "content", "told"),
    [
        ("bytes=0-9", _CONTENT[:10], "bytes 0-9/100"),
        ("bytes=90-", _CONTENT[90:], "bytes 90-99/100"),
        ("bytes=-5", _CONTENT[-5:], "bytes 95-99/100"),
        ("bytes=-500", _CONTENT, "bytes 0-99/100"),
        ("bytes=99-1000", _CONTENT[99:], "bytes 99-99/100"),
    ],
)
def test_a_part_is_served(asked: str, content: bytes, told: str) -> None:
    answer = _ask(Range=asked)
    assert (answer.status_code, answer.content, answer["Content-Range"]) == (206, content, told)
    assert answer["Content-Length"] == str(len(content))


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_part_that_is_not_there_is_told(asked: str) -> None:
    answer = _ask(Range=asked)
    assert (answer.status_code, answer.content, answer["Content-Range"]) == (416, b"", "bytes */100")


@pytest.mark.parametrize("asked", ["", "bytes=", "bytes=-", "bytes=9-1", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"])
def test_what_is_not_understood_gets_everything(asked: str) -> None:
    answer = _ask(Range=asked)
    assert (answer.status_code, answer.content, answer["Accept-Ranges"]) == (200, _CONTENT, "bytes")


@pytest.mark.parametrize(("known", "status"), [(_ETAG, 206), ('"other"', 200), ('W/"abc"', 200)])
def test_a_part_only_of_the_same_bytes(known: str, status: int) -> None:
    assert _ask(Range="bytes=0-9", **{"If-Range": known}).status_code == status


@given(st.text("bytes=0123456789-, ", max_size=60))
def test_no_header_breaks_it(asked: str) -> None:
    answer = _ask(Range=asked)
    assert answer.status_code in (200, 206, 416)
    assert answer["Content-Length"] == str(len(answer.content))


def test_the_pdf_is_cached_by_its_hash(
    client: Client, store: Store, issue: Callable[..., Invoice], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    invoice = issue(store)
    pdf_store.make_sure(invoice.pk)
    address, etag = f"/d/{invoice.token}.pdf", f'"{Rendition.objects.get().sha256}"'
    whole = client.get(address)
    assert (whole["ETag"], "immutable" in whole["Cache-Control"]) == (etag, True)
    assert whole["Content-Disposition"] == 'inline; filename="F-000001.pdf"'
    known = client.get(address, headers={"If-None-Match": etag})
    assert (known.status_code, known.content, known["ETag"], known["Referrer-Policy"]) == (
        304,
        b"",
        etag,
        "no-referrer",
    )
    parts = [client.get(address, headers={"Range": asked}).content for asked in ("bytes=0-4999", "bytes=5000-")]
    assert b"".join(parts) == whole.content
    head = client.head(address)
    assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", whole["Content-Length"])
