#!/usr/bin/env python3
"""Verify an export of Folio with nothing but Python's standard library.

    python3 verify.py [EXPORT] [--seal SERIES=COUNT:SEAL]...

EXPORT is the ZIP or the folder it was unpacked to; without it, the folder that this script lies in. For every series it
is checked that each seal fits its text and the seal before it, that numbers run without gap or repeat and dates never
backwards, that lines and tax rates add up to the totals, that credit notes never exceed their invoice, that each PDF is
the one that was sealed, that documents.csv, documents.json and the list of files agree with the chains, and that a
ZIP holds these files and nothing beside them. Where a provider gives numbers and dates, it is Folio's count of its
documents that has no gap; their dates may run backwards.

All of that proves that the export agrees with itself. Only a seal that was noted elsewhere proves that it was not made
anew or cut off: --seal names a series, how many documents it had by then, and its last seal.

Exit status 0: sound. 3: sound, except for what is named. 1: forged or damaged, a line for each finding. 2: no export.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import os
import re
import struct
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

Facts = dict[str, Any]
Read = Callable[[str], bytes]

READ_ME = """The documents of {store} as Folio sealed them.

documents.csv    one row a document, for spreadsheets; an apostrophe stands before text that looks like a formula
documents.json   every fact that the documents print, with their links
chain/           one file a series: a line for each link, a document or its PDF, with its text and its seal
pdf/             the documents themselves
verify.py        checks all of it with nothing but Python 3.9 or newer:  python3 verify.py

What a seal proves: that documents, PDFs, tables and seals agree with each other. It does not prove that they were not
all made anew, or the last ones left out. Keep the line "--seal ..." that the script prints for each series somewhere
else, such as in a mail. Given that line,  python3 verify.py --seal SERIES=COUNT:SEAL  proves of any later export that
nothing up to that document was changed, taken out or slipped in. Whoever judges an export should use a copy of
verify.py from elsewhere: the one in an export can be replaced like any other file. The links are addresses, not sealed:
nothing proves to which host they lead.

Where a provider issued a document, its own number, title and codes and the tax authority's verdict stand beside it, and
no seal proves them. The numbers of a provider have gaps and its dates may run back. A document that the authority
rejected is void: it counts for nothing, and the script names it.

