"""Seals in the database: refused changes by any writer, and the cost of sealing."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from apps.formats.document import SEAL_VERSION
from apps.invoices.audit import erase
from apps.invoices.issuing import seals
from apps.invoices.models import PERSONAL, Invoice, Rendition, RenditionSeal, Seal, Series
from apps.invoices.renditions import pdf_store
from apps.orders.models import Erasure
from apps.stores.models import Store

Issue = Callable[..., Invoice]
_FACTS = "link version sequence number seal pdf_sha256 size".split()


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_public_and_personal_facts_are_sealed_apart(store: Store, issue: Issue) -> None:
    seal = issue(store).seal
    public, personal = json.loads(seal.body), json.loads(seal.personal)
    assert (public["version"], public["gross_total"], personal["buyer_name"]) == (
        SEAL_VERSION,
        "10000.0000",
        "Ana Muñoz",
    )
    assert not set(public) & set(PERSONAL)
    assert "Ana" not in seal.body
    assert set(personal) == {*PERSONAL, "salt", "version"}


def test_the_same_buyer_has_another_hash_each_time(store: Store, issue: Issue) -> None:
    """A guess of an erased buyer cannot be confirmed by a hash."""
    assert len({issue(store).seal.personal_sha256 for _ in range(5)}) == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE invoices_renditionseal SET body = '{}'",
        "UPDATE invoices_renditionseal SET place = 9",
        "DELETE FROM invoices_renditionseal",
        "TRUNCATE invoices_renditionseal",
        "UPDATE invoices_seal SET personal = ''",
        "UPDATE invoices_seal SET personal_sha256 = ''",
        "UPDATE invoices_seal SET body = ''",
    ],
)
def test_no_link_is_changed_or_deleted(store: Store, issue: Issue, statement: str) -> None:
    pdf_store.make_sure(issue(store).pk)
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("name", [*_FACTS, "series", "previous", "place", "after_sequence", "sha256"])
def test_a_wrong_link_of_a_pdf_is_refused(
    store: Store, issue: Issue, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice, other = issue(store), Series.objects.create(store=store, kind="invoice", prefix="X-")
    create = RenditionSeal.objects.create

    def wrong(**values: object) -> RenditionSeal:
        if name in _FACTS:
            facts = json.loads(str(values["body"]))
            values["body"] = json.dumps(facts | {name: "0"})
            values["sha256"] = seals.link_digest(str(values["previous"]), str(values["body"]))
        else:
            values[name] = {"series": other, "place": 7, "after_sequence": 0}.get(name, "0" * 64)
        if name == "previous":
            values["sha256"] = seals.link_digest("0" * 64, str(values["body"]))
        return create(**values)

    monkeypatch.setattr(RenditionSeal.objects, "create", wrong)
    with pytest.raises(DatabaseError, match=r"rendition|a_pdfs_seal_fits"), transaction.atomic():
        pdf_store.make_sure(invoice.pk)
    assert not Rendition.objects.exists()


def test_a_pdf_without_a_link_is_refused(store: Store, issue: Issue) -> None:
    with pytest.raises(DatabaseError, match="is not sealed"), transaction.atomic():
        Rendition.objects.create(
            store=store, invoice=issue(store), path="x", sha256="0" * 64, size=1, renderer_version="1"
        )
        connection.check_constraints()


@pytest.mark.parametrize("change", ["version", "sequence", "previous", "store"])
def test_a_wrong_seal_of_a_document_is_refused(
    store: Store, issue: Issue, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(store)
    right = seals.seal_of_document

    def wrong(*document: Any) -> Seal:
        seal = right(*document)
        facts = json.loads(seal.body)
        seal.body = json.dumps(facts | ({change: 1} if change in ("version", "sequence") else {}))
        if change == "previous":
            seal.previous = "0" * 64
        if change == "store":
            seal.store = Store.objects.create(code="beta")
        seal.sha256 = seals.link_digest_of_parts(seal.previous, seals._hash(seal.body), seal.personal_sha256)
        return seal

    monkeypatch.setattr(seals, "seal_of_document", wrong)
    with pytest.raises(DatabaseError, match=r"not one of its document|does not follow"), transaction.atomic():
        issue(store)


def test_processes_of_the_release_before_seal_with_the_version_before(
    store: Store, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They run beside new ones during a deployment, and add links to the same chains."""
    for version in (SEAL_VERSION - 1, SEAL_VERSION, SEAL_VERSION - 1):
        monkeypatch.setattr(seals, "SEAL_VERSION", version)
        seal = issue(store).seal
        assert json.loads(seal.body)["version"] == version
        assert seals.fits_its_text(seal)
    monkeypatch.setattr(seals, "SEAL_VERSION", SEAL_VERSION + 1)
    with pytest.raises(DatabaseError, match="not one of its document"), transaction.atomic():
        issue(store)


