"""Seals of versions 1 and 2, and chains of several versions."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from apps.countries.base import Retention
from apps.formats.document import SEAL_VERSION, Line, TaxTotal
from apps.intake import erase_buyer
from apps.invoices.audit.verify import findings
from apps.invoices.facts import DocumentFacts
from apps.invoices.issuing.seals import (
    _hash,
    _plain,
    _unsealed_names,
    link_digest,
    link_digest_of_parts,
    personal_text,
    public_text,
    whole_text,
)
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, RenditionSeal, Seal
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.invoices.export.verify.forging import EXCEPT, Issue, assert_forged, cheaper, eva, exported
from tests.invoices.exports import chain, change, is_pdf, lines_of, noted, reseal, verify, write

pytestmark = pytest.mark.django_db


@contextmanager
def without_triggers() -> Iterator[None]:
    """Let PostgreSQL accept any change of issued rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


def as_version(version: int) -> None:
    """Turn all documents into those of `version`, without later facts; those of version 1 have PDFs without seals."""
    with without_triggers():
        for model, declaration in ((Invoice, DocumentFacts), (InvoiceLine, Line), (InvoiceTax, TaxTotal)):
            later = _unsealed_names(declaration, version)
            fields = {field.name: field for field in model._meta.concrete_fields}
            model._default_manager.update(**{name: fields[name].get_default() for name in later})
        if version == 1:
            RenditionSeal.objects.all().delete()
        previous = ""
        for seal in Seal.objects.select_related("invoice").order_by("series", "sequence"):
            previous = _sealed_again(seal, previous if seal.sequence > 1 else "", version)


def _sealed_again(seal: Seal, previous: str, version: int) -> str:
    rows = (seal.invoice, list(seal.invoice.lines.all()), list(seal.invoice.taxes.all()))
    if version == 1:
        seal.body, seal.personal, seal.personal_sha256 = whole_text(*rows), "", ""
        seal.sha256 = link_digest(previous, seal.body)
    else:
        seal.body, seal.personal = public_text(*rows, version), personal_text(seal.invoice, "5a17", version)
        seal.personal_sha256 = _hash(seal.personal)
        seal.sha256 = link_digest_of_parts(previous, _hash(seal.body), seal.personal_sha256)
    seal.previous = previous
    seal.save()
    return seal.sha256


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
    as_version(1)
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


@pytest.fixture
def of_versions_2_and_3(transactional_db: None, store: Store, issue: Issue) -> list[Invoice]:
    """Return two documents of version 2 and, behind them, two of version 3."""
    documents = [issue(store, eva()), issue(store)]
    as_version(2)
    documents += [issue(store), issue(store, eva())]
    for document in documents:
        pdf_store.make_sure(document.pk)
    return documents


def _versions() -> list[int]:
    return [json.loads(body)["version"] for body in Seal.objects.order_by("sequence").values_list("body", flat=True)]


def test_documents_of_version_2_stay_provable_before_those_of_version_3(
    of_versions_2_and_3: list[Invoice], tmp_path: Path
) -> None:
    assert _versions() == [2, 2, 3, 3]
    assert SEAL_VERSION == 3
    assert findings() == []
    export = exported(tmp_path, "both")
    status, said = verify(export, *noted(export))
    assert (status, "All is sound." in said) == (0, True), said
    told = {
        each["document"]["number"]: each["document"] for each in json.loads((export / "documents.json").read_text())
    }
    assert ["buyer_city" in told[document.number] for document in of_versions_2_and_3] == [False, False, True, True]
    assert told["F-000003"]["buyer_city"] == "Santiago"


def test_an_erasure_leaves_documents_of_both_versions_provable(
    of_versions_2_and_3: list[Invoice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Retention, "kept_until", lambda _, issued_on: issued_on - timedelta(days=1))
    erase_buyer.of_buyer(of_versions_2_and_3[0].store, "ana@example.com")
    assert findings() == []
    export = exported(tmp_path, "erased")
    status, said = verify(export, *noted(export))
    assert (status, said.count("its number, totals and lines are proven")) == (EXCEPT, 2)
    assert "Providencia" not in "".join(file.read_text() for file in export.glob("*.json"))


@pytest.mark.parametrize("number", ["F-000001", "F-000003"])
def test_a_later_fact_that_was_slipped_in_is_found_in_a_document_of_any_version(
    of_versions_2_and_3: list[Invoice], number: str
) -> None:
    with without_triggers():
        Invoice.objects.filter(number=number).update(buyer_municipality="Ñuñoa")
    assert [finding for finding in findings() if number in finding]


@pytest.mark.parametrize(
    ("place", "key", "name"),
    [
        (0, "personal", "buyer_city"),
        (1, "body", "buyer_kind"),
        (2, "personal", "buyer_floor"),
        (3, "body", "buyer_city"),
    ],
)
def test_the_verifier_refuses_a_fact_of_another_version(
    of_versions_2_and_3: list[Invoice], tmp_path: Path, place: int, key: str, name: str
) -> None:
    """A document of version 2 that states a fact of version 3, and one of version 3 that states another."""
    export = exported(tmp_path, "other")
    seals, file = noted(export), chain(export, "F-")
    lines = lines_of(file)
    line = [line for line in lines if not is_pdf(line)][place]
    change(line, key, lambda facts: facts | {name: "x"})
    write(file, lines)
    assert_forged(export, json.loads(line["body"])["number"], *seals)
