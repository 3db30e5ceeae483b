"""The QR code that opens a document's page, as rectangles."""

import re
from math import isqrt
from typing import Any, NamedTuple

import zxingcpp

QUIET_ZONE = 4
"""How many modules around a code stay blank (ISO/IEC 18004)."""

_DARK = re.compile(rb"\x00+")


class Code(NamedTuple):
    """A code of `size` modules a side; each run is column, row and length of dark modules, from the upper left."""

    size: int
    runs: tuple[tuple[int, int, int], ...]


def code_of(content: str) -> Code:
    """Return the code of `content`, up to some 2,000 characters, with a seventh of it redundant (level M)."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    pixels = bytes(memoryview(picture))
    size = isqrt(len(pixels))
    runs = [
        (dark.start() - row * size, row, dark.end() - dark.start())
        for row in range(size)
        for dark in _DARK.finditer(pixels, row * size, row * size + size)
    ]
    return Code(size, tuple(runs))
