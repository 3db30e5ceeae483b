"""The lines and tax rows of a draft as a document declares them, with texts in its language."""

from dataclasses import replace

from apps.core.facts import facts_of
from apps.formats.document import Line, TaxTotal
from apps.formats.wording import texts
from apps.invoices.drafting.draft import Draft, DraftLine
from apps.invoices.drafting.tax_kinds import TaxKind


def lines_of(drafted: Draft, language: str) -> list[Line]:
    """Return the lines of `drafted`; items without a name get one in `language`."""
    return [_line(line, language) for line in drafted.lines]


def taxes_of(drafted: Draft, language: str) -> list[TaxTotal]:
    """Return the totals of `drafted` by rate; untaxed items have a label in `language`."""
    return [replace(facts_of(TaxTotal, tax), label=_label(tax.label, tax.kind, language)) for tax in drafted.taxes]


def _line(line: DraftLine, language: str) -> Line:
    return replace(
        facts_of(Line, line),
        description=line.description or texts.item_name(line.kind, language),
        tax_label=_label(line.tax_label, line.tax_kind, language),
    )


def _label(label: str, kind: TaxKind, language: str) -> str:
    return texts.untaxed(language) if kind is TaxKind.UNTAXED else label