def test_an_erasure_keeps_the_public_text(store: Store, issue: Issue) -> None:
    invoice = issue(store)
    body, personal_sha256 = invoice.seal.body, invoice.seal.personal_sha256
    with transaction.atomic():
        erase.erase_documents(Erasure.objects.create(store=store, order_id=invoice.order_id, ground="on_request"))
    invoice = Invoice.objects.get()
    seal = invoice.seal
    assert (seal.body, seal.personal, seal.personal_sha256, seal.is_erased) == (body, "", personal_sha256, True)
    assert seals.fits_its_text(seal)
    assert seals.says_what_rows_say(seal, invoice, list(invoice.lines.all()), list(invoice.taxes.all()))


def test_a_pdf_rendered_while_its_buyer_is_erased_is_not_kept(
    store: Store, issue: Issue, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice = issue(store)

    def erased_meanwhile(_: object) -> bytes:
        with transaction.atomic():
            erase.erase_documents(Erasure.objects.create(store=store, order_id=invoice.order_id, ground="on_request"))
        return b"%PDF Ana"

    with monkeypatch.context() as patch:
        patch.setattr(pdf_store, "to_pdf", erased_meanwhile)
        with pytest.raises(pdf_store.ErasedMeanwhile):
            pdf_store.make_sure(invoice.pk)
    assert not list(files.rglob("*.pdf"))
    assert not Rendition.objects.exists()
    pdf_store.make_sure(invoice.pk)
    assert Rendition.objects.count() == 1


def statements(work: Callable[[], object]) -> list[str]:
    """Return the statements on tables of seals that `work` sends."""
    with CaptureQueriesContext(connection) as seen:
        work()
    return [each["sql"] for each in seen if re.search(r'"invoices_\w*seal"', each["sql"])]


def test_sealing_a_document_costs_one_look_and_one_row(store: Store, issue: Issue) -> None:
    """As many as in version 1, for any length of the chain and any kind of last link."""
    first = issue(store)
    assert len(statements(lambda: issue(store))) == 2
    pdf_store.make_sure(first.pk)
    assert len(statements(lambda: issue(store))) == 2
    for _ in range(5):
        pdf_store.make_sure(issue(store).pk)
    assert len(statements(lambda: issue(store))) == 2


def test_a_chain_is_read_in_its_order_a_page_at_a_time(
    store: Store, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "_AT_ONCE", 2)
    documents = [issue(store) for _ in range(3)]
    for place in (2, 0, 1):
        pdf_store.make_sure(documents[place].pk)
    documents.append(issue(store))
    before = seals.extent_of(Series.objects.get())
    pdf_store.make_sure(documents[3].pk)
    found = list(seals.links_of(seals.extent_of(Series.objects.get())))
    assert [link.previous for link in found] == ["", *(link.sha256 for link in found[:-1])]
    assert [type(link).__name__ for link in found] == ["Seal"] * 3 + ["RenditionSeal"] * 3 + ["Seal", "RenditionSeal"]
    assert list(seals.links_of(before)) == found[:-1]
