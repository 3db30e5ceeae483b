"""Rounding of a document's taxes: line by line, or once for each combination of rates.

By line, as Jumpseller rounds: net = round(gross ÷ (1 + rate)), tax = gross − net. By document: the same for the total
of each combination of percentages, whose net is spread over its lines by largest remainder. Both preserve the charged
total to the last minor unit; rounding each line's net and adding tax on the sum would not.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from apps.core.money import ZERO, quantize, settle
from apps.invoices.drafting.tax_summary import combination_of
from apps.orders.data import Item
from apps.stores.models import InvoicingSettings

Rounding = Literal["line", "document"]
ROUNDINGS: tuple[Rounding, ...] = ("line", "document")


def rounding_of(invoicing_settings: InvoicingSettings) -> Rounding:
    """Return the rounding that the merchant has chosen."""
    return "document" if invoicing_settings.tax_rounding == InvoicingSettings.TaxRounding.DOCUMENT else "line"


def rounded_nets(items: Sequence[Item], currency: str, rounding: Rounding) -> list[Decimal]:
    """Return the net of each of `items` in minor units of `currency`."""
    exact = [item.exact_net for item in items]
    nets = [quantize(net, currency) for net in exact]
    return _by_combination(items, currency, exact, nets) if rounding == "document" else nets


def _by_combination(items: Sequence[Item], currency: str, exact: list[Decimal], nets: list[Decimal]) -> list[Decimal]:
    """Round the net of each combination of percentages as a whole, then spread it over the combination's items.

    Only for taxes inside the price: taxes on top were charged as they are.
    """
    members: dict[object, list[int]] = {}
    for index, item in enumerate(items):
        if any(tax.inside for tax in item.taxes):
            members.setdefault((item.rate, combination_of(item.taxes)), []).append(index)
    spread = list(nets)
    for indices in members.values():
        parts = [exact[index] for index in indices]
        settled = settle(quantize(sum(parts, ZERO), currency), parts, currency)
        for index, part in zip(indices, settled, strict=True):
            spread[index] = part
    return spread
