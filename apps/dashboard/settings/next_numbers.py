"""The numbers of the next documents."""

from dataclasses import dataclass

from apps.dashboard.issuer.wording import title_of
from apps.invoices.issuing import numbers
from apps.invoices.issuing.issuer import OWN
from apps.invoices.models import Kind
from apps.providers import registry
from apps.stores.models import InvoicingSettings, Store


@dataclass(frozen=True, slots=True)
class NextNumbers:
    """Numbers as printed. `issuer` is the provider that issues instead of Folio, empty if Folio does."""

    invoice: str
    credit_note: str
    issuer: str


def next_numbers_of(store: Store) -> NextNumbers:
    """Return the numbers that the next invoice and credit note of `store` would get today; assign none."""
    invoicing_settings = InvoicingSettings.objects.get(store=store)
    rules, issuer = invoicing_settings.numbering, invoicing_settings.issuer
    return NextNumbers(
        invoice=numbers.upcoming_number(store, Kind.INVOICE, rules),
        credit_note=numbers.upcoming_number(store, Kind.CREDIT_NOTE, rules),
        issuer="" if issuer == OWN else title_of(registry.provider(issuer)),
    )
