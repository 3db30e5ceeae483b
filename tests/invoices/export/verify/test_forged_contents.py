"""Contents of an export forged by a forger who can recompute every seal; four ways need a seal that was noted."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.invoices import exports
from tests.invoices.export.verify.forging import (
    EXCEPT,
    SOUND,
    Issue,
    assert_forged,
    cheaper,
    exported,
    left,
    packed,
    tables_follow,
)
from tests.invoices.exports import Facts, chain, change, is_pdf, lines_of, noted, reseal, verify, write

pytestmark = pytest.mark.django_db


def test_another_total_under_the_mark_of_an_erasure(export: Path) -> None:
    seals, file = noted(export), chain(export, "F-")
    lines = lines_of(file)
    lines[0] = left(lines[0], cheaper)
    write(file, lines)
    tables_follow(export)
    assert_forged(export, "F-000001: its buyer's data were erased, but a PDF is there", *seals)
    (export / "pdf" / "F-000001.pdf").unlink()
    status, said = verify(export, *seals)
    assert status == EXCEPT
    assert "F-000001: erased, and sealed by version 1: nothing proves its number, totals and lines" in said
    assert "All is sound" not in said


def test_another_total_of_an_erased_buyer(export: Path) -> None:
    file = chain(export, "F-")
    lines = lines_of(file)
    change(lines[0], "body", cheaper)
    lines[0]["personal"] = None
    write(file, lines)
    tables_follow(export)
    (export / "pdf" / "F-000001.pdf").unlink()
    assert_forged(export, "F-000001: its seal does not fit its text", *noted(export))


def test_one_rewritten_and_the_next_marked_erased_to_keep_its_seal(export: Path) -> None:
    seals, file = noted(export), chain(export, "F-")
    lines = lines_of(file)
    kept = [line["sha256"] for line in lines]
    change(lines[0], "body", cheaper)
    head = lines[:1]
    reseal(head)
    lines[1] = left(lines[1]) | {"previous": head[0]["sha256"], "sha256": kept[1]}
    write(file, lines)
    tables_follow(export)
    (export / "pdf" / "F-000002.pdf").unlink()
    assert_forged(export, "F-000001: its PDF was sealed with another document", *seals)


def test_another_pdf_with_its_hash_rewritten(export: Path) -> None:
    seals, file = noted(export), chain(export, "F-")
    (export / "pdf" / "F-000002.pdf").write_bytes(b"%PDF other")
    assert_forged(export, "F-000002: its PDF is not the one that was made", *seals)
    lines = lines_of(file)
    (mine,) = (line for line in lines if is_pdf(line) and "F-000002" in line["body"])
    change(mine, "body", lambda facts: facts | {"pdf_sha256": exports._hash("%PDF other")})
    write(file, lines)
    assert_forged(export, "F-000002: its PDF's seal does not fit its text", *seals)
    reseal(lines)
    write(file, lines)
    table = (export / "documents.csv").read_text().splitlines()
    table = [",".join([*row.split(",")[:-1], exports._hash("%PDF other")]) if "F-000002,inv" in row else row
             for row in table]  # fmt: skip
    (export / "documents.csv").write_text("\r\n".join(table), newline="")
    assert_forged(export, "the noted seal", *seals)


def test_a_pdf_dropped_with_its_hash(export: Path) -> None:
    seals, file = noted(export), chain(export, "F-")
    lines = [line for line in lines_of(file) if not (is_pdf(line) and "F-000001" in line["body"])]
    reseal(lines)
    write(file, lines)
    assert_forged(export, "pdf/F-000001.pdf: the file is no part of this export")
    (export / "pdf" / "F-000001.pdf").unlink()
    table = (export / "documents.csv").read_text(encoding="utf-8-sig").splitlines()
    table = [re.sub(r",[0-9a-f]{64},", ",,", row) if row.startswith("F-000001") else row for row in table]
    (export / "documents.csv").write_text("\r\n".join(table), encoding="utf-8-sig", newline="")
    status, said = verify(export)
    assert (status, "F-000001: it is not yet rendered, it has no PDF" in said) == (EXCEPT, True), said
    assert_forged(export, "the noted seal", *seals)


@pytest.mark.parametrize(
    ("old", "new"),
    [(",10000,", ",1000,"), ("Ana Mu", "Eva Mu"), ("/d/", "/d/x"), ("F-000002", "F-000009"), ("invoice", "test"),
     ("\r\n", "\r\nF-000004,invoice\r\n")],
)  # fmt: skip
def test_another_table(export: Path, old: str, new: str) -> None:
    file = export / "documents.csv"
    file.write_bytes(file.read_bytes().replace(old.encode(), new.encode(), 1 if old == "\r\n" else 2))
    assert_forged(export, "documents.csv", *noted(export))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"10000.0000"', '"1000.0000"'),
        ("Ana Mu", "Eva Mu"),
        ("/d/", "/d/x"),
        ('"uid"', '"other"'),
        ('"line_count": 1', '"line_count": true'),
        ("[", "[["),
    ],
)
def test_another_list_of_facts(export: Path, old: str, new: str) -> None:
    file = export / "documents.json"
    file.write_text(file.read_text().replace(old, new, 1))
    assert_forged(export, "documents.json" if new != "[[" else "cannot be read", *noted(export))


def test_a_document_left_out_of_a_list(export: Path) -> None:
    for name in ("documents.json", "documents.csv"):
        kept = (export / name).read_bytes()
        (export / name).write_bytes(
            b"".join(line for line in kept.splitlines(keepends=True) if b"NC-000001" not in line)
        )
        assert_forged(export, name if name.endswith("csv") else "cannot be read", *noted(export))
        (export / name).unlink()
        assert_forged(export, f"{name}: the file is missing", *noted(export))
        (export / name).write_bytes(kept)


@pytest.mark.parametrize("name", ["pdf/F-000009.pdf", "pdf/F-000001 (1).pdf", "chain/x.txt"])
def test_an_extra_file(export: Path, name: str) -> None:
    (export / name).write_bytes(b"%PDF")
    assert_forged(export, f"{name}: the file is no part of this export", *noted(export))


def test_an_extra_file_elsewhere_is_named(export: Path) -> None:
    (export / "note.txt").write_text("x")
    status, said = verify(export, *noted(export))
    assert (status, "note.txt: the file is no part of this export" in said) == (EXCEPT, True)


def test_the_same_chain_twice(export: Path) -> None:
    seals, file = noted(export), chain(export, "F-")
    shutil.copy(file, file.with_name("99-F-.jsonl"))
    assert_forged(export, "F-000001: the number is there 2 times", *seals)
    lines = [line for line in lines_of(file) if not is_pdf(line)]
    for line in lines:
        change(line, "body", lambda facts: facts | {"number": f"X-{facts['sequence']}"})
    reseal(lines)
    write(file.with_name("99-F-.jsonl"), lines)
    assert_forged(export, "is there 2 times", *seals)


@pytest.mark.parametrize("name", ["pdf/F-000001.pdf", "documents.csv", "chain"])
def test_two_entries_of_one_name(export: Path, name: str) -> None:
    name = f"chain/{chain(export, 'F-').name}" if name == "chain" else name
    same = (export / name).read_bytes()
    with pytest.warns(UserWarning, match="Duplicate"):
        archive = packed(export, (name, same))
    assert_forged(export, f"{name}: the file is there 2 times", *noted(export), of=str(archive))


def test_all_made_anew(export: Path) -> None:
    seals = noted(export)
    for file in export.glob("chain/*.jsonl"):
        lines = lines_of(file)
        for line in lines:
            if "personal" in line:
                change(line, "personal", lambda facts: facts | {"salt": "0" * 32})
        reseal(lines)
        write(file, lines)
    status, said = verify(export)
    assert (status, said.count("it may be made anew as a whole, or cut off")) == (EXCEPT, 2)
    assert_forged(export, "the noted seal", *seals)


def without(export: Path, keep: Callable[[Facts], bool]) -> None:
    """Remove the invoices that are not in `keep`, with all that belongs to them, and seal the rest again."""
    file = chain(export, "F-")
    lines = [line for line in lines_of(file) if keep(json.loads(line["body"]))]
    reseal(lines)
    write(file, lines)
    tables_follow(export)
    for pdf in export.glob("pdf/F-*.pdf"):
        if not any(pdf.stem in line["body"] for line in lines):
            pdf.unlink()


def test_the_last_left_out(export: Path) -> None:
    seals = noted(export)
    without(export, lambda facts: facts["sequence"] < 3)
    status, said = verify(export)
    assert (status, "cut off" in said) == (EXCEPT, True), said
    assert_forged(export, "the noted seal", *seals)


def test_the_first_left_out(export: Path) -> None:
    seals = noted(export)
    without(export, lambda facts: facts["sequence"] > 1)
    status, said = verify(export)
    assert (status, "made anew" in said) == (EXCEPT, True), said
    assert_forged(export, "the noted seal", *seals)


def test_a_series_left_out(export: Path) -> None:
    seals = noted(export)
    chain(export, "NC-").unlink()
    (export / "pdf" / "NC-000001.pdf").unlink()
    tables_follow(export)
    status, said = verify(export)
    assert (status, "made anew" in said) == (EXCEPT, True), said
    assert_forged(export, "the noted seal", *seals)


def test_what_no_noted_seal_covers_is_said(sold: Store, issue: Issue, tmp_path: Path) -> None:
    seals = noted(exported(tmp_path, "e"))
    pdf_store.make_sure(issue(sold).pk)
    later = exported(tmp_path, "later")
    status, said = verify(later, *seals)
    assert (status, "no noted seal covers its last 1 documents" in said) == (EXCEPT, True), said
    assert verify(later, *noted(later))[0] == SOUND


def test_pdfs_behind_the_noted_seal_are_said(export: Path) -> None:
    """A PDF is sealed later than its document, so a seal noted in between does not prove it."""
    file = chain(export, "F-")
    lines = lines_of(file)
    newest = max(place for place, line in enumerate(lines) if not is_pdf(line))
    _, _, *others = noted(export)
    seals = ["--seal", f"{file.stem}=3:{lines[newest]['sha256']}", *others]
    said = f"{file.stem}: no noted seal covers the PDFs of F-000001, F-000003: they may be others"
    assert (verify(export, *seals)[0], said in verify(export, *seals)[1]) == (EXCEPT, True)
    swap_the_pdf(export, file, "F-000003")
    assert (verify(export, *seals)[0], said in verify(export, *seals)[1]) == (EXCEPT, True)


def swap_the_pdf(export: Path, file: Path, number: str) -> None:
    """Replace the PDF of `number` by another one, with its hash in the chain `file` and in the table."""
    pdf, table, lines = export / "pdf" / f"{number}.pdf", export / "documents.csv", lines_of(file)
    before, now = (hashlib.sha256(content).hexdigest() for content in (pdf.read_bytes(), b"%PDF-1.7 another"))
    for line in lines:
        if is_pdf(line) and number in line["body"]:
            change(line, "body", lambda facts: facts | {"pdf_sha256": now})
    reseal(lines)
    write(file, lines)
    pdf.write_bytes(b"%PDF-1.7 another")
    table.write_bytes(table.read_bytes().replace(before.encode(), now.encode()))
