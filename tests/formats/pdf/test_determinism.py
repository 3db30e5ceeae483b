"""The same data gives the same bytes, independent of time, machine and previous documents."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apps.formats.pdf.render import render_pdf
from apps.formats.pdf.text import font_files, shaping
from apps.formats.pdf.writer import font_embedding
from tests.formats.pdf.factories import credit_note, invoice, line

ROOT = Path(__file__).parents[3]
SCRIPT = """
import hashlib
from apps.formats.pdf.render import render_pdf
from tests.formats.pdf.factories import invoice
print(hashlib.sha256(render_pdf(invoice())).hexdigest())
"""
FOREIGN = ["Ελληνικά, Русский, 漢字 ₿ ≠", "한글 العربية 漢語 Ω עברית ไทย", "हिन्दी 👩‍👧 🇨🇱 𝒜 лёд 字"]
IN_ORDER = """
import hashlib, sys
from apps.formats.pdf.render import render_pdf
from tests.formats.pdf.factories import invoice, line
from tests.formats.pdf.test_determinism import FOREIGN
for place in sys.argv[1]:
    print(place, hashlib.sha256(render_pdf(invoice(line(description=FOREIGN[int(place)])))).hexdigest())
"""


@pytest.mark.parametrize("changes", [{}, {"kind": "test"}, {"supply_date": date(2026, 11, 1)}])
def test_again(changes: dict[str, Any]) -> None:
    assert render_pdf(invoice(**changes)) == render_pdf(invoice(**changes))


def test_after_documents_with_other_characters() -> None:
    first = render_pdf(invoice())
    render_pdf(invoice(line(description="Ελληνικά, Русский, ₿ ≠ ½, Tiếng Việt")))
    render_pdf(credit_note(language="en"))
    render_pdf(invoice(kind="test"))
    assert render_pdf(invoice()) == first


def run(script: str, *arguments: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_whatever_was_rendered_before_in_whatever_process() -> None:
    rows = [run(IN_ORDER, order).splitlines() for order in ("0120", "10", "2102")]
    hashes = {row for each in rows for row in each}
    assert len(hashes) == len(FOREIGN)


def test_other_data_gives_other_bytes() -> None:
    assert render_pdf(invoice()) != render_pdf(invoice(order_number="1043"))
    assert render_pdf(invoice()) != render_pdf(invoice(kind="test"))


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1700000000", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    ],
)
def test_in_another_process(environment: dict[str, str]) -> None:
    assert run(SCRIPT, **environment) == hashlib.sha256(render_pdf(invoice())).hexdigest()


def forget() -> None:
    """Clear the process's caches, as if no document had been drawn."""
    for remembered in (font_files.face, font_files.face_for, font_embedding._common_parts, shaping._shape_remembered):
        remembered.cache_clear()


@pytest.mark.parametrize("alphabet", [0x400, 0x620, 0x4E00, 0x1F400], ids=["Cyrillic", "Arabic", "Chinese", "emoji"])
def test_in_many_threads(alphabet: int) -> None:
    """Each document has other characters, so that each makes subsets of its own while the others do."""
    starts = range(alphabet, alphabet + 0xC0, 4)
    documents = [invoice(line(description="".join(map(chr, range(start, start + 9))))) for start in starts]
    forget()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            drawn = list(pool.map(render_pdf, documents))
    finally:
        sys.setswitchinterval(interval)
    assert drawn == [render_pdf(document) for document in documents]
