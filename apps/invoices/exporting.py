"""A store's chain of seals as one archive, with the script that verifies it without Folio."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from apps.core.consistency import as_of_one_moment
from apps.invoices import rendering, verify_export
from apps.invoices.models import Rendition, Seal, Series
from apps.stores.models import Store

_AT_ONCE = 500
_READ_ME = """The documents of {store} as Folio sealed them.

chain/   one file a series: a line for each document with its text, its seal and the seal before it
pdf/     the documents themselves
verify.py   proves all of it with nothing but Python 3.9 or newer:  python3 verify.py

Keep the last seal of a series that it prints. With  python3 verify.py --seal SEAL  any later export proves that
nothing up to that document was changed, taken out or slipped in.
"""


def export(store: Store, target: BinaryIO) -> None:
    """Writes the archive of STORE's documents, a ZIP, to TARGET, as of one moment. Raises DamagedRendition."""
    with as_of_one_moment(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _READ_ME.format(store=store.code))
        archive.write(Path(verify_export.__file__), "verify.py")
        for series in Series.objects.filter(store=store).order_by("pk"):
            archive.writestr(f"chain/{_file_name(series)}.jsonl", "".join(_links(series)))
        for rendition in Rendition.objects.filter(store=store).select_related("invoice").iterator(chunk_size=_AT_ONCE):
            archive.writestr(f"pdf/{rendition.invoice.number}.pdf", rendering.content_of(rendition))


def _links(series: Series) -> Iterator[str]:
    seals = Seal.objects.filter(series=series).select_related("invoice__rendition").order_by("sequence")
    for seal in seals.iterator(chunk_size=_AT_ONCE):
        rendition: Rendition | None = getattr(seal.invoice, "rendition", None)
        link = {
            "sequence": seal.sequence,
            "previous": seal.previous,
            "sha256": seal.sha256,
            "pdf_sha256": rendition.sha256 if rendition else None,
            "body": seal.body,
        }
        yield json.dumps(link, sort_keys=True) + "\n"


def _file_name(series: Series) -> str:
    """The row's id tells apart what looks alike without its braces."""
    return f"{series.pk}-{str(series).replace('{', '').replace('}', '').replace(' ', '-')}"
