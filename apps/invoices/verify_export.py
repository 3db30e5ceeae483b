#!/usr/bin/env python3
"""Verifies an export of Folio with nothing but Python's standard library: python3 verify.py [EXPORT] [--seal SEAL]

EXPORT is the ZIP or the folder it was unpacked to; without it, the folder that this script lies in. Checked are, for
every series: that each seal fits its document's text and the seal before it, that numbers run without gap or repeat
and dates never backwards, that lines and tax rates add up to the totals, that credit notes never exceed their invoice,
and that each PDF is the one that was made. SEAL, noted from an earlier run, must still be in its place.

Exit status 0 if all is sound, 1 with a line for each finding, 2 for what is no export.
"""

import argparse
import hashlib
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

Read = Callable[[str], bytes]
Link = dict[str, Any]


def main() -> int:
    """Runs the command and returns its exit status."""
    parser = argparse.ArgumentParser(description="Verifies an export of Folio.")
    parser.add_argument("export", type=Path, nargs="?", default=Path(__file__).resolve().parent)
    parser.add_argument("--seal", help="a seal noted earlier, which must still be there")
    options = parser.parse_args()
    try:
        names, read = opened(options.export)
        chains = {name: links_of(read(name)) for name in names if name.startswith("chain/")}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        sys.stderr.write(f"{options.export} is no export of Folio: {error}\n")
        return 2
    if not chains:
        sys.stderr.write(f"{options.export} is no export of Folio: it holds no chain.\n")
        return 2
    found = list(findings(chains, names, read, options.seal))
    sys.stdout.write("".join(f"{line}\n" for line in (*summary(chains), *found)))
    sys.stdout.write(f"{len(found)} findings\n" if found else "All is sound.\n")
    return 1 if found else 0


def opened(export: Path) -> tuple[list[str], Read]:
    """Returns the names of the files in EXPORT, and what reads one."""
    if export.is_dir():
        files = [path for path in export.rglob("*") if path.is_file()]
        return sorted(path.relative_to(export).as_posix() for path in files), lambda name: (export / name).read_bytes()
    archive = zipfile.ZipFile(export)
    return sorted(archive.namelist()), archive.read


def links_of(content: bytes) -> list[Link]:
    """Returns the links of one chain, each with its document, parsed, under "document"."""
    links = [json.loads(line) for line in content.decode("utf-8").split("\n") if line]
    for link in links:
        link["document"] = json.loads(link["body"])
    return links


def findings(chains: dict[str, list[Link]], names: list[str], read: Read, seal: str | None) -> Iterator[str]:
    """Yields a line for each thing that is not as it must be."""
    for name, links in chains.items():
        for finding in of_chain(links):
            yield f"{name}: {finding}"
    yield from of_credits([link["document"] for links in chains.values() for link in links])
    yield from of_pdfs(chains, names, read)
    if seal and not any(link["sha256"] == seal for links in chains.values() for link in links):
        yield f"the seal {seal} is not in this export: a document up to it was changed or taken out"


def of_chain(links: list[Link]) -> Iterator[str]:
    """Yields what is wrong with a series: its seals, numbers, dates and sums."""
    previous: Link | None = None
    for link in links:
        document = link["document"]
        number = document["number"]
        if (
            not is_erased(link)
            and link["sha256"] != hashlib.sha256(f"{link['previous']}\n{link['body']}".encode()).hexdigest()
        ):
            yield f"{number}: its seal does not fit its text"
        if link["previous"] != (previous["sha256"] if previous else ""):
            yield f"{number}: its seal does not follow the one before it"
        if document["sequence"] != link["sequence"]:
            yield f"{number}: it stands in another document's place"
        if previous and link["sequence"] != previous["sequence"] + 1:
            yield f"{number}: the numbers between {previous['document']['number']} and it are missing or repeated"
        if previous and document["issue_date"] < previous["document"]["issue_date"]:
            yield f"{number}: it is dated before {previous['document']['number']}"
        for finding in of_sums(document):
            yield f"{number}: {finding}"
        previous = link


def is_erased(link: Link) -> bool:
    """Tells whether the buyer's data were erased, so that text and PDF are no longer those that were sealed."""
    return link.get("erased") is True


def of_sums(document: dict[str, Any]) -> Iterator[str]:
    """Yields what does not add up in a document."""
    totals = {name: Decimal(document[f"{name}_total"]) for name in ("net", "tax", "gross")}
    if totals["net"] + totals["tax"] != totals["gross"]:
        yield "net and tax do not add up to its total"
    for rows in ("lines", "taxes"):
        sums = {name: sum((Decimal(row[name]) for row in document[rows]), Decimal(0)) for name in totals}
        if sums != totals:
            yield f"its {rows} do not add up to its totals"
    paid = Decimal(document["amount_paid"]) + Decimal(document["gift_card_amount"])
    if paid != totals["gross"]:
        yield "its payments do not add up to its total"


def of_credits(documents: list[dict[str, Any]]) -> Iterator[str]:
    """Yields the invoices that are credited beyond their total, and credit notes without their invoice."""
    invoices = {document["number"]: document for document in documents if document["kind"] == "invoice"}
    credited: dict[str, Decimal] = {}
    for document in documents:
        if document["kind"] != "credit_note":
            continue
        if document["credits"] not in invoices:
            yield f"{document['number']}: the invoice {document['credits']} that it credits is missing"
        credited[document["credits"]] = credited.get(document["credits"], Decimal(0)) + Decimal(document["gross_total"])
    for number, amount in credited.items():
        if number in invoices and amount > Decimal(invoices[number]["gross_total"]):
            yield f"{number}: its credit notes come to {amount}, more than it says"


def of_pdfs(chains: dict[str, list[Link]], names: list[str], read: Read) -> Iterator[str]:
    """Yields the documents whose PDF is missing or another one."""
    made = (link for links in chains.values() for link in links if link["pdf_sha256"] and not is_erased(link))
    for link in made:
        number = link["document"]["number"]
        name = f"pdf/{number}.pdf"
        if name not in names:
            yield f"{number}: its PDF is missing"
        elif hashlib.sha256(read(name)).hexdigest() != link["pdf_sha256"]:
            yield f"{number}: its PDF is not the one that was made"


def summary(chains: dict[str, list[Link]]) -> Iterator[str]:
    """Yields a line for each series: what it holds and its last seal, for safe keeping."""
    for name, links in chains.items():
        if links:
            first, last = links[0]["document"]["number"], links[-1]["document"]["number"]
            yield f"{name}: {len(links)} documents, {first} to {last}, last seal {links[-1]['sha256']}"
        erased = [link["document"]["number"] for link in links if is_erased(link)]
        if erased:
            yield f"{name}: buyer's data erased, not compared with the seal: {', '.join(erased)}"


if __name__ == "__main__":
    sys.exit(main())
