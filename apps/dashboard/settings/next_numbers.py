"""Which numbers the next documents get."""

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
    """Returns the numbers that STORE's next invoice and credit note would get today; takes none."""
    invoicing_settings = InvoicingSettings.objects.get(store=store)
    return NextNumbers(
        invoice=numbers.upcoming(store, Kind.INVOICE, invoicing_settings),
        credit_note=numbers.upcoming(store, Kind.CREDIT_NOTE, invoicing_settings),
    )
