"""All of a store's documents as one archive, with the script that verifies them without Folio.

It is read page by page, without a transaction that would have to stay open as long as somebody downloads. That is as
of one moment all the same: issued rows never change, and the series say at the start how far they had come.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from apps.invoices import hosting, rendering, sealing, tabulating, verify_export
from apps.invoices.models import Invoice, Rendition, Seal, Series
from apps.invoices.zipping import Entry, zipped
from apps.stores.models import Store

_AT_ONCE = 500
_READ_ME = """The documents of {store} as Folio sealed them.

documents.csv    one row a document, for spreadsheets; an apostrophe stands before text that looks like a formula
documents.json   every fact that the documents print, with their links
chain/           one file a series: a line for each document with its text, its seal and the seal before it
pdf/             the documents themselves
verify.py        proves all of it with nothing but Python 3.9 or newer:  python3 verify.py

Keep the last seal of a series that it prints. With  python3 verify.py --seal SEAL  any later export proves that
nothing up to that document was changed, taken out or slipped in.

Where the law asked for it, a buyer's data were erased from a document and its PDF deleted. Its number, totals and seal
stay in the chain; the script names it, since its text can no longer be compared with its seal.
"""


def export(store: Store, target: BinaryIO) -> None:
    """Writes the archive of STORE's documents, a ZIP, to TARGET. Raises DamagedRendition."""
    for piece in pieces(store):
        target.write(piece)


def pieces(store: Store) -> Iterator[bytes]:
    """Yields the archive of STORE's documents while it is made. Raises DamagedRendition."""
    return zipped(_entries(store))


def _entries(store: Store) -> Iterator[Entry]:
    series = list(Series.objects.filter(store=store).order_by("pk"))
    yield Entry("README.txt", [_READ_ME.format(store=store.code).encode()])
    yield Entry("verify.py", [Path(verify_export.__file__).read_bytes()])
    for each in series:
        yield Entry(f"chain/{_file_name(each)}.jsonl", map(_link, _seals(each)))
    # After the chains, so that every PDF they name is there.
    yield Entry("documents.csv", tabulating.table(seal.invoice for seal in _all_seals(series)))
    yield Entry("documents.json", _array(map(_facts, _all_seals(series))))
    for seal in _all_seals(series):
        rendition = _rendition(seal.invoice)
        if rendition and not seal.is_erased:
            content = rendering.content_of(rendition)
            yield Entry(f"pdf/{seal.invoice.number}.pdf", [content], seal.invoice.issue_date, is_dense=True)


def _all_seals(series: Iterable[Series]) -> Iterator[Seal]:
    for each in series:
        yield from _seals(each)


def _seals(series: Series) -> Iterator[Seal]:
    """The seals that SERIES had when it was read, with their documents, a page at a time."""
    known = Seal.objects.filter(series=series, sequence__lt=series.next_number).order_by("sequence")
    known = known.select_related("invoice__rendition", "invoice__credits", "invoice__replaces")
    after = 0
    while page := list(known.filter(sequence__gt=after)[:_AT_ONCE]):
        yield from page
        after = page[-1].sequence


def _link(seal: Seal) -> bytes:
    rendition = _rendition(seal.invoice)
    link = {
        "sequence": seal.sequence,
        "previous": seal.previous,
        "sha256": seal.sha256,
        "pdf_sha256": rendition.sha256 if rendition else None,
        "body": _body(seal),
    } | ({"erased": True} if seal.is_erased else {})
    return (json.dumps(link, sort_keys=True) + "\n").encode()


def _facts(seal: Seal) -> bytes:
    return json.dumps(
        {"link": hosting.link(seal.invoice), "document": json.loads(_body(seal))}, sort_keys=True
    ).encode()


def _body(seal: Seal) -> str:
    """The text that was sealed, or what is left of it."""
    document = seal.invoice
    return seal.body or sealing.canonical(document, list(document.lines.all()), list(document.taxes.all()))


def _array(items: Iterable[bytes]) -> Iterator[bytes]:
    """A JSON array of ITEMS, one a line."""
    before = b"[\n"
    for item in items:
        yield before + item
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def _rendition(document: Invoice) -> Rendition | None:
    found: Rendition | None = getattr(document, "rendition", None)
    return found


def _file_name(series: Series) -> str:
    """The row's id tells apart what looks alike without its braces."""
    return f"{series.pk}-{str(series).replace('{', '').replace('}', '').replace(' ', '-')}"