Where the law asked for it, a buyer's data were erased from a document and its PDF deleted. Its number, totals and lines
are still proven; only of documents sealed before version 2 nothing is proven then, and the script names them.
"""

# The facts about the buyer, and those of them that a seal of version 3 was the first to hold.
SINCE_3 = (
    "buyer_vat_id buyer_electronic_address buyer_electronic_scheme buyer_street buyer_street_number buyer_complement "
    "buyer_neighbourhood buyer_municipality buyer_city buyer_region buyer_postcode"
).split()
PERSONAL = [
    *"buyer_name buyer_tax_id buyer_activity buyer_taxpayer_type buyer_address buyer_email remarks".split(),
    *SINCE_3,
]
AMOUNTS = "net_total tax_total gross_total gift_card_amount amount_paid".split()
# Later columns stand at the end, so that the place of the others stays.
COLUMNS = (
    "number kind issue_date order_id credits replaces credit_reason buyer_name buyer_tax_id buyer_country currency "
    "net_total tax_total gross_total gift_card_amount amount_paid issued_at link pdf_sha256 buyer_kind buyer_vat_id "
    "buyer_street buyer_street_number buyer_complement buyer_neighbourhood buyer_municipality buyer_city buyer_region "
    "buyer_postcode payment_means issuer document_type document_title legal_number provider_reference fiscal_id "
    "authority_verdict void"
).split()
# What a provider and the authority say of a document: it stands in both tables, and no seal proves it.
OF_PROVIDER = (
    "issuer document_type document_title legal_number provider_reference fiscal_id authority_verdict void".split()
)
# The most bytes of a ZIP's data descriptor and of its ending with the records of ZIP64, and the tag of a second name.
DESCRIPTOR, ENDING, UNICODE_PATH = 24, 98, 0x7075
SHAPES = {
    ("body", "previous", "sha256"): "whole",
    ("left", "previous", "sha256"): "erased",
    ("body", "personal", "personal_sha256", "previous", "sha256"): "parts",
}


class Said(NamedTuple):
    """A statement about an export: a fault, or else a limit of the proof."""

    is_fault: bool
    text: str


class Link(NamedTuple):
    """A link of a chain. `facts` are those of a document, or of a PDF; `proven` is how much of them the seal proves.

    `fits` tells whether the seal is that of the text.
    """

    kind: str
    previous: str
    sha256: str
    facts: Facts
    fits: bool
    proven: str


class Export(NamedTuple):
    """The files of an export, the links of its chains by their names, and documents and PDF links by their numbers.

    `is_plain` tells that every program finds the same files in it.
    """

    names: list[str]
    read: Read
    is_plain: bool
    chains: dict[str, list[Link]]
    documents: dict[str, Link]
    pdfs: dict[str, Link]


def main() -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Verify an export of Folio.")
    parser.add_argument("export", type=Path, nargs="?", default=Path(__file__).resolve().parent)
    parser.add_argument("--seal", action="append", default=[], type=noted, metavar="SERIES=COUNT:SEAL")
    options = parser.parse_args()
    try:
        export = opened(options.export)
    except Exception as error:
        sys.stderr.write(f"{options.export} is no export of Folio: {type(error).__name__}: {error}\n")
        return 2
    if not export.chains:
        sys.stderr.write(f"{options.export} is no export of Folio: it holds no chain.\n")
        return 2
    said = list(dict.fromkeys(everything(export, options.seal)))
    faults = [each.text for each in said if each.is_fault]
    limits = [each.text for each in said if not each.is_fault]
    for line in (*summary(export, with_notes=not faults), *verdict(faults, limits)):
        # A name may hold characters that a terminal takes for a line or a command.
        sys.stdout.write("".join(letter if letter.isprintable() else "?" for letter in line) + "\n")
    return 1 if faults else 3 if limits else 0


def noted(text: str) -> tuple[str, int, str]:
    """Return series, count of documents and seal of a --seal. Raise ValueError."""
    series, _, rest = text.strip().rpartition("=")
    found = re.fullmatch(r"([0-9]{1,12}):([0-9a-f]{64})", rest)
    if not found or not series:
        raise ValueError(text)
    return series, int(found[1]), found[2]


def verdict(faults: list[str], limits: list[str]) -> list[str]:
    """Return the lines that end the report."""
    if faults:
        return [*limits, *faults, f"FORGED OR DAMAGED: {len(faults)} findings."]
    return ["Sound, except:", *(f"  {limit}" for limit in limits)] if limits else ["All is sound."]


def everything(export: Export, seals: list[tuple[str, int, str]]) -> Iterator[Said]:
    """Yield every statement about `export`, also on parts that cannot be read."""
    checks = (of_series, of_chains, of_sums, of_credits, of_files, of_pdfs, of_table, of_facts, of_providers)
    for check in checks:
        try:
            yield from list(check(export))
        except Exception as error:
            yield fault(f"it cannot be read wholly: {type(error).__name__} ({check.__name__})")
    yield from of_seals(export, seals)


def fault(text: str) -> Said:
    """Return a statement that shows that the export was forged or damaged."""
    return Said(True, text)


def limit(text: str) -> Said:
    """Return a statement of what is not proven."""
    return Said(False, text)


# Reading


def opened(path: Path) -> Export:
    """Return the export at `path`. Raise any exception if it is none."""
    names, read, is_plain = files_of(path)
    chains = {}
    for name in sorted(set(names)):
        if name.startswith("chain/") and name.endswith(".jsonl"):
            lines = read(name).decode("utf-8").split("\n")
            chains[name[len("chain/") : -len(".jsonl")]] = [link_of(line) for line in lines if line]
    links = [link for each in chains.values() for link in each]
    documents = {link.facts["number"]: link for link in links if link.kind == "document"}
    pdfs = {link.facts["number"]: link for link in links if link.kind == "pdf"}
    return Export(names, read, is_plain, chains, documents, pdfs)


def files_of(path: Path) -> tuple[list[str], Read, bool]:
    """Return the names of the files at `path`, repeated ones too, a function that reads one, and `is_plain`."""
    if path.is_dir():
        files = [file for file in path.rglob("*") if file.is_file()]
        names = sorted(file.relative_to(path).as_posix() for file in files)
        return names, lambda name: (path / name).read_bytes(), True
    archive = zipfile.ZipFile(path)
    names = sorted(entry.filename for entry in archive.infolist() if not entry.is_dir())
    with path.open("rb") as file:
        return names, archive.read, is_plain_zip(archive, file)


def is_plain_zip(archive: zipfile.ZipFile, file: BinaryIO) -> bool:
    """Tell whether `archive`, read from `file`, has entries without second names and nothing beside them.

    Some programs read a ZIP from its beginning, others from its end (APPNOTE 4.3), and some take names from an extra
    field (APPNOTE 4.6.9): to them it could be another export.
    """
    place = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        file.seek(entry.header_offset)
        method, name_size, extra_size = struct.unpack("<8xH16xHH", file.read(30))
        extra = file.read(name_size + extra_size)[name_size:]
        is_plain = method == entry.compress_type and UNICODE_PATH not in {*tags(extra), *tags(entry.extra)}
        if not is_plain or not 0 <= entry.header_offset - place <= DESCRIPTOR:
            return False
        place = file.tell() + entry.compress_size
    directory = sum(46 + len(entry.orig_filename.encode()) + len(entry.extra) for entry in archive.infolist())
    behind = file.seek(0, os.SEEK_END) - archive.start_dir - directory
    return 0 <= archive.start_dir - place <= DESCRIPTOR and behind <= ENDING


def tags(extra: bytes) -> Iterator[int]:
    """Yield the tags of the extra fields `extra` of a ZIP (APPNOTE 4.5.1)."""
    while len(extra) >= 4:
        tag, size = struct.unpack_from("<HH", extra)
        yield tag
        extra = extra[4 + size :]


def parsed(text: str) -> Any:
    """Return the JSON `text`. Raise ValueError, also where a key is repeated."""

    def unique(pairs: list[tuple[str, Any]]) -> Facts:
        if len(dict(pairs)) != len(pairs):
            raise ValueError("a key is repeated")
        return dict(pairs)

    return json.loads(text, object_pairs_hook=unique)


def hashed(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def link_of(line: str) -> Link:
    """Return the link in `line` of a chain. Raise ValueError, KeyError."""
    told = parsed(line)
    shape = SHAPES[tuple(sorted(told))]
    previous, sha256 = told["previous"], told["sha256"]
    facts = parsed(told["left" if shape == "erased" else "body"])
    if not re.fullmatch(r"[A-Za-z0-9-]{1,80}", facts["number"]):
        raise ValueError("a number is none")
    if shape == "erased":
        # The rest of a text sealed by version 1: no seal fits it any more.
        return Link("document", previous, sha256, facts, facts["version"] == 1, "nothing")
    if shape == "parts":
        return _link_of_parts(told, facts)
    is_pdf = facts.get("link") == "rendition"
    fits = sha256 == hashed(f"{previous}\n{told['body']}") and facts["version"] == (2 if is_pdf else 1)
    return Link("pdf" if is_pdf else "document", previous, sha256, facts, fits, "all")


def _link_of_parts(told: Facts, facts: Facts) -> Link:
    """Return the link of a document sealed by version 2 or later; after an erasure the buyer's facts are empty."""
    personal, personal_sha256 = told["personal"], told["personal_sha256"]
    fits = told["sha256"] == hashed(f"{told['previous']}\n{hashed(told['body'])}\n{personal_sha256}")
    fits = fits and type(facts["version"]) is int and facts["version"] >= 2 and "link" not in facts
    names = [name for name in PERSONAL if facts["version"] != 2 or name not in SINCE_3]
    about = dict.fromkeys(names, "")
    if personal is not None:
        about = parsed(personal)
        fits = fits and hashed(personal) == personal_sha256 and sorted(about) == sorted([*names, "salt", "version"])
        about = {name: about[name] for name in names}
    proven = "all" if personal is not None else "public"
    return Link(
        "document", told["previous"], told["sha256"], {**facts, **about}, fits and not set(about) & set(facts), proven
    )


