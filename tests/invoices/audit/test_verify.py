"""Command check_series: silent without damage, and each kind of damage is found."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from apps.invoices.models import Invoice
from apps.invoices.renditions import pdf_store
from tests.factories import make_store

# It reads in a transaction of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _three(issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    store = make_store()
    for _ in range(3):
        pdf_store.make_sure(issue(store).pk)


def check() -> tuple[int, str]:
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_series", stdout=out)
    return int(str(ended.value.code)), out.getvalue()


def damage(statement: str) -> None:
    """Change issued rows, which is possible only with disabled triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


_PARTS = "chr(10) || encode(sha256(convert_to({body}, 'UTF8')), 'hex') || chr(10) || personal_sha256"
_HASH = "encode(sha256(convert_to({text}, 'UTF8')), 'hex')"
_NOUGHT = f"'{'0' * 64}'"
_SEALED = _HASH.format(text=f"{_NOUGHT} || {_PARTS.format(body='body')}")
_OTHER = "replace(body, 'Café', 'Vino')"
_RESEALED = _HASH.format(text=f"previous || {_PARTS.format(body=_OTHER)}")
_EVA = "replace(personal, 'Ana', 'Eva')"
_EVAS = _HASH.format(text=_EVA)
_PERSON = _HASH.format(
    text=f"previous || chr(10) || encode(sha256(convert_to(body, 'UTF8')), 'hex') || chr(10) || {_EVAS}"
)
_PDF = "replace(body, 'pdf_sha256\":\"', 'pdf_sha256\":\"0')"
_PDFS = _HASH.format(text=f"previous || chr(10) || {_PDF}")
_PDF_SEALED = _HASH.format(text=f"{_NOUGHT} || chr(10) || body")


def test_sound_series_pass() -> None:
    assert check() == (0, "Every series is sound.\n")


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("DELETE FROM invoices_invoice WHERE sequence = 2", "number 2 is missing"),
        ("UPDATE invoices_invoice SET issue_date = '2020-01-01' WHERE sequence = 3", "F-000003 is dated 2020-01-01"),
        ("UPDATE invoices_series SET next_number = 9", "the next number is 9, but 4 would follow"),
        ("UPDATE invoices_invoiceline SET net = 1, tax = gross - 1", "F-000001: its lines do not add up"),
        ("UPDATE invoices_invoicetax SET net = 1, tax = gross - 1", "F-000001: its tax rates do not add up"),
        (
            "UPDATE invoices_invoice SET buyer_name = 'X' WHERE sequence = 2",
            "F-000002: its rows are not what was sealed",
        ),
        ("UPDATE invoices_invoiceline SET description = 'X'", "F-000001: its rows are not what was sealed"),
        ("DELETE FROM invoices_seal WHERE sequence = 3", "F-000003: it is not sealed"),
        (
            f"UPDATE invoices_seal SET previous = {_NOUGHT}, sha256 = {_SEALED} WHERE sequence = 2",
            "F-000002: its seal does not follow",
        ),
        (
            f"UPDATE invoices_seal SET body = replace(body, 'Caf\\u00e9', 'Vino'), sha256 = {_RESEALED}".replace(
                "'Café'", "'Caf\\u00e9'"
            ),
            "F-000001: its rows",
        ),
        (
            f"UPDATE invoices_seal SET personal = {_EVA}, personal_sha256 = {_EVAS}, sha256 = {_PERSON}",
            "F-000001: its rows",
        ),
        (f"UPDATE invoices_renditionseal SET body = {_PDF}, sha256 = {_PDFS}", "F-000001: its PDF is not what was"),
        (
            f"UPDATE invoices_renditionseal SET previous = {_NOUGHT}, sha256 = {_PDF_SEALED} WHERE after_sequence = 2",
            "F-000002: its PDF's seal does not follow",
        ),
        ("DELETE FROM invoices_renditionseal WHERE after_sequence = 3", "F-000003: its PDF is not sealed"),
        ("DELETE FROM invoices_renditionseal WHERE after_sequence = 2", "F-000003: its seal does not follow"),
        (
            "UPDATE invoices_rendition SET sha256 = repeat('0', 64)",
            "F-000001: its PDF is not what was sealed",
        ),
        (
            "DELETE FROM invoices_rendition; UPDATE invoices_invoice SET issued_at = issued_at - interval '2 h'",
            "no PDF",
        ),
    ],
)
def test_damage_is_found(statement: str, finding: str) -> None:
    damage(statement)
    status, printed = check()
    assert status == 1
    assert finding in printed


def test_a_changed_pdf_is_found(tmp_path: Path) -> None:
    next(iter(tmp_path.rglob("*.pdf"))).write_bytes(b"%PDF changed")
    status, printed = check()
    assert status == 1
    assert "missing or damaged" in printed
