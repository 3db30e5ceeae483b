"""What the rounding of taxes changes, on an example order that is drafted both ways; nothing is saved."""

from dataclasses import dataclass

from apps.automation.example_order import roundings_of_an_example
from apps.dashboard.shared.formats import figures_for
from apps.invoices.drafting.draft import Draft
from apps.stores.models import InvoicingSettings


@dataclass(frozen=True, slots=True)
class RoundedExample:
    """The sums of the example by one rounding, written for the merchant."""

    name: str
    net: str
    tax: str
    total: str
    lines: str


def rounding_examples(invoicing_settings: InvoicingSettings) -> list[RoundedExample]:
    """Return the example by each rounding; nothing where the roundings do not differ."""
    drafts = roundings_of_an_example(invoicing_settings.store, invoicing_settings)
    return [_example(draft, invoicing_settings) for draft in drafts or ()]


def _example(draft: Draft, invoicing_settings: InvoicingSettings) -> RoundedExample:
    money = figures_for(invoicing_settings.store, draft.currency).money
    return RoundedExample(
        name=str(InvoicingSettings.TaxRounding(draft.rounding).label),
        net=money(draft.net_total),
        tax=money(draft.tax_total),
        total=money(draft.gross_total),
        lines=" + ".join(money(line.gross) for line in draft.lines),
    )
