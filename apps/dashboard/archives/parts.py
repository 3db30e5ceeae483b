"""One file of an archive. It is limited in size and time, so that a task never exceeds its time limit."""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import IO

from django.db.models import QuerySet

from apps.dashboard.documents.filters import DocumentFilter
from apps.dashboard.models import Archive
from apps.invoices.export import xlsx
from apps.invoices.export.zip_stream import Entry, zipped
from apps.invoices.models import Invoice, Kind, Rendition
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store

_MOST_PDFS = 2000
# A fifth of a sheet's capacity; so many rows are written and packed in half the time limit of a task.
_MOST_ROWS = 200_000
_LONGEST_SECONDS = 50.0
_PDFS_AT_ONCE = 50
_ROWS_AT_ONCE = 500


def archived_documents(store: Store, first_day: date | None, last_day: date | None) -> QuerySet[Invoice]:
    """Return the invoices and credit notes of `store` from `first_day` to `last_day`."""
    kinds = [Kind.INVOICE, Kind.CREDIT_NOTE]
    return Invoice.objects.filter(store=store, kind__in=kinds, issue_date__range=(first_day, last_day))


class Part(ABC):
    """The documents of one file.

    `after_id` is the last document written, `done` counts the documents of the archive so far, and `is_last` tells
    whether none is left.
    """

    def __init__(self, archive: Archive, most: int) -> None:
        self.archive, self.after_id, self.done, self.is_last = archive, archive.after_id, archive.stored, False
        self._most, self._until = self.done + most, time.monotonic() + _LONGEST_SECONDS

    @abstractmethod
    def write(self, file: IO[bytes]) -> None:
        """Write the file. Raise DamagedRendition."""

    def _is_full(self) -> bool:
        is_late = self.done > self.archive.stored and time.monotonic() > self._until
        return is_late or self.done >= self._most

    def _tell(self) -> None:
        """Record the progress for the merchant."""
        Archive.objects.filter(pk=self.archive.pk, attempts=self.archive.attempts).update(done=self.done)


class PdfPart(Part):
    """PDFs as a ZIP."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive, _MOST_PDFS)
        self._missing: list[str] = []

    def write(self, file: IO[bytes]) -> None:
        for piece in zipped(self._entries()):
            file.write(piece)

    def _entries(self) -> Iterator[Entry]:
        """Yield the PDFs, and a list of the documents that have none."""
        found = self._next()
        while found and not self._is_full():
            for document in found:
                yield from self._pdf(document)
            self.after_id, self.done = found[-1].pk, self.done + len(found)
            self._tell()
            found = self._next()
        self.is_last = not found
        if self._missing:
            yield Entry("without-pdf.txt", ["".join(f"{line}\n" for line in self._missing).encode()])

    def _next(self) -> list[Invoice]:
        archive = self.archive
        wanted = archived_documents(archive.store, archive.first_day, archive.last_day).select_related(
            "rendition", "seal"
        )
        return list(wanted.filter(pk__gt=self.after_id, pk__lte=archive.last_id).order_by("pk")[:_PDFS_AT_ONCE])

    def _pdf(self, document: Invoice) -> Iterator[Entry]:
        rendition: Rendition | None = getattr(document, "rendition", None)
        if rendition is None:
            self._missing.append(f"{document.number}: its PDF is not rendered yet")
        elif document.seal.is_erased:
            self._missing.append(f"{document.number}: erased, since the law asked for it")
        else:
            yield Entry(f"{document.number}.pdf", [pdf_store.content_of(rendition)], document.issue_date, is_dense=True)


class TablePart(Part):
    """Rows of the list of documents as XLSX."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive, _MOST_ROWS)

    def write(self, file: IO[bytes]) -> None:
        xlsx.write_xlsx(self._documents(), file)

    def _documents(self) -> Iterator[Invoice]:
        archive = self.archive
        form = DocumentFilter(archive.store, archive.filters, archive.text)
        edge = Invoice.objects.filter(store=archive.store, pk=self.after_id).first()
        for document in form.walk(after=edge, last_id=archive.last_id):
            if self._is_full():
                return
            yield document
            self.after_id, self.done = document.pk, self.done + 1
            if self.done % _ROWS_AT_ONCE == 0:
                self._tell()
        self.is_last = True


def part_of(archive: Archive) -> Part:
    """Return the next part of `archive`."""
    return TablePart(archive) if archive.kind == Archive.Kind.TABLE else PdfPart(archive)
