"""Fixtures for the verifier: a store with files of its own, and its unpacked export."""

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
def export(store: Store, issue: Issue, tmp_path: Path) -> Path:
    """Return the unpacked export of three invoices, not rendered in the order of issue, the second partly credited."""
    documents = [issue(store, order(total=10000)) for _ in range(2)]
    pdf_store.make_sure(documents[1].pk)
    documents.append(issue(store, order(total=10000)))
    documents.append(own(credit.credit_amounts(documents[1], {1: Decimal(4000)}, **how(documents[1]))))
    for document in (documents[2], documents[0], documents[3]):
        pdf_store.make_sure(document.pk)
    return exported(tmp_path, "e")
