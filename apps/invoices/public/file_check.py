"""Whether a file, or a hash that somebody noted, is the document as it was issued.

Nothing is kept, and nothing is said of any other document.
"""

import hashlib
import re

from django.core.files.uploadedfile import UploadedFile

from apps.core.errors import FolioError
from apps.invoices.models import Invoice, Rendition

# Bytes: the longest document that Folio writes is far below.
LARGEST_FILE = 10 * 2**20
_HASH = re.compile(r"[0-9a-f]{64}")
_NOISE = re.compile(r"sha-?256|[\s:]")


class NothingToCheck(FolioError):
    """Neither a file nor 64 hexadecimal digits were given."""

    code = "nothing_to_check"


def file_hash(file: "UploadedFile[bytes] | None", text: str) -> str:
    """Returns the SHA-256, in lower-case hexadecimal digits, of FILE, or without one the hash that TEXT holds.

    TEXT may hold white space, capitals and colons, as tools write them. Raises NothingToCheck.
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
    """Tells whether SHA256 is the hash of INVOICE's PDF."""
    return Rendition.objects.filter(invoice=invoice, sha256=sha256).exists()
