"""Golden files: compared, or written under `make golden`."""

import json
import re
import zlib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "files"
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PLACES = re.compile(rb"/Length \d+|^\d{10} \d{5} [nf]|startxref\s+\d+|^xref$.*?(?=^trailer)", re.MULTILINE | re.DOTALL)


def text_of(lines: list[str]) -> bytes:
    """Return `lines` as the content of a file."""
    return "".join(f"{line}\n" for line in lines).encode()


def json_of(value: Any) -> bytes:
    """Return `value` as JSON that is compared line by line."""
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n").encode()


def inflated(pdf: bytes) -> bytes:
    """Return `pdf` with its streams inflated and without lengths and offsets, which depend on the version of zlib."""
    return _PLACES.sub(b"", _STREAM.sub(lambda found: b"stream\n" + _inflated(found[1]), pdf))


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
