"""The same data gives the same bytes: whenever, wherever, after whatever."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apps.invoices.pdf.rendering import render
from tests.invoices.pdf.factories import credit_note, invoice, line

ROOT = Path(__file__).parents[3]
SCRIPT = """
import hashlib
from apps.invoices.pdf.rendering import render
from tests.invoices.pdf.factories import invoice
print(hashlib.sha256(render(invoice())).hexdigest())
"""


@pytest.mark.parametrize("changes", [{}, {"kind": "test"}, {"supply_date": date(2026, 11, 1)}])
def test_again(changes: dict[str, Any]) -> None:
    assert render(invoice(**changes)) == render(invoice(**changes))


def test_after_documents_with_other_characters() -> None:
    first = render(invoice())
    render(invoice(line(description="Ελληνικά, Русский, ₿ ≠ ½, Tiếng Việt")))
    render(credit_note(language="en"))
    render(invoice(kind="test"))
    assert render(invoice()) == first


def test_other_data_gives_other_bytes() -> None:
    assert render(invoice()) != render(invoice(order_number="1043"))
    assert render(invoice()) != render(invoice(kind="test"))


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1700000000", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    ],
)
def test_in_another_process(environment: dict[str, str]) -> None:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == hashlib.sha256(render(invoice())).hexdigest()


def test_in_many_threads() -> None:
    """Other characters in each document, so that every one makes subsets of its own while the others do."""
    documents = [
        invoice(line(description="".join(map(chr, range(start, start + 9))))) for start in range(0x400, 0x4C0, 2)
    ]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            drawn = list(pool.map(render, documents))
    finally:
        sys.setswitchinterval(interval)
    assert drawn == [render(document) for document in documents]
