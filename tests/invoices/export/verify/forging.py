"""How a forger changes an export, and what the verifier must say of it."""

import json
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from apps.invoices.models import PERSONAL, Invoice
from tests.factories import order
from tests.invoices.exports import Facts, Line, is_pdf, lines_of, text_of, verify

Issue = Callable[..., Invoice]
SOUND, FORGED, EXCEPT = 0, 1, 3


def eva() -> Facts:
    """Return an order of another buyer."""
    return order(customer={"id": 2, "email": "eva@example.com", "fullname": "Eva"}, billing_address={"name": "Eva"})


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
    if facts["buyer_name"]:
        return row
    return row.replace("Ana Muñoz,12.345.678-5", ",").replace(
        "12345678-5,Av. Providencia 1,,,,,Santiago,Metropolitana,", "," * 8
    )


def left(line: Line, how: Callable[[Facts], Facts] = lambda facts: facts) -> Line:
    """Return `line` as one of version 1 whose text was erased, with facts changed by `how`."""
    facts = json.loads(line["body"]) | dict.fromkeys(PERSONAL, "") | {"version": 1}
    facts.pop("token_sha256", None)
    return {"previous": line["previous"], "sha256": line["sha256"], "left": text_of(how(facts))}


def assert_forged(export: Path, finding: str, *options: str, of: str = ".") -> None:
    """Assert that the verifier calls `export` forged and reports `finding`."""
    status, said = verify(export, of, *options)
    assert (status, finding in said, "sound" in said) == (FORGED, True, False), said
