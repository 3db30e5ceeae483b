"""Seals of version 1, and chains of both versions."""

import json
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from apps.countries.base import Retention
from apps.intake import erase_buyer
from apps.invoices.audit.verify import findings
from apps.invoices.issuing.seals import _plain, link_digest, whole_text
from apps.invoices.models import Invoice, RenditionSeal, Seal
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.invoices.export.verify.forging import EXCEPT, Issue, assert_forged, cheaper, eva, exported
from tests.invoices.exports import chain, change, is_pdf, lines_of, noted, reseal, verify, write

pytestmark = pytest.mark.django_db


def as_version_1() -> None:
    """Turn all documents into those of version 1: sealed by it, their PDFs not sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM invoices_renditionseal")
        previous = ""
        for seal in Seal.objects.select_related("invoice").order_by("series", "sequence"):
            document = seal.invoice
            body = whole_text(document, list(document.lines.all()), list(document.taxes.all()))
            previous = previous if seal.sequence > 1 else ""
            sha256 = link_digest(previous, body)
            Seal.objects.filter(pk=seal.pk).update(
                body=body, personal="", personal_sha256="", previous=previous, sha256=sha256
            )
            previous = sha256
        cursor.execute("SET session_replication_role = DEFAULT")


def migrate() -> None:
    """Seal the unsealed PDFs, as the migration does."""
    migration = import_module("apps.invoices.migrations.0006_seal_earlier_renditions")
    with transaction.atomic():
        migration.seal_earlier_renditions(apps, None)


@pytest.fixture
def mixed(transactional_db: None, store: Store, issue: Issue, monkeypatch: pytest.MonkeyPatch) -> list[Invoice]:
    """Return three documents of version 1, one erased and one rendered late, and three of version 2, one erased."""
    monkeypatch.setattr(Retention, "kept_until", lambda _, issued_on: issued_on - timedelta(days=1))
    documents = [issue(store, eva()), issue(store), issue(store, eva())]
    for document in documents[:2]:
        pdf_store.make_sure(document.pk)
    as_version_1()
    erase_buyer.of_buyer(store, "ana@example.com")
    before = list(Seal.objects.order_by("pk").values())
    migrate()
    assert list(Seal.objects.order_by("pk").values()) == before
    documents += [issue(store, eva()), issue(store)]
    for document in (documents[4], documents[2]):
        pdf_store.make_sure(document.pk)
    documents.append(issue(store, eva()))
    erase_buyer.of_buyer(store, "ana@example.com")
    pdf_store.make_sure(documents[5].pk)
    pdf_store.make_sure(documents[3].pk)
    return documents


def test_a_chain_of_both_versions_is_sound_but_for_what_was_erased(mixed: list[Invoice], tmp_path: Path) -> None:
    assert findings() == []
    assert [seal.version for seal in Seal.objects.order_by("sequence")] == [1, 1, 1, 2, 2, 2]
    assert RenditionSeal.objects.count() == 6
    export = exported(tmp_path, "mixed")
    status, said = verify(export, *noted(export))
    assert status == EXCEPT, said
    exceptions = said.split("Sound, except:\n")[1].splitlines()
    assert ["F-000002: erased, and sealed by version 1" in exceptions[0], len(exceptions)] == [True, 2]
    assert "F-000005: its buyer's data and PDF were erased; its number, totals and lines are proven" in exceptions[1]


def test_of_a_chain_of_both_versions_no_total_can_be_changed(mixed: list[Invoice], tmp_path: Path) -> None:
    export = exported(tmp_path, "mixed")
    seals, file = noted(export), chain(export, "F-")
    kept = lines_of(file)
    for place, line in enumerate(kept):
        if is_pdf(line) or "left" in line:
            continue
        lines = [dict(each) for each in kept]
        change(lines[place], "body", cheaper)
        write(file, lines)
        number = json.loads(line["body"])["number"]
        assert_forged(export, f"{number}: its seal does not fit its text", *seals)
        reseal(lines)
        write(file, lines)
        assert_forged(export, "the noted seal" if place < len(kept) - 1 else number, *seals)
    write(file, kept)
    assert verify(export, *seals)[0] == EXCEPT


def test_the_migration_says_when_it_sealed(mixed: list[Invoice]) -> None:
    texts = [json.loads(body) for body in RenditionSeal.objects.order_by("pk").values_list("body", flat=True)]
    assert [text["number"][-1] for text in texts] == ["1", "2", "5", "3", "6", "4"]
    assert texts[0]["sealed_at"] == texts[1]["sealed_at"] > texts[1]["rendered_at"]
    rendered = mixed[0].rendition.rendered_at
    assert texts[0]["rendered_at"] == _plain(rendered, "")
