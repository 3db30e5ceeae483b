"""The PDFs of a period as files to fetch: built behind, a part at a time, kept a week.

A part ends when it is large or took long, so that a task never runs into its limit, and the next one goes on where it
stopped. A part that was not finished is written anew.
"""

import secrets
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import structlog
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from apps.core import queue
from apps.core.errors import FolioError
from apps.dashboard.conventions import figures_for, moment
from apps.dashboard.models import KEPT, Archive
from apps.invoices import rendering
from apps.invoices.models import Invoice, Kind, Rendition
from apps.invoices.zipping import Entry, zipped
from apps.stores.models import Store

log = structlog.get_logger(__name__)

# Longer than a task may run, so that a claim is only taken over from a worker that is gone.
_LEASE = timedelta(seconds=180)
_MOST_IN_PART = 2000
_LONGEST_SECONDS = 50.0
_AT_ONCE = 50
_CHUNK = 2**16
_SHOWN = 20


def documents(store: Store, first_day: date, last_day: date) -> QuerySet[Invoice]:
    """Returns STORE's invoices and credit notes from FIRST_DAY to LAST_DAY."""
    kinds = [Kind.INVOICE, Kind.CREDIT_NOTE]
    return Invoice.objects.filter(store=store, kind__in=kinds, issue_date__range=(first_day, last_day))


def ask(store: Store, first_day: date, last_day: date) -> Archive:
    """Has the archive of a period built that has documents; asking again while it is being built changes nothing."""
    unfinished = Archive.objects.filter(store=store, state__in=[Archive.State.DUE, Archive.State.CLAIMED])
    if same := unfinished.filter(first_day=first_day, last_day=last_day).first():
        return same
    wanted = documents(store, first_day, last_day)
    made = Archive.objects.create(
        store=store,
        first_day=first_day,
        last_day=last_day,
        token=secrets.token_urlsafe(32),
        last_id=wanted.order_by("pk").values_list("pk", flat=True).last() or 0,
        total=wanted.count(),
    )
    queue.enqueue("dashboard.build_archive", made.pk)
    return made


def build(archive_id: int) -> None:
    """Builds the next part of the archive ARCHIVE_ID if it is due, and rings for the one behind it."""
    archive = Archive.claim(archive_id, lease=_LEASE)
    if archive is None:
        return
    try:
        is_last = _build_part(archive)
    except FolioError as error:
        archive.fail(str(error))
    except Exception as error:
        log.exception("archive postponed", archive=archive.pk)
        archive.postpone(f"An error of Folio's own: {type(error).__name__}.")
    else:
        if is_last:
            archive.finish()
        elif archive.release():
            queue.ring("dashboard.build_archive", [archive.pk])


def forget_old() -> None:
    """Deletes the archives whose week is over, files first."""
    for archive in Archive.objects.filter(finished_at__lt=timezone.now() - KEPT):
        # One more than is known of: a part may have been stored by a worker that did not live to tell it.
        for part in range(1, archive.parts + 2):
            default_storage.delete(_path(archive, part))
        archive.delete()


def content(archive: Archive, part: int) -> Iterator[bytes] | None:
    """Returns the bytes of PART (from 1) of ARCHIVE; None if it has no such part, or it is not finished or too old."""
    if archive.state != Archive.State.DONE or not 1 <= part <= archive.parts or _ends_at(archive) < timezone.now():
        return None
    return _chunks(_path(archive, part))


def file_name(archive: Archive, part: int) -> str:
    """Returns the name under which PART of ARCHIVE is fetched."""
    number = f"-{part}" if archive.parts > 1 else ""
    return f"folio-{archive.store.code}-{archive.first_day}-{archive.last_day}{number}.zip"


def of(store: Store) -> dict[str, Any]:
    """Returns the latest archives of STORE as their page shows them."""
    rows = [
        _row(archive)
        for archive in Archive.objects.filter(store=store).select_related("store").order_by("-pk")[:_SHOWN]
    ]
    return {"archives": rows, "is_busy": any(row["is_busy"] for row in rows)}


def _row(archive: Archive) -> dict[str, Any]:
    figures = figures_for(archive.store, archive.store.currency)
    is_done = archive.state == Archive.State.DONE and _ends_at(archive) > timezone.now()
    return {
        "row": archive,
        "first_day": figures.date(archive.first_day),
        "last_day": figures.date(archive.last_day),
        "asked_at": moment(archive.created_at, archive.store.time_zone, figures),
        "is_busy": archive.state in (Archive.State.DUE, Archive.State.CLAIMED),
        "parts": range(1, archive.parts + 1) if is_done else (),
        "until": moment(_ends_at(archive), archive.store.time_zone, figures) if is_done else "",
    }


def _ends_at(archive: Archive) -> Any:
    return (archive.finished_at or timezone.now()) + KEPT


def _path(archive: Archive, part: int) -> str:
    return f"archives/{archive.token}-{part}.zip"


def _chunks(path: str) -> Iterator[bytes]:
    with default_storage.open(path) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _build_part(archive: Archive) -> bool:
    """Stores one more part and tells whether it is the last. Raises DamagedRendition."""
    part = _Part(archive)
    path = _path(archive, archive.parts + 1)
    with tempfile.TemporaryFile() as file:
        for piece in zipped(part.entries()):
            file.write(piece)
        file.seek(0)
        default_storage.delete(path)
        default_storage.save(path, File(file))
    archive.after_id, archive.done, archive.parts = part.after_id, part.done, archive.parts + 1
    mine = Archive.objects.filter(pk=archive.pk, attempts=archive.attempts, state=Archive.State.CLAIMED)
    mine.update(after_id=archive.after_id, done=archive.done, parts=archive.parts)
    return part.is_last


class _Part:
    """The documents of one part; `after_id` and `done` say how far it came."""

    def __init__(self, archive: Archive) -> None:
        self.archive, self.after_id, self.done = archive, archive.after_id, archive.done
        self.is_last = False
        self._missing: list[str] = []

    def entries(self) -> Iterator[Entry]:
        """Yields the PDFs, and a list of the documents that have none."""
        until, most = time.monotonic() + _LONGEST_SECONDS, self.done + _MOST_IN_PART
        found = self._next()
        while found and time.monotonic() < until and self.done < most:
            for document in found:
                yield from self._pdf(document)
            self.after_id, self.done = found[-1].pk, self.done + len(found)
            Archive.objects.filter(pk=self.archive.pk, attempts=self.archive.attempts).update(done=self.done)
            found = self._next()
        self.is_last = not found
        if self._missing:
            yield Entry("without-pdf.txt", ["".join(f"{line}\n" for line in self._missing).encode()])

    def _next(self) -> list[Invoice]:
        archive = self.archive
        wanted = documents(archive.store, archive.first_day, archive.last_day).select_related("rendition", "seal")
        return list(wanted.filter(pk__gt=self.after_id, pk__lte=archive.last_id).order_by("pk")[:_AT_ONCE])

    def _pdf(self, document: Invoice) -> Iterator[Entry]:
        rendition: Rendition | None = getattr(document, "rendition", None)
        if rendition is None:
            self._missing.append(f"{document.number}: its PDF is not rendered yet")
        elif document.seal.is_erased:
            self._missing.append(f"{document.number}: erased, since the law asked for it")
        else:
            yield Entry(f"{document.number}.pdf", [rendering.content_of(rendition)], document.issue_date, is_dense=True)
