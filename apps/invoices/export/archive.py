"""All of a store's documents as one archive, with the script that verifies them without Folio.

It is read page by page, without a transaction that would stay open for a whole download. It is of one moment all the
same: issued rows never change, and the chains' extents are read at the start. Only an erasure changes rows: it aborts
an archive in progress.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from apps.core.errors import FolioError
from apps.invoices import links
from apps.invoices.export import csv_table, verify_export
from apps.invoices.export.zip_stream import Entry, zipped
from apps.invoices.issuing import seals
from apps.invoices.issuing.seals import Extent
from apps.invoices.models import Invoice, Rendition, RenditionSeal, Seal, Series
from apps.invoices.renditions import pdf_store
from apps.orders.models import Erasure
from apps.stores.models import Store


class ErasedMeanwhile(FolioError):
    """A buyer's data were erased while the archive was written, so it may contain them and contradict itself."""

    code = "erased_meanwhile"


def export(store: Store, target: BinaryIO) -> None:
    """Write the archive of the documents of `store`, a ZIP, to `target`. Raise DamagedRendition, ErasedMeanwhile."""
    for piece in pieces(store):
        target.write(piece)


def pieces(store: Store) -> Iterator[bytes]:
    """Yield the archive of the documents of `store` while it is made. Raise DamagedRendition, ErasedMeanwhile.

    An archive without its last piece cannot be opened.
    """
    return zipped(_entries(store))


def _entries(store: Store) -> Iterator[Entry]:
    erasures = Erasure.objects.filter(store=store)
    erased_before = erasures.count()
    chains = [seals.extent_of(series) for series in Series.objects.filter(store=store).order_by("pk")]
    yield Entry("README.txt", [verify_export.READ_ME.format(store=store.code).encode()])
    yield Entry("verify.py", [Path(verify_export.__file__).read_bytes()])
    for chain in chains:
        yield Entry(f"chain/{seals.name_of(chain.series)}.jsonl", map(_line, seals.links_of(chain)))
    yield Entry("documents.csv", csv_table.csv_table(seal.invoice for seal in _seals(chains)))
    yield Entry("documents.json", _array(map(_facts, _seals(chains))))
    for rendition in _renditions(chains):
        document = rendition.invoice
        if not document.seal.is_erased:
            content = pdf_store.content_of(rendition)
            yield Entry(f"pdf/{document.number}.pdf", [content], document.issue_date, is_dense=True)
    if erasures.count() != erased_before:
        raise ErasedMeanwhile("A buyer's data were erased while the archive was written: ask for it again.")


def _seals(chains: Iterable[Extent]) -> Iterator[Seal]:
    """Yield the seals of documents, each with its PDF only if the chain, as it was read, includes the PDF's link."""
    for chain in chains:
        for seal in seals.document_seals(chain):
            rendition = _rendition(seal.invoice)
            if rendition and not chain.holds(rendition.seal):
                seal.invoice.rendition = None
            yield seal


def _renditions(chains: Iterable[Extent]) -> Iterator[Rendition]:
    for seal in _seals(chains):
        if rendition := _rendition(seal.invoice):
            yield rendition


def _line(link: seals.Link) -> bytes:
    """Return a line of a chain; facts that are missing in it were erased."""
    line: dict[str, object] = {"previous": link.previous, "sha256": link.sha256}
    if isinstance(link, RenditionSeal) or (link.version == 1 and not link.is_erased):
        line |= {"body": link.body}
    elif link.version == 1:
        line |= {"left": _left(link.invoice)}
    else:
        line |= {"body": link.body, "personal": link.personal or None, "personal_sha256": link.personal_sha256}
    return (json.dumps(line, sort_keys=True) + "\n").encode()


def _facts(seal: Seal) -> bytes:
    facts: dict[str, object] = {"link": links.document_link(seal.invoice), "document": _document(seal)}
    said = csv_table.provider_facts(seal.invoice)
    if said["issuer"]:
        facts["provider"] = {**said, "is_link": seal.invoice.provider_document.is_link}
    return json.dumps(facts, sort_keys=True).encode()


def _document(seal: Seal) -> dict[str, Any]:
    """Return the sealed facts of a document, as far as they are kept; the buyer's are empty after an erasure."""
    facts: dict[str, Any] = json.loads(seal.body or _left(seal.invoice))
    if seal.version == 1:
        return facts
    personal = json.loads(seal.personal or "{}")
    return facts | {name: personal.get(name, "") for name in seals.personal_names(facts["version"])}


def _left(document: Invoice) -> str:
    """Return the text that version 1 sealed, as an erasure left it."""
    return seals.whole_text(document, list(document.lines.all()), list(document.taxes.all()))


def _array(items: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a JSON array of `items`, one a line."""
    before = b"[\n"
    for item in items:
        yield before + item
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def _rendition(document: Invoice) -> Rendition | None:
    found: Rendition | None = getattr(document, "rendition", None)
    return found
