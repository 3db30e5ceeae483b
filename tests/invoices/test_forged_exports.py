"""A forged export is never called sound: each way of forging, by a forger who can recompute every seal."""

import hashlib
import json
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import Settings

from apps.countries.base import Retention
from apps.intake import erase_buyer
from apps.invoices.audit.verify import findings
from apps.invoices.credit_notes import credit
from apps.invoices.issuing.seals import _plain, link_digest, whole_text
from apps.invoices.models import PERSONAL, Invoice, RenditionSeal, Seal
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.factories import make_store, order
from tests.invoices import exports
from tests.invoices.conftest import how
from tests.invoices.conftest import issue as issue
from tests.invoices.exports import Facts, Line, chain, change, is_pdf, lines_of, noted, reseal, text_of, verify, write

pytestmark = pytest.mark.django_db

Issue = Callable[..., Invoice]
SOUND, FORGED, EXCEPT = 0, 1, 3


def eva() -> Facts:
    """Return an order of another buyer."""
    return order(customer={"id": 2, "email": "eva@example.com", "fullname": "Eva"}, billing_address={"name": "Eva"})


@pytest.fixture
def store(settings: Settings, tmp_path: Path, db: None) -> Store:
    """Return a store with a separate folder of files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_store()


@pytest.fixture
def export(store: Store, issue: Issue, tmp_path: Path) -> Path:
    """Return the unpacked export of three invoices, not rendered in the order of issue, the second partly credited."""
    documents = [issue(store, order(total=10000)) for _ in range(2)]
    pdf_store.make_sure(documents[1].pk)
    documents.append(issue(store, order(total=10000)))
    documents.append(credit.credit_amounts(documents[1], {1: Decimal(4000)}, **how(documents[1])))
    for document in (documents[2], documents[0], documents[3]):
        pdf_store.make_sure(document.pk)
    return exported(tmp_path, "e")


def exported(folder: Path, name: str) -> Path:
    """Export the store to `folder` and unpack it there."""
    call_command("export_store", "alpha", to=folder / f"{name}.zip", stdout=StringIO())
    with zipfile.ZipFile(folder / f"{name}.zip") as archive:
        archive.extractall(folder / name)
    return folder / name


def packed(export: Path, *more: tuple[str, bytes]) -> Path:
    """Return the folder `export` as a ZIP, with `more` entries at its end."""
    target = export.parent / "packed.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(export.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(export).as_posix())
        for name, content in more:
            archive.writestr(name, content)
    return target


def cheaper(facts: Facts) -> Facts:
    """Turn a document of 10,000 into one of 100, with consistent sums."""
    totals = {"net_total": "84.0000", "tax_total": "16.0000", "gross_total": "100.0000", "amount_paid": "100.0000"}
    row = {"net": "84.0000", "tax": "16.0000", "gross": "100.0000"}
    rows = {name: [each | row for each in facts[name]] for name in ("lines", "taxes")}
    return facts | totals | rows | {"stated_tax": "16.0000"}


def tables_follow(export: Path) -> None:
    """Rewrite documents.json and documents.csv from the forged chains, as a careful forger does."""
    documents = {}
    for file in sorted(export.glob("chain/*.jsonl")):
        for line in lines_of(file):
            if not is_pdf(line):
                facts = json.loads(line.get("body") or line["left"])
                personal = json.loads(line.get("personal") or "{}")
                if facts["version"] > 1:
                    facts |= {name: personal.get(name, "") for name in PERSONAL}
                documents[facts["number"]] = facts
    told = json.loads((export / "documents.json").read_text())
    told = [each | {"document": documents[each["document"]["number"]]} for each in told
            if each["document"]["number"] in documents]  # fmt: skip
    (export / "documents.json").write_text(json.dumps(told))
    header, *rows = (export / "documents.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    rows = [_told(row, documents) for row in rows if row.split(",")[0] in documents]
    (export / "documents.csv").write_text(header + "".join(rows), encoding="utf-8-sig", newline="")


def _told(row: str, documents: dict[str, Facts]) -> str:
    facts = documents[row.split(",")[0]]
    if facts["gross_total"] == "100.0000":
        row = row.replace(",8403,1597,10000,0,10000,", ",84,16,100,0,100,")
    return row if facts["buyer_name"] else row.replace("Ana Muñoz,12.345.678-5", ",")


def left(line: Line, how: Callable[[Facts], Facts] = lambda facts: facts) -> Line:
    """Return `line` as one of version 1 whose text was erased, with facts changed by `how`."""
    facts = json.loads(line["body"]) | dict.fromkeys(PERSONAL, "") | {"version": 1}
    facts.pop("token_sha256", None)
    return {"previous": line["previous"], "sha256": line["sha256"], "left": text_of(how(facts))}


def assert_forged(export: Path, finding: str, *options: str, of: str = ".") -> None:
    """Assert that the verifier calls `export` forged and reports `finding`."""
    status, said = verify(export, of, *options)
    assert (status, finding in said, "sound" in said) == (FORGED, True, False), said


# Eleven ways of forging, and four that only a noted seal detects


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
    table = [row[: row.rindex(",") + 1] if row.startswith("F-000001") else row for row in table]
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


def test_what_no_noted_seal_covers_is_said(export: Path, issue: Issue, store: Store, tmp_path: Path) -> None:
    seals = noted(export)
    pdf_store.make_sure(issue(store).pk)
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


# Archives that other programs read differently


def test_an_archive_before_or_behind_the_archive(export: Path) -> None:
    seals, sound = noted(export), packed(export).read_bytes()
    (export / "documents.csv").write_text("forged")
    forged = packed(export).read_bytes()
    for content in (forged + sound, sound + b"x" * 200):
        (export.parent / "packed.zip").write_bytes(content)
        assert_forged(export, "the ZIP holds more than its files", *seals, of=str(export.parent / "packed.zip"))


def test_bytes_between_the_files(export: Path) -> None:
    seals, target = noted(export), packed(export)
    with target.open("r+b") as file, zipfile.ZipFile(file, "a") as archive:
        file.seek(archive.start_dir)
        file.write(b"x" * 200)
        archive.start_dir += 200
        archive.writestr("note.txt", "")
    assert_forged(export, "the ZIP holds more than its files", *seals, of=str(target))


def test_second_names_in_an_extra_field(export: Path) -> None:
    seals, target = noted(export), export.parent / "named.zip"
    with zipfile.ZipFile(packed(export)) as archive, zipfile.ZipFile(target, "w") as other:
        for name in archive.namelist():
            head = zipfile.ZipInfo(name)
            second = b"pdf/F-000002.pdf" if name == "pdf/F-000001.pdf" else name.encode()
            head.extra = struct.pack("<HHBL", 0x7075, 5 + len(second), 1, zlib.crc32(name.encode())) + second
            other.writestr(head, archive.read(name))
    assert_forged(export, "or other names for them", *seals, of=str(target))


def test_an_archive_packed_anew_is_plain(export: Path) -> None:
    """Also one with compressed files, written without seeking, with a time stamp in an extra field."""
    for packing in ("zip -qr ../again.zip .", "zip -qr - . | cat > ../again.zip"):
        if shutil.which("zip"):
            subprocess.run(packing, shell=True, cwd=export, check=True)
            assert verify(export, "../again.zip", *noted(export))[0] == SOUND
    assert verify(export, f"../{export.name}.zip", *noted(export))[0] == SOUND
    assert verify(export, str(packed(export)), *noted(export))[0] == SOUND


def test_a_table_without_the_apostrophe_before_a_formula(store: Store, issue: Issue, tmp_path: Path) -> None:
    formula = order(billing_address={"name": "=HYPERLINK(1)"}, customer={"fullname": "=HYPERLINK(1)"})
    pdf_store.make_sure(issue(store, formula).pk)
    export = exported(tmp_path, "formula")
    table = export / "documents.csv"
    assert (verify(export, *noted(export))[0], b"'=HYPER" in table.read_bytes()) == (SOUND, True)
    table.write_bytes(table.read_bytes().replace(b"'=HYPER", b"=HYPER"))
    assert_forged(export, "documents.csv: F-000001 says something else in buyer_name", *noted(export))


# Further cases


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


def test_a_version_that_its_text_does_not_name(export: Path) -> None:
    file = chain(export, "F-")
    lines = lines_of(file)
    change(lines[0], "body", lambda facts: facts | {"version": 1})
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


# Version 1, and chains of both versions


def as_version_1() -> None:
    """Turn all documents into those of version 1: sealed by it, their PDFs not sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM invoices_renditionseal")
        previous = ""
        for seal in Seal.objects.select_related("invoice").order_by("series", "sequence"):
            document = seal.invoice
            body = whole_text(document, list(document.lines.all()), list(document.taxes.all()))
            previous = previous if seal.sequence > 1 else ""
            sha256 = link_digest(previous, body)
            Seal.objects.filter(pk=seal.pk).update(
                body=body, personal="", personal_sha256="", previous=previous, sha256=sha256
            )
            previous = sha256
        cursor.execute("SET session_replication_role = DEFAULT")


