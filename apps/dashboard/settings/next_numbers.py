"""The numbers of the next documents."""

from dataclasses import dataclass

from apps.invoices.issuing import numbers
from apps.invoices.models import Kind
from apps.stores.models import InvoicingSettings, Store


@dataclass(frozen=True, slots=True)
class NextNumbers:
    """Numbers as printed."""

    invoice: str
    credit_note: str


def next_numbers_of(store: Store) -> NextNumbers:
    """Return the numbers that the next invoice and credit note of `store` would get today; assign none."""
    rules = InvoicingSettings.objects.get(store=store).numbering
    return NextNumbers(
        invoice=numbers.upcoming_number(store, Kind.INVOICE, rules),
        credit_note=numbers.upcoming_number(store, Kind.CREDIT_NOTE, rules),
    )
