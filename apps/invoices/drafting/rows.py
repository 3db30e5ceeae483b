"""The unsaved rows of a draft: lines and totals by tax rate, with texts in the document's language."""

from apps.formats.wording import texts
from apps.invoices.drafting.draft import Draft, DraftTax
from apps.invoices.drafting.tax_kinds import TaxKind
from apps.invoices.models import InvoiceLine, InvoiceTax


def lines_of(drafted: Draft, language: str) -> list[InvoiceLine]:
    """Return the lines of `drafted` as unsaved rows; items without a name get one in `language`."""
    return [
        InvoiceLine(
            kind=line.kind,
            description=line.description or texts.item_name(line.kind, language),
            sku=line.sku,
            quantity=line.quantity,
            unit_price=line.unit_price,
            discount=line.discount,
            tax_inside=line.tax_inside,
            tax_rate=line.tax_rate,
            tax_label=_label(line.tax_label, line.tax_kind, language),
            net=line.net,
            tax=line.tax,
            fixed_tax=line.fixed_tax,
            gross=line.gross,
        )
        for line in drafted.lines
    ]


def taxes_of(drafted: Draft, language: str) -> list[InvoiceTax]:
    """Return the totals of `drafted` by rate as unsaved rows; untaxed items have a label in `language`."""
    return [_tax_row(tax, language) for tax in drafted.taxes]


def _tax_row(tax: DraftTax, language: str) -> InvoiceTax:
    parts = [{"name": part.name, "rate": f"{part.rate:f}", "tax": f"{part.tax:f}"} for part in tax.parts]
    label = _label(tax.label, tax.kind, language)
    return InvoiceTax(rate=tax.rate, label=label, parts=parts, net=tax.net, tax=tax.tax, gross=tax.gross)


def _label(label: str, kind: TaxKind, language: str) -> str:
    return texts.untaxed(language) if kind is TaxKind.UNTAXED else label
