"""A ZIP that is handed out while it is written: of bounded memory, and the same bytes for the same entries."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_EARLIEST = date(1980, 1, 1)
_READABLE = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the archive: its name, its bytes in parts, its date. What is compressed already `is_dense`."""

    name: str
    parts: Iterable[bytes]
    dated: date = _EARLIEST
    is_dense: bool = False


class _Sink:
    """What a ZipFile writes to; `take` returns what was written since."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        written, self._written = b"".join(self._written), []
        return written


def zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yields the ZIP of ENTRIES in pieces, each as soon as it is known."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:  # type: ignore[call-overload]
        for entry in entries:
            with archive.open(_head(entry), "w") as file:
                for part in entry.parts:
                    file.write(part)
                    yield sink.take()
    yield sink.take()


def _head(entry: Entry) -> zipfile.ZipInfo:
    head = zipfile.ZipInfo(entry.name, (*max(entry.dated, _EARLIEST).timetuple()[:3], 0, 0, 0))
    head.compress_type = zipfile.ZIP_STORED if entry.is_dense else zipfile.ZIP_DEFLATED
    head.external_attr = _READABLE
    return head
