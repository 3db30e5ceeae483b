"""Check whether a file, or a hash noted earlier, is the document as it was issued.

Nothing is stored, and nothing is disclosed about other documents.
"""

import hashlib
import re

from django.core.files.uploadedfile import UploadedFile

from apps.core.errors import FolioError
from apps.invoices.models import Invoice, Rendition

# Bytes: far above the largest document that Folio writes.
LARGEST_FILE = 10 * 2**20
_HASH = re.compile(r"[0-9a-f]{64}")
_NOISE = re.compile(r"sha-?256|[\s:]")


class NothingToCheck(FolioError):
    """Neither a file nor 64 hexadecimal digits were given."""

    code = "nothing_to_check"


def file_hash(file: "UploadedFile[bytes] | None", text: str) -> str:
    """Return the SHA-256, in lower-case hexadecimal digits, of `file`, or without one the hash in `text`.

    `text` may contain white space, capitals and colons, as tools write them. Raise NothingToCheck.
    """
    if file is not None:
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        return digest.hexdigest()
    found = _HASH.search(_NOISE.sub("", text.lower()))
    if found is None:
        raise NothingToCheck("Choose the PDF, or paste its SHA-256: 64 digits and letters from a to f.")
    return found[0]


def is_as_issued(invoice: Invoice, sha256: str) -> bool:
    """Tell whether `sha256` is the hash of the PDF of `invoice`."""
    return Rendition.objects.filter(invoice=invoice, sha256=sha256).exists()
