"""Files of documents to download: built in the background, a part at a time, kept for a week.

Each part starts after the last document of the previous one. An unfinished part is written again from its start. When a
buyer's data are erased, the store's finished archives are deleted and the unfinished ones are restarted.
"""

import secrets
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import structlog
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from apps.core import periodic, queue
from apps.core.errors import FolioError
from apps.core.postgresql.locking import Subject, lock_until_commit
from apps.dashboard.archives import parts
from apps.dashboard.documents.filters import DocumentFilter
from apps.dashboard.models import KEPT, Archive
from apps.dashboard.shared.formats import figures_for, moment
from apps.invoices.models import Invoice
from apps.orders.models import Erasure
from apps.stores.models import Store

log = structlog.get_logger(__name__)

_CHUNK = 2**16
_SHOWN = 20
# Limit of unfinished archives per store; further requests are refused.
_MOST_UNDER_WAY = 3
_UNFINISHED = (Archive.State.DUE, Archive.State.CLAIMED)
_ENDINGS = {Archive.Kind.PDFS: "zip", Archive.Kind.TABLE: "xlsx"}
_CONTENT_TYPES = {"zip": "application/zip", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class TooManyArchives(FolioError):
    """The store has as many unfinished archives as it may have."""

    code = "too_many_archives"


def ask_for_pdfs(store: Store, first_day: date, last_day: date) -> Archive | None:
    """Request an archive of the PDFs of a period; None if there are none. Raise TooManyArchives."""
    wanted = parts.archived_documents(store, first_day, last_day)
    return _ask(wanted, store, kind=Archive.Kind.PDFS, first_day=first_day, last_day=last_day)


def ask_for_table(form: DocumentFilter) -> Archive | None:
    """Request a table of the documents that `form` selects; None if there are none. Raise TooManyArchives."""
    chosen = {"filters": form.kept, "text": form.text, "about": " · ".join(form.words)}
    return _ask(form.documents(), form.store, kind=Archive.Kind.TABLE, **chosen)


@transaction.atomic
def _ask(wanted: QuerySet[Invoice], store: Store, **what: Any) -> Archive | None:
    """Return the archive of the `wanted` documents of `store`, None if it would be empty.

    An equal unfinished archive is returned instead of a new one. Raise TooManyArchives.
    """
    lock_until_commit(Subject.ARCHIVE, store.pk)
    under_way = Archive.objects.filter(store=store, state__in=_UNFINISHED)
    if same := under_way.filter(**what).first():
        return same
    extent = wanted.aggregate(total=Count("pk"), last_id=Max("pk"))
    if not extent["total"]:
        return None
    if under_way.count() >= _MOST_UNDER_WAY:
        raise TooManyArchives("Wait until one of the files that are being made is ready.")
    made = Archive.objects.create(store=store, token=_token(), **what, **extent)
    queue.enqueue("dashboard.build_archive", made.pk)
    return made


def build_archive(archive_id: int) -> None:
    """Build the next part of the archive `archive_id` if it is due, and enqueue the part after it."""
    Archive.run(archive_id, _build_part, close=_close, postpone=_give_up)


def _give_up(archive: Archive, error: FolioError) -> None:
    archive.fail(str(error))


def _close(archive: Archive, is_last: bool | None) -> None:
    """Finish the archive or enqueue its next part; nothing where the part is not wanted any more (None)."""
    if is_last:
        archive.finish()
    elif is_last is False and archive.release():
        queue.publish("dashboard.build_archive", [archive.pk])


def forget_old_archives() -> None:
    """Delete archives that are older than a week, no longer listed, or were begun before an erasure."""
    newer = Window(RowNumber(), partition_by=[F("store_id")], order_by=F("pk").desc())
    hidden = Q(place__gt=_SHOWN) & ~Q(state__in=_UNFINISHED)
    old = Q(finished_at__lt=timezone.now() - KEPT)
    for archive in Archive.objects.annotate(place=newer).filter(old | hidden):
        with periodic.one_of_many("forget an archive", archive=archive.pk):
            _delete(archive)
    # An erasure does this itself, unless its process ended right after the commit.
    later = Erasure.objects.filter(store=OuterRef("store"), erased_at__gt=OuterRef("created_at"))
    for store_id in set(Archive.objects.filter(Exists(later)).values_list("store_id", flat=True)):
        with periodic.one_of_many("forget archives of an erased buyer", store=store_id):
            forget_erased(store_id)


def forget_after_erasure(instance: Erasure, **_: object) -> None:
    """Delete or restart the archives of the store once the erasure `instance` is committed."""
    transaction.on_commit(lambda: forget_erased(instance.store_id))


def forget_erased(store_id: int) -> None:
    """Delete the store's finished archives, which may contain an erased buyer, and restart unfinished ones.

    An unfinished one with a search text is deleted, too, because the text may name the buyer.
    """
    for archive in Archive.objects.filter(store=store_id):
        if archive.text or not _begin_anew(archive):
            _delete(archive)


def _begin_anew(archive: Archive) -> bool:
    """Restart an unfinished archive from its first part, under other file names; False if it is finished."""
    now = timezone.now()
    anew: dict[str, Any] = {"state": Archive.State.DUE, "due_at": now, "rung_at": now, "created_at": now}
    anew |= {"token": _token(), "after_id": 0, "stored": 0, "done": 0, "parts": 0}
    if not Archive.objects.filter(pk=archive.pk, state__in=_UNFINISHED).update(**anew):
        return False
    _delete_files(archive)
    queue.publish("dashboard.build_archive", [archive.pk])
    return True


def _delete(archive: Archive) -> None:
    _delete_files(archive)
    Archive.objects.filter(pk=archive.pk).delete()


def _delete_files(archive: Archive) -> None:
    # One more than recorded: a worker may have ended after storing a part and before recording it.
    for part in range(1, archive.parts + 2):
        default_storage.delete(_path(archive, part))


def _token() -> str:
    return secrets.token_urlsafe(32)


def archive_content(archive: Archive, part: int) -> Iterator[bytes] | None:
    """Return the bytes of `part` (from 1) of `archive`; None if it is missing, unfinished or expired."""
    if archive.state != Archive.State.DONE or not 1 <= part <= archive.parts or _ends_at(archive) < timezone.now():
        return None
    return _chunks(_path(archive, part))


def file_name(archive: Archive, part: int) -> str:
    """Return the download name of `part` of `archive`."""
    days = f"{archive.first_day}-{archive.last_day}" if archive.first_day else f"{archive.created_at:%Y-%m-%d-%H%M}"
    number = f"-{part}" if archive.parts > 1 else ""
    return f"folio-{archive.store.code}-{days}{number}.{_ending(archive)}"


def content_type(archive: Archive) -> str:
    """Return the media type of the files of `archive`."""
    return _CONTENT_TYPES[_ending(archive)]


def archives_of(store: Store) -> dict[str, Any]:
    """Return the latest archives of `store` as their page shows them."""
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
        "is_table": archive.kind == Archive.Kind.TABLE,
        "first_day": figures.date(archive.first_day) if archive.first_day else "",
        "last_day": figures.date(archive.last_day) if archive.last_day else "",
        "asked_at": moment(archive.created_at, archive.store.time_zone, figures),
        "is_busy": archive.state in _UNFINISHED,
        "parts": range(1, archive.parts + 1) if is_done else (),
        "until": moment(_ends_at(archive), archive.store.time_zone, figures) if is_done else "",
    }