# The chains


def of_series(export: Export) -> Iterator[Said]:
    """Yield numbers and series that are there more than once, and documents of another series or store."""
    links = [link for chain in export.chains.values() for link in chain if link.kind == "document"]
    for number, times in Counter(link.facts["number"] for link in links).items():
        if times > 1:
            yield fault(f"{number}: the number is there {times} times")
    if len({link.facts["store"] for link in links}) > 1:
        yield fault("the documents are of several stores")
    named: Counter[str] = Counter()
    for name, chain in export.chains.items():
        series = {json.dumps(link.facts["series"], sort_keys=True) for link in chain if link.kind == "document"}
        named.update(series)
        if len(series) > 1:
            yield fault(f"{name}: it holds documents of several series")
    yield from (fault(f"the series {series} is there {times} times") for series, times in named.items() if times > 1)


def of_chains(export: Export) -> Iterator[Said]:
    """Yield the faults and limits of each chain."""
    for name, links in export.chains.items():
        for said in (*of_chain(links), *of_versions(links), *of_pdf_links(links)):
            yield Said(said.is_fault, f"{name}: {said.text}")


def of_chain(links: list[Link]) -> Iterator[Said]:
    """Yield the faults in the order of a chain: its seals, numbers and dates."""
    seal, before = "", None
    for link in links:
        number = link.facts["number"]
        what = "its seal" if link.kind == "document" else "its PDF's seal"
        if not link.fits:
            yield fault(f"{number}: {what} does not fit its text")
        if link.previous != seal:
            yield fault(f"{number}: {what} does not follow the one before it")
        seal = link.sha256
        if link.kind == "document":
            if before:
                yield from of_neighbours(before, link.facts)
            before = link.facts


