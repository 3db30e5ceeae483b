"""The export and its verifier, run as its reader runs it: by itself, with nothing but Python."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from apps.invoices import crediting, rendering
from apps.invoices.models import Invoice
from tests.factories import make_store, order
from tests.invoices.conftest import how

# It reads in a transaction of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def export(issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Path:
    """Three invoices, one of them credited in part, exported and unpacked."""
    settings.MEDIA_ROOT = tmp_path / "media"
    store = make_store(tax_rounding="document")
    issue(make_store("beta"))
    documents = [issue(store, order(total=10000)) for _ in range(3)]
    reason = how(documents[1], reason="Ñandú «1»")
    documents.append(crediting.credit_amounts(documents[1], {1: Decimal(4000)}, **reason))
    for document in documents:
        rendering.make_sure(document.pk)
    call_command("export_chain", "alpha", output=tmp_path / "export.zip")
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        archive.extractall(tmp_path / "export")
    return tmp_path / "export"


def verify(export: Path, *options: str) -> tuple[int, str]:
    """Runs the script from the archive, without any package and without this project."""
    command = [sys.executable, "-I", "-S", "verify.py", *options]
    done = subprocess.run(command, cwd=export, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def chain(export: Path, prefix: str) -> Path:
    (found,) = export.glob(f"chain/*-{prefix}*.jsonl")
    return found


def test_a_sound_export_passes_unpacked_and_packed(export: Path) -> None:
    status, said = verify(export)
    assert (status, said.splitlines()[-1]) == (0, "All is sound.")
    assert "3 documents, F-000001 to F-000003, last seal" in said
    assert "beta" not in "".join(path.read_text() for path in export.glob("chain/*"))
    assert verify(export, "../export.zip")[0] == 0


@pytest.mark.parametrize("place", range(3))
def test_one_changed_character_names_its_document(export: Path, place: int) -> None:
    file = chain(export, "F-")
    links = file.read_text().splitlines()
    links[place] = links[place].replace("Ana Mu", "Eva Mu")
    file.write_text("\n".join(links))
    status, said = verify(export)
    assert (status, f"F-00000{place + 1}: its seal does not fit its text" in said) == (1, True)


def test_a_document_taken_out_or_resealed_is_found(export: Path) -> None:
    file = chain(export, "F-")
    links = file.read_text().splitlines()
    last = json.loads(links[2])["sha256"]
    assert verify(export, "--seal", last)[0] == 0
    file.write_text("\n".join(links[:1] + links[2:]))
    assert "between F-000001 and it are missing" in verify(export)[1]
    file.write_text("\n".join(links[:2]))
    status, said = verify(export, "--seal", last)
    assert (status, "is not in this export" in said) == (1, True)


def test_a_credit_beyond_its_invoice_and_another_pdf_are_found(export: Path) -> None:
    notes = chain(export, "NC-")
    notes.write_text(notes.read_text() * 3)
    (export / "pdf" / "F-000002.pdf").write_bytes(b"%PDF other")
    (export / "pdf" / "F-000003.pdf").unlink()
    said = verify(export)[1]
    assert "F-000002: its credit notes come to 12000.0000" in said
    assert "F-000002: its PDF is not the one that was made" in said
    assert "F-000003: its PDF is missing" in said


def test_what_is_no_export_is_told_apart(tmp_path: Path, export: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert verify(export, str(tmp_path / "empty"))[0] == 2
    assert verify(export, str(tmp_path / "nothing.zip"))[0] == 2


def test_an_unknown_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="gamma"):
        call_command("export_chain", "gamma", output=tmp_path / "x.zip")
