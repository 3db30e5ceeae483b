"""Counts, versions, totals and names in an export that no export of Folio has."""

import shutil
from pathlib import Path

import pytest
from django.db import connection

from apps.invoices.credit_notes import credit
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.invoices.conftest import how
from tests.invoices.export.verify.forging import (
    EXCEPT,
    SOUND,
    Issue,
    assert_forged,
    exported,
    left,
    packed,
    tables_follow,
)
from tests.invoices.exports import chain, change, is_pdf, lines_of, noted, reseal, verify, write

pytestmark = pytest.mark.django_db


def test_the_order_of_series_makes_nothing_forged(store: Store, issue: Issue, tmp_path: Path) -> None:
    """Names of chains begin with numbers, which sort differently as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('invoices_series', 'id'), %s, false)", [10**7 - 1])
    document = issue(store)
    note = credit.credit_in_full(document, **how(document))
    for each in (document, note):
        pdf_store.make_sure(each.pk)
    export = exported(tmp_path, "order")
    assert sorted(path.name for path in export.glob("chain/*")) == ["10000000-NC-.jsonl", "9999999-F-.jsonl"]
    assert verify(export, *noted(export))[0] == SOUND


def test_a_count_that_is_not_the_noted_one(export: Path) -> None:
    seals = [option.replace("=3:", "=2:") for option in noted(export)]
    assert_forged(export, "the noted seal came after 2 documents, here it comes after 3", *seals)


def test_a_newer_document_said_to_be_of_version_1(export: Path) -> None:
    file = chain(export, "F-")
    lines = lines_of(file)
    lines[3] = left(lines[3])
    write(file, lines)
    tables_follow(export)
    assert_forged(export, "it is sealed by version 1, behind newer links")


@pytest.mark.parametrize("version", [1, 0, "2", 2.5, None, True])
def test_a_version_that_no_such_text_has(export: Path, version: object) -> None:
    file = chain(export, "F-")
    lines = lines_of(file)
    change(lines[0], "body", lambda facts: facts | {"version": version})
    reseal(lines)
    write(file, lines)
    assert_forged(export, "F-000001: its seal does not fit its text")


def test_a_buyer_named_in_the_public_part(export: Path) -> None:
    file = chain(export, "F-")
    lines = lines_of(file)
    change(lines[0], "body", lambda facts: facts | {"buyer_name": "Eva"})
    reseal(lines)
    write(file, lines)
    assert_forged(export, "F-000001: its seal does not fit its text")


def test_one_text_with_two_totals(export: Path) -> None:
    file = chain(export, "F-")
    file.write_text(
        file.read_text().replace('\\"gross_total\\":', '\\"gross_total\\":\\"1.0000\\",\\"gross_total\\":', 1)
    )
    assert verify(export, *noted(export))[0] == 2


@pytest.mark.parametrize("total", ["NaN", "Infinity", "1e4", "٣"])
def test_a_total_that_is_no_number(export: Path, total: str) -> None:
    file = chain(export, "F-")
    lines = lines_of(file)
    change(lines[0], "body", lambda facts: facts | {"gross_total": total})
    reseal(lines)
    write(file, lines)
    assert_forged(export, "it cannot be read wholly: ValueError (of_sums)")


def test_a_pdf_sealed_twice(export: Path) -> None:
    file = chain(export, "F-")
    lines = lines_of(file)
    lines.append(dict(next(line for line in lines if is_pdf(line))))
    reseal(lines)
    write(file, lines)
    assert_forged(export, "two PDFs are sealed for it")


def test_a_number_that_leads_out_of_the_folder(export: Path) -> None:
    file = chain(export, "F-")
    file.write_text(file.read_text().replace('\\"number\\":\\"F-000001\\"', '\\"number\\":\\"../x\\"', 1))
    assert verify(export)[0] == 2


@pytest.mark.parametrize("name", ["x\nAll is sound.", "x\x1b[1A\x1b[2KAll is sound.\r"])
def test_a_name_that_says_that_all_is_sound(export: Path, name: str) -> None:
    status, said = verify(export, str(packed(export, (name, b""))), *noted(export))
    assert status == EXCEPT
    assert not {"\x1b", "\r"} & set(said)
    assert not any(line.startswith("All is sound") for line in said.splitlines())


def test_a_forged_export_shows_no_seal_to_keep(export: Path) -> None:
    assert "keep elsewhere: --seal" in verify(export, *noted(export))[1]
    (export / "pdf" / "F-000001.pdf").unlink()
    assert "keep elsewhere" not in verify(export, *noted(export))[1]


@pytest.mark.parametrize("name", ["README.txt", "verify.py"])
def test_other_instructions_are_named(export: Path, tmp_path: Path, name: str) -> None:
    script = shutil.copy(export / "verify.py", tmp_path / "own.py")
    (export / name).write_text((export / name).read_text() + "# x")
    (tmp_path / "v").mkdir()
    shutil.copy(script, tmp_path / "v" / "verify.py")
    status, said = verify(tmp_path / "v", str(export), *noted(export))
    assert (status, f"{name}: the file is not the one that belongs" in said) == (EXCEPT, True)
