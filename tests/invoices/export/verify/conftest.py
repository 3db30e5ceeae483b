"""Fixtures for the verifier: a store with files of its own, and its unpacked export, which is made once."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from apps.invoices.credit_notes import credit
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.factories import make_store, order, own
from tests.invoices.conftest import how
from tests.invoices.export.verify.forging import Issue, exported


@pytest.fixture
def store(settings: Settings, tmp_path: Path, db: None) -> Store:
    """Return a store with a separate folder of files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_store()


@pytest.fixture
def sold(store: Store, issue: Issue) -> Store:
    """Return the store with three invoices, not rendered in the order of issue, the second partly credited."""
    documents = [issue(store, order(total=10000)) for _ in range(2)]
    pdf_store.make_sure(documents[1].pk)
    documents.append(issue(store, order(total=10000)))
    documents.append(own(credit.credit_amounts(documents[1], {1: Decimal(4000)}, **how(documents[1]))))
    for document in (documents[2], documents[0], documents[3]):
        pdf_store.make_sure(document.pk)
    return store


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the export that tests copy."""
    return tmp_path_factory.mktemp("export")


@pytest.fixture
def export(kept: Path, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a copy of the unpacked export of `sold`, beside one of its archive. The store of the test may be empty."""
    if not (kept / "e").exists():
        request.getfixturevalue("sold")
        exported(kept, "e")
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    return tmp_path / "e"
