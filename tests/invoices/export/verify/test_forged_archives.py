"""Archives that other programs read differently from the verifier are called forged."""

import shutil
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest

from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.factories import order
from tests.invoices.export.verify.forging import SOUND, Issue, assert_forged, exported, packed
from tests.invoices.exports import noted, verify

pytestmark = pytest.mark.django_db


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