def of_neighbours(before: Facts, facts: Facts) -> Iterator[Said]:
    """Yield the faults between a document and the one before it."""
    if facts["sequence"] != before["sequence"] + 1:
        yield fault(f"{facts['number']}: the numbers between {before['number']} and it are missing or repeated")
    if facts["issue_date"] < before["issue_date"] and "issuer" not in facts["series"]:
        yield fault(f"{facts['number']}: it is dated before {before['number']}")


def of_versions(links: list[Link]) -> Iterator[Said]:
    """Yield documents of version 1 behind newer links, and those of which an erasure left nothing proven."""
    is_newer = False
    for link in links:
        number = link.facts["number"]
        is_newer = is_newer or link.facts["version"] != 1
        if is_newer and link.facts["version"] == 1:
            yield fault(f"{number}: it is sealed by version 1, behind newer links")
        if link.proven != "all" and any(link.facts.get(name) for name in PERSONAL):
            yield fault(f"{number}: its buyer's data were erased, but it tells of a buyer")
        if link.proven == "nothing":
            yield limit(
                f"{number}: erased, and sealed by version 1: nothing proves its number, totals and lines, nor that the "
                "documents before it are those of a seal noted after it"
            )
        elif link.proven == "public":
            yield limit(f"{number}: its buyer's data and PDF were erased; its number, totals and lines are proven")


def of_pdf_links(links: list[Link]) -> Iterator[Said]:
    """Yield links of PDFs that are not those of a document before them."""
    seen: dict[str, Link] = {}
    linked: set[str] = set()
    for link in links:
        number = link.facts["number"]
        if link.kind == "document":
            seen[number] = link
            continue
        of = seen.get(number)
        if of is None or (of.sha256, of.facts["sequence"]) != (link.facts["seal"], link.facts["sequence"]):
            yield fault(f"{number}: its PDF was sealed with another document")
        if number in linked:
            yield fault(f"{number}: two PDFs are sealed for it")
        linked.add(number)