def migrate() -> None:
    """Seal the unsealed PDFs, as the migration does."""
    migration = import_module("apps.invoices.migrations.0006_seal_earlier_renditions")
    with transaction.atomic():
        migration.seal_earlier_renditions(apps, None)


@pytest.fixture
def mixed(transactional_db: None, store: Store, issue: Issue, monkeypatch: pytest.MonkeyPatch) -> list[Invoice]:
    """Return three documents of version 1, one erased and one rendered late, and three of version 2, one erased."""
    monkeypatch.setattr(Retention, "kept_until", lambda _, issued_on: issued_on - timedelta(days=1))
    documents = [issue(store, eva()), issue(store), issue(store, eva())]
    for document in documents[:2]:
        pdf_store.make_sure(document.pk)
    as_version_1()
    erase_buyer.of_buyer(store, "ana@example.com")
    before = list(Seal.objects.order_by("pk").values())
    migrate()
    assert list(Seal.objects.order_by("pk").values()) == before
    documents += [issue(store, eva()), issue(store)]
    for document in (documents[4], documents[2]):
        pdf_store.make_sure(document.pk)
    documents.append(issue(store, eva()))
    erase_buyer.of_buyer(store, "ana@example.com")
    pdf_store.make_sure(documents[5].pk)
    pdf_store.make_sure(documents[3].pk)
    return documents