def _ends_at(archive: Archive) -> Any:
    return (archive.finished_at or timezone.now()) + KEPT


def _path(archive: Archive, part: int) -> str:
    return f"archives/{archive.token}-{part}.{_ending(archive)}"


def _ending(archive: Archive) -> str:
    return _ENDINGS[Archive.Kind(archive.kind)]


def _chunks(path: str) -> Iterator[bytes]:
    with default_storage.open(path) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _build_part(archive: Archive) -> bool | None:
    """Store one more part; tell whether it is the last, None if it is obsolete. Raise DamagedRendition.

    A restarted archive can be leased by other workers at once, and its attempts start again: its token identifies the
    run.
    """
    part = parts.part_of(archive)
    path = _path(archive, archive.parts + 1)
    with tempfile.TemporaryFile() as file:
        part.write(file)
        file.seek(0)
        default_storage.delete(path)
        default_storage.save(path, File(file))
    same = Archive.objects.filter(pk=archive.pk, token=archive.token)
    mine = same.filter(attempts=archive.attempts, state=Archive.State.CLAIMED)
    if mine.update(after_id=part.after_id, stored=part.done, done=part.done, parts=archive.parts + 1):
        return part.is_last
    if not same.exists():
        # A buyer was erased meanwhile: the archive was deleted, or restarted under another name.
        default_storage.delete(path)
    return None