def of_seals(export: Export, seals: list[tuple[str, int, str]]) -> Iterator[Said]:
    """Yield the noted seals that are not in their place, and the links that no noted seal covers."""
    covered: dict[str, int] = {}
    for name, count, seal in seals:
        links = export.chains.get(name, [])
        place = next((place for place, link in enumerate(links, 1) if link.sha256 == seal), 0)
        there = sum(link.kind == "document" for link in links[:place])
        if not place:
            yield fault(f"{name}: the noted seal {seal} is not there: what it covered was changed or taken out")
        elif there != count:
            yield fault(f"{name}: the noted seal came after {count} documents, here it comes after {there}")
        covered[name] = max(covered.get(name, 0), place)
    for name, links in export.chains.items():
        rest = Counter(link.kind for link in links[covered.get(name, 0) :])
        if name not in covered and links:
            yield limit(f"{name}: no seal noted elsewhere was given: it may be made anew as a whole, or cut off")
        elif rest["document"]:
            yield limit(
                f"{name}: no noted seal covers its last {rest['document']} documents: they may be made anew or cut off"
            )
        if rest["pdf"] and name in covered:
            yield limit(
                f"{name}: no noted seal covers the PDFs of {numbers_of(links[covered[name] :])}: they may be others"
            )


def numbers_of(links: list[Link]) -> str:
    """Return the numbers of the PDFs among `links`, of many the first and the last."""
    numbers = sorted(link.facts["number"] for link in links if link.kind == "pdf")
    return ", ".join(numbers) if len(numbers) < 4 else f"{len(numbers)} documents, {numbers[0]} to {numbers[-1]}"


# The documents


def of_sums(export: Export) -> Iterator[Said]:
    """Yield the documents whose sums do not add up."""
    for number, link in export.documents.items():
        document = link.facts
        totals = {name: amount(document[f"{name}_total"]) for name in ("net", "tax", "gross")}
        if totals["net"] + totals["tax"] != totals["gross"]:
            yield fault(f"{number}: net and tax do not add up to its total")
        for rows, count in (("lines", "line_count"), ("taxes", "rate_count")):
            sums = {name: sum((amount(row[name]) for row in document[rows]), Decimal(0)) for name in totals}
            if sums != totals or len(document[rows]) != document[count]:
                yield fault(f"{number}: its {rows} do not add up to its totals")
        if amount(document["amount_paid"]) + amount(document["gift_card_amount"]) != totals["gross"]:
            yield fault(f"{number}: its payments do not add up to its total")


def amount(text: str) -> Decimal:
    """Return the amount `text`. Raise ValueError if it is no plain decimal number."""
    if not re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{1,8})?", text):
        raise ValueError(f"{text!r} is no amount")
    return Decimal(text)


def of_credits(export: Export) -> Iterator[Said]:
    """Yield the invoices that are credited beyond their total, and credit notes without their invoice."""
    void = {number for number, said in providers(export).items() if said.get("void")}
    documents = [link.facts for link in export.documents.values()]
    invoices = {document["number"]: document for document in documents if document["kind"] == "invoice"}
    credited: dict[str, Decimal] = {}
    for note in documents:
        if note["kind"] != "credit_note":
            continue
        if note["credits"] not in invoices:
            yield fault(f"{note['number']}: the invoice {note['credits']} that it credits is missing")
        if note["number"] in void:
            continue
        credited[note["credits"]] = credited.get(note["credits"], Decimal(0)) + amount(note["gross_total"])
    for number, total in credited.items():
        if number in invoices and total > amount(invoices[number]["gross_total"]):
            yield fault(f"{number}: its credit notes come to {total}, more than it says")


# The other files


def pdf_name(number: str) -> str:
    """Return the name of the PDF of the document `number`."""
    return f"pdf/{number}.pdf"


