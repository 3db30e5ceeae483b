"""A ZIP that is sent while it is written: in bounded memory, and with equal bytes for equal entries."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_EARLIEST = date(1980, 1, 1)
_READABLE = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the archive: its name, its bytes in parts, its date. Compressed content `is_dense`."""

    name: str
    parts: Iterable[bytes]
    dated: date = _EARLIEST
    is_dense: bool = False


class _Sink:
    """The target of a ZipFile; `take` returns the bytes written since its last call."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: no bytes are buffered."""

    def take(self) -> bytes:
        written, self._written = b"".join(self._written), []
        return written


def zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield the ZIP of `entries` in pieces, each as soon as it is complete."""
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
