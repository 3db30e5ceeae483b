"""Printed facts: each is declared once, has a column, and is sealed."""

from dataclasses import dataclass, field

import pytest
from django.db import connection, models

from apps.core.facts import declared_facts, names_of
from apps.formats.document import NUMBERS, SEAL_VERSION, SEALED_FROM, Line, TaxTotal
from apps.invoices.facts import DocumentFacts
from apps.invoices.issuing import seals
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax

# What a row is besides its facts: its place, its number, and what Folio gives it.
_OF_A_ROW = {"id", "store", "invoice", "position"}
_OF_A_DOCUMENT = {"id", "series", "sequence", "number", "uid", "token", "issued_at", "issue_date"}
_COUNTS = {"line_count", "rate_count"}
# Sealed in another form: a code, a number, a hash or a text.
_SEALED_OTHERWISE = {"store", "credits", "replaces", "snapshot", "logo_id", "noticed"}
_of_declarations = pytest.mark.parametrize(
    ("declaration", "sealed"), [(Line, seals._LINE), (TaxTotal, seals._TAX), (DocumentFacts, seals._DOCUMENT)]
)


def _columns(model: type[models.Model]) -> set[str]:
    return {each.attname if each.name == "logo" else each.name for each in model._meta.concrete_fields}


def test_each_fact_is_a_column_and_each_column_a_fact() -> None:
    assert set(names_of(Line)) == _columns(InvoiceLine) - _OF_A_ROW - {"credits"}
    assert set(names_of(TaxTotal)) == _columns(InvoiceTax) - _OF_A_ROW
    assert set(names_of(DocumentFacts)) == _columns(Invoice) - _OF_A_DOCUMENT - _COUNTS


def test_numbers_that_are_no_amounts_are_facts() -> None:
    assert set(names_of(Line)) | set(names_of(TaxTotal)) >= NUMBERS


@_of_declarations
def test_each_fact_is_sealed(declaration: type, sealed: tuple[str, ...]) -> None:
    """By versions 1 and 2, or by the version that its declaration names."""
    facts = {each.name: each.metadata.get(SEALED_FROM) for each in declared_facts(declaration)}
    later = {name: version for name, version in facts.items() if version is not None}
    assert set(facts) - set(later) - _SEALED_OTHERWISE <= set(sealed)
    assert all(2 < version <= SEAL_VERSION for version in later.values()), later
    assert not set(later) & set(sealed)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "declaration"), [(InvoiceLine, Line), (InvoiceTax, TaxTotal), (Invoice, DocumentFacts)]
)
def test_processes_of_the_release_before_insert_rows_without_later_facts(
    model: type[models.Model], declaration: type
) -> None:
    """They run beside new ones during a deployment: the database fills in what they do not know."""
    later = {each.name for each in declared_facts(declaration) if each.metadata.get(SEALED_FROM)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
            " AND (column_default IS NOT NULL OR is_nullable = 'YES')",
            [model._meta.db_table],
        )
        assert later <= {name for (name,) in cursor.fetchall()}


def test_new_seals_have_the_highest_version_that_a_fact_names() -> None:
    named = [
        each.metadata.get(SEALED_FROM, 2) for kind in (Line, TaxTotal, DocumentFacts) for each in declared_facts(kind)
    ]
    assert max(named) == SEAL_VERSION


def test_a_later_version_seals_what_is_declared_since() -> None:
    @dataclass
    class Declared:
        net: int
        origin: str = field(default="", metadata={SEALED_FROM: 3})
        weight: str = field(default="", metadata={SEALED_FROM: 4})

    by_version = {version: seals.sealed_names(("net",), Declared, version) for version in (1, 2, 3, 4)}
    assert by_version == {1: ("net",), 2: ("net",), 3: ("net", "origin"), 4: ("net", "origin", "weight")}
