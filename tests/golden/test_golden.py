"""Facts that outlive a deployment are unchanged."""

import os

import pytest

from tests.golden import documents, names
from tests.golden.conftest import Compare
from tests.golden.files import json_of, text_of
from tests.migrated import migrated_anew


def test_a_role_without_privileges_migrates_to_the_same_database(golden: Compare) -> None:
    with migrated_anew(f"folio_golden_{os.getpid()}") as url:
        golden("schema.txt", text_of(names.schema(url)))


def test_names_are_the_same(golden: Compare) -> None:
    golden("names.txt", text_of(names.names()))


@pytest.mark.django_db(reset_sequences=True, transaction=True)
def test_orders_become_the_same_documents(golden: Compare) -> None:
    made = documents.documents()
    assert len(made) > 20
    for name, each in made.items():
        golden(f"documents/{name}.json", json_of({"draft": each.draft, "seals": each.seals}))
        for place, pdf in enumerate(each.pdfs, 1):
            golden(f"documents/{name}-{place}.pdf", pdf)