def test_a_chain_of_both_versions_is_sound_but_for_what_was_erased(mixed: list[Invoice], tmp_path: Path) -> None:
    assert findings() == []
    assert [seal.version for seal in Seal.objects.order_by("sequence")] == [1, 1, 1, 2, 2, 2]
    assert RenditionSeal.objects.count() == 6
    export = exported(tmp_path, "mixed")
    status, said = verify(export, *noted(export))
    assert status == EXCEPT, said
    exceptions = said.split("Sound, except:\n")[1].splitlines()
    assert ["F-000002: erased, and sealed by version 1" in exceptions[0], len(exceptions)] == [True, 2]
    assert "F-000005: its buyer's data and PDF were erased; its number, totals and lines are proven" in exceptions[1]


def test_of_a_chain_of_both_versions_no_total_can_be_changed(mixed: list[Invoice], tmp_path: Path) -> None:
    export = exported(tmp_path, "mixed")
    seals, file = noted(export), chain(export, "F-")
    kept = lines_of(file)
    for place, line in enumerate(kept):
        if is_pdf(line) or "left" in line:
            continue
        lines = [dict(each) for each in kept]
        change(lines[place], "body", cheaper)
        write(file, lines)
        number = json.loads(line["body"])["number"]
        assert_forged(export, f"{number}: its seal does not fit its text", *seals)
        reseal(lines)
        write(file, lines)
        assert_forged(export, "the noted seal" if place < len(kept) - 1 else number, *seals)
    write(file, kept)
    assert verify(export, *seals)[0] == EXCEPT


def test_the_migration_says_when_it_sealed(mixed: list[Invoice]) -> None:
    texts = [json.loads(body) for body in RenditionSeal.objects.order_by("pk").values_list("body", flat=True)]
    assert [text["number"][-1] for text in texts] == ["1", "2", "5", "3", "6", "4"]
    assert texts[0]["sealed_at"] == texts[1]["sealed_at"] > texts[1]["rendered_at"]
    rendered = mixed[0].rendition.rendered_at
    assert texts[0]["rendered_at"] == _plain(rendered, "")