def of_files(export: Export) -> Iterator[Said]:
    """Yield files that are missing, there more than once, or no part of an export."""
    if not export.is_plain:
        yield fault("the ZIP holds more than its files, or other names for them: other programs may read other files")
    for name, times in Counter(export.names).items():
        if times > 1:
            yield fault(f"{name}: the file is there {times} times")
    known = {f"chain/{name}.jsonl" for name in export.chains} | {pdf_name(number) for number in export.pdfs}
    for name in sorted(set(export.names) - known - {"documents.csv", "documents.json", "README.txt", "verify.py"}):
        say = fault if name.startswith(("pdf/", "chain/")) else limit
        yield say(f"{name}: the file is no part of this export, nothing proves it")
    for name in ("documents.csv", "documents.json"):
        if name not in export.names:
            yield fault(f"{name}: the file is missing")
    stores = sorted({str(link.facts["store"]) for link in export.documents.values()})
    own = {
        "README.txt": READ_ME.format(store=stores[0] if stores else "").encode(),
        "verify.py": Path(__file__).read_bytes(),
    }
    for name, content in own.items():
        if name not in export.names or (stores and export.read(name) != content):
            yield limit(f"{name}: the file is not the one that belongs to this version of verify.py")


def of_pdfs(export: Export) -> Iterator[Said]:
    """Yield the documents whose PDF is missing, another one, or not made yet."""
    said = providers(export)
    for number, link in export.documents.items():
        name, sealed = pdf_name(number), export.pdfs.get(number)
        if sealed is None and said.get(number, {}).get("is_link"):
            yield limit(f"{number}: it can only be seen at its provider, it has no PDF")
        elif sealed is None:
            yield limit(f"{number}: it is not yet rendered, it has no PDF")
        elif link.proven != "all":
            if name in export.names:
                yield fault(f"{number}: its buyer's data were erased, but a PDF is there")
        elif name not in export.names:
            yield fault(f"{number}: its PDF is missing")
        elif hashlib.sha256(export.read(name)).hexdigest() != sealed.facts["pdf_sha256"]:
            yield fault(f"{number}: its PDF is not the one that was made")


