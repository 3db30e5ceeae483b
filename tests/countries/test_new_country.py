"""A new country needs one file: its facts alone title, word, write, assess and issue the documents of a sale in it.

The country is added in a process of its own, before anything else is imported, as a module in `apps/countries` is.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from config.environment import PROJECT
from tests import migrated
from tests.countries.made_up_orders import sold

_SALE = "tests/countries/made_up_sale.py"
_RUN = """
import runpy, sys, tests.countries.made_up
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def _command(*arguments: str) -> str:
    run = [sys.executable, "-c", _RUN, "manage.py", *arguments]
    return subprocess.run(run, cwd=PROJECT, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "order.json"


def test_its_documents_are_titled_worded_and_written_by_its_facts(file: Path, tmp_path: Path) -> None:
    file.write_text(json.dumps(sold("112.00"), default=float))
    target = tmp_path / "bill.pdf"
    _command("render_order", str(file), "-o", str(target), "--country", "ZZ", "--language", "en", "--seller", "Kinbote")
    text = "\n".join(page.extract_text() for page in PdfReader(target).pages)
    assert "Zemblan bill" in text
    assert "Zolt" in text
    assert "ZIN" in text
    assert "12.00" in text
    written = [text.index(part) for part in ("ZZ-100", "Onhava", "5 Goldsworth")]
    assert written == sorted(written)


@pytest.mark.parametrize(
    ("price", "place", "states"),
    [
        ("112.00", {}, {"small_bill": "ready", "bill": "ready"}),
        ("500.00", {}, {"small_bill": "ready", "bill": "ready"}),
        ("500.01", {}, {"small_bill": "missing", "bill": "ready"}),
        ("112.00", {"municipality": ""}, {"small_bill": "ready", "bill": "missing"}),
    ],
)
def test_its_rules_tell_what_an_order_can_become(
    file: Path, tmp_path: Path, price: str, place: dict[str, str], states: dict[str, str]
) -> None:
    file.write_text(json.dumps(sold(price, **place), default=float))
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"seller_legal_name": "Kinbote Ltd"}))
    printed = json.loads(_command("draft_order", str(file), "--country", "ZZ", "--store-settings", str(settings)))
    assert {each["document"]: each["state"] for each in printed["readiness"]} == states
    assert {each["issuer"] for each in printed["readiness"]} == {"folio"}
    assert [row["label"] for row in printed["taxes"]] == ["Zolt 12 %"]


def test_a_store_of_it_sells_from_its_installation_to_a_credit_note() -> None:
    """Its process has a database of its own beside those of this run's workers."""
    run = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "tests.countries.made_up", _SALE]
    environment = os.environ | {"DATABASE_URL": migrated.copy_to("zembla")}
    made = subprocess.run(run, cwd=PROJECT, capture_output=True, text=True, check=False, env=environment)
    assert made.returncode == 0, made.stdout
    assert re.search(r"^[1-9]\d* passed", made.stdout, re.MULTILINE), made.stdout


def test_without_its_file_the_country_is_not_known(file: Path) -> None:
    file.write_text(json.dumps(sold("112.00"), default=float))
    run = [sys.executable, "manage.py", "draft_order", str(file), "--country", "ZZ"]
    printed = json.loads(subprocess.run(run, cwd=PROJECT, capture_output=True, text=True, check=True).stdout)
    assert [each["document"] for each in printed["readiness"]] == ["plain_invoice"]
