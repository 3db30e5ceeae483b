"""The QR code that opens a document's page, as rectangles."""

import re
from typing import NamedTuple

import segno

QUIET_ZONE = 4
"""How many modules around a code stay blank (ISO/IEC 18004)."""

# Trying all eight masks for the most even picture takes five times as long as all the rest. Readers are told the mask
# and read each of them; only codes for eyes that are half blind would gain.
_MASK = 3
_DARK = re.compile(b"\x01+")


class Code(NamedTuple):
    """A code of `size` modules a side; each run is column, row and length of dark modules, from the upper left."""

    size: int
    runs: tuple[tuple[int, int, int], ...]


def code_of(content: str) -> Code:
    """Returns the code that reads CONTENT, up to some 2,000 characters, with a seventh of it redundant (level M)."""
    matrix = segno.make_qr(content, error="m", mask=_MASK, boost_error=False).matrix
    runs = [
        (dark.start(), row, dark.end() - dark.start())
        for row, modules in enumerate(matrix)
        for dark in _DARK.finditer(modules)
    ]
    return Code(len(matrix), tuple(runs))
