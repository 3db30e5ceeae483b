"""Seal the PDFs that were rendered before renditions were sealed. Each text says so by its moments.

`rendered_at` is when the PDF was rendered, `sealed_at` when this migration ran: what a seal proves of such a PDF, it
proves since `sealed_at`. The seals of documents stay as they are.
"""

import hashlib
import json
from datetime import UTC

from django.db import migrations
from django.utils import timezone

_AT_ONCE = 500


def _moment(value):
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _text(rendition, sealed_at):
    document = rendition.invoice
    facts = {
        "link": "rendition",
        "version": 2,
        "sequence": document.sequence,
        "number": document.number,
        "seal": document.seal.sha256,
        "pdf_sha256": rendition.sha256,
        "size": rendition.size,
        "renderer_version": rendition.renderer_version,
        "rendered_at": _moment(rendition.rendered_at),
        "sealed_at": _moment(sealed_at),
    }
    return json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def seal_earlier_renditions(apps, schema_editor):
    """Add the links of all renditions without one, series by series, in the order of the documents."""
    series_of, rendition_of = apps.get_model("invoices", "Series"), apps.get_model("invoices", "Rendition")
    for series in series_of.objects.select_for_update().order_by("pk").iterator():
        unsealed = rendition_of.objects.filter(invoice__series=series, seal__isnull=True)
        _seal(apps, series, unsealed.select_related("invoice__seal").order_by("invoice__sequence"))


def _seal(apps, series, renditions):
    seal, link = apps.get_model("invoices", "Seal"), apps.get_model("invoices", "RenditionSeal")
    newest, sealed_at = series.next_number - 1, timezone.now()
    previous = seal.objects.filter(series=series, sequence=newest).values_list("sha256", flat=True).first()
    made, place = [], 0
    for rendition in renditions.iterator(chunk_size=_AT_ONCE):
        body = _text(rendition, sealed_at)
        sha256 = hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()
        place += 1
        made.append(
            link(
                store_id=rendition.store_id,
                rendition=rendition,
                series=series,
                after_sequence=newest,
                place=place,
                body=body,
                previous=previous,
                sha256=sha256,
            )
        )
        previous = sha256
        if len(made) == _AT_ONCE:
            link.objects.bulk_create(made)
            made = []
    link.objects.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [("invoices", "0005_renditions_are_sealed")]

    operations = [migrations.RunPython(seal_earlier_renditions, migrations.RunPython.noop)]