def of_table(export: Export) -> Iterator[Said]:
    """Yield the rows of documents.csv that differ from the chains."""
    if "documents.csv" not in export.names:
        return
    csv.field_size_limit(2**30)
    text = export.read("documents.csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if not rows or rows[0] != COLUMNS:
        yield fault("documents.csv: its columns are others")
        return
    told = [dict(zip(COLUMNS, row)) for row in rows[1:] if len(row) == len(COLUMNS)]  # noqa: B905
    if sorted(row["number"] for row in told) != sorted(export.documents) or len(told) != len(rows) - 1:
        yield fault("documents.csv: its rows are not the documents of the chains")
    for row in told:
        link = export.documents.get(row["number"])
        wrong = [name for name in COLUMNS if link and not says(name, row[name], link, export)]
        if wrong:
            yield fault(f"documents.csv: {row['number']} says something else in {', '.join(wrong)}")


def says(name: str, cell: str, link: Link, export: Export) -> bool:
    """Tell whether `cell` of the column `name` agrees with the document `link`."""
    facts = link.facts
    if name in OF_PROVIDER:
        # No seal proves it: `of_providers` compares the tables.
        return True
    if name in AMOUNTS:
        return amount(cell) == amount(facts[name])
    if name == "issued_at":
        return datetime.fromisoformat(cell) == datetime.fromisoformat(facts[name])
    if name == "link":
        return leads_to(cell, facts)
    if name == "pdf_sha256":
        sealed = export.pdfs.get(facts["number"])
        return cell == (sealed.facts["pdf_sha256"] if sealed else "")
    # A fact that the version of the seal does not know is empty.
    text = "" if facts.get(name) is None else str(facts[name])
    # An apostrophe precedes text that spreadsheets would take for a formula.
    return cell == f"'{text}" or (cell == text and not is_like_a_formula(text))


def is_like_a_formula(text: str) -> bool:
    """Tell whether spreadsheets take `text` for a formula, by its first visible character (OWASP)."""
    shown = next((sign for sign in text if unicodedata.category(sign) not in ("Zs", "Zl", "Zp", "Cf")), "")
    return shown != "" and shown in "=+-@\t\r\n＝＋－＠"


def leads_to(address: str, facts: Facts) -> bool:
    """Tell whether `address` is one of the page of the document `facts`; version 1 does not tell its last part."""
    found = re.fullmatch(r"https?://[^/?#\s]+(?:/[^?#\s]*)?/d/([A-Za-z0-9_-]+)", address)
    return bool(found) and ("token_sha256" not in facts or hashed(found[1]) == facts["token_sha256"])  # type: ignore[index]


def of_facts(export: Export) -> Iterator[Said]:
    """Yield the differences between documents.json and the chains."""
    if "documents.json" not in export.names:
        return
    told = parsed(export.read("documents.json").decode("utf-8"))
    if sorted(each["document"]["number"] for each in told) != sorted(export.documents):
        yield fault("documents.json: it does not hold the documents of the chains")
    for each in told:
        link = export.documents.get(each["document"]["number"])
        if link is None:
            continue
        # As text, since Python takes 1, 1.0 and true for the same.
        is_same = json.dumps(each["document"], sort_keys=True) == json.dumps(link.facts, sort_keys=True)
        is_whole = sorted(set(each) - {"provider"}) == ["document", "link"]
        if not is_same or not is_whole or not leads_to(each["link"], link.facts):
            yield fault(f"documents.json: {link.facts['number']} says something else")


def of_providers(export: Export) -> Iterator[Said]:
    """Yield void documents, and those of which the tables tell another provider than the chain, or each other."""
    said = providers(export)
    for number, link in export.documents.items():
        told = said.get(number, {})
        if told.get("issuer", "") != link.facts["series"].get("issuer", ""):
            yield fault(f"{number}: its series and documents.json name different issuers")
        if told.get("void"):
            yield limit(f"{number}: it is void ({told['void']} by the authority), which no seal proves")
    for row in rows_of_table(export):
        told = said.get(row["number"], {})
        if any(row[name] not in (str(told.get(name, "")), f"'{told.get(name, '')}") for name in OF_PROVIDER):
            yield fault(f"{row['number']}: documents.csv and documents.json tell different things of its provider")


def rows_of_table(export: Export) -> list[dict[str, str]]:
    """Return the rows of documents.csv; none where `of_table` finds it missing or of other columns."""
    if "documents.csv" not in export.names:
        return []
    table = csv.DictReader(io.StringIO(export.read("documents.csv").decode("utf-8-sig"), newline=""))
    return list(table) if table.fieldnames == COLUMNS else []


def providers(export: Export) -> dict[str, Facts]:
    """Return what documents.json tells of the providers of documents, by their numbers."""
    if "documents.json" not in export.names:
        return {}
    told = parsed(export.read("documents.json").decode("utf-8"))
    return {each["document"]["number"]: each.get("provider", {}) for each in told}


# The summary, also of a sound export


def summary(export: Export, *, with_notes: bool) -> Iterator[str]:
    """Yield the contents of each series and, `with_notes`, the --seal option to keep elsewhere for a later run."""
    for name, links in export.chains.items():
        numbers = [link.facts["number"] for link in links if link.kind == "document"]
        if numbers:
            yield f"{name}: {len(numbers)} documents, {numbers[0]} to {numbers[-1]}"
            if with_notes:
                yield f"  keep elsewhere: --seal {name}={len(numbers)}:{links[-1].sha256}"
        pdfs = [link.facts for link in links if link.kind == "pdf"]
        late = [pdf for pdf in pdfs if str(pdf.get("rendered_at"))[:10] < str(pdf.get("sealed_at"))[:10]]
        if late:
            yield f"  {len(late)} PDFs were sealed on a later day than made, the last on {late[-1]['sealed_at'][:10]}"


if __name__ == "__main__":
    sys.exit(main())
