"""The names of taxes that occur in a store: in its last orders, and among the taxes that it has set up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import structlog

from apps.core.errors import FolioError
from apps.invoices.drafting.tax_category import Subject, key_of
from apps.jumpseller.taxes import Tax
from apps.orders import snapshots
from apps.orders.payload import RawOrder
from apps.stores import tokens
from apps.stores.models import InvoicingSettings, Store

log = structlog.get_logger(__name__)

# Snapshots; an order has one for each of its changes.
_LAST_ORDERS = 300
Key = tuple[Subject, str]


@dataclass(slots=True)
class Occurrence:
    """A name of a tax, or items without one, with its rates in percent and the number of last orders that have it."""

    subject: Subject
    name: str
    rates: set[Decimal] = field(default_factory=set)
    orders: int = 0
    is_set_up: bool = False


def occurrences_in(store: Store) -> tuple[dict[Key, Occurrence], bool]:
    """Return what occurs in `store`, the most frequent first, and whether the platform told its taxes."""
    found: dict[Key, Occurrence] = {}
    declares_no_tax = InvoicingSettings.objects.get(store=store).fallback_tax_rate == 0
    for order in snapshots.latest_orders(store, _LAST_ORDERS):
        for key in {_note(found, *each) for each in _in_order(order, declares_no_tax=declares_no_tax)}:
            found[key].orders += 1
    taxes = _taxes_of(store)
    for tax in taxes or []:
        if not tax.is_fixed and key_of(tax.name):
            found[_note(found, _subject(tax.rate), tax.name, tax.rate)].is_set_up = True
    ranked = sorted(found.items(), key=lambda each: (-each[1].orders, each[0]))
    return dict(ranked), taxes is not None


def _note(found: dict[Key, Occurrence], subject: Subject, name: str, rate: Decimal | None) -> Key:
    key = (subject, key_of(name))
    found.setdefault(key, Occurrence(subject, name)).rates.update([] if rate is None else [rate])
    return key


def _in_order(order: RawOrder, *, declares_no_tax: bool) -> Iterator[tuple[Subject, str, Decimal | None]]:
    """Yield what each charge of `order` bears; without tax data, items bear the tax of the settings.

    `declares_no_tax` where that is none.
    """
    goods = [line for line in order.products if line.type != "gift_card"]
    if len(goods) < len(order.products):
        yield Subject.GIFT_CARD, "", None
    charges = [line.taxes for line in goods] + ([order.shipping_taxes] if order.shipping else [])
    for taxes in charges:
        for tax in taxes:
            if not tax.fixed and tax.rate is not None and key_of(tax.name):
                yield _subject(tax.rate), tax.name, tax.rate
        if not taxes and (any(charges) or declares_no_tax):
            yield Subject.UNTAXED, "", None


def _subject(rate: Decimal) -> Subject:
    return Subject.TAXED if rate else Subject.AT_ZERO


def _taxes_of(store: Store) -> list[Tax] | None:
    """Return the taxes that `store` has set up, None where the platform does not tell them."""
    try:
        return tokens.call_platform(store, lambda client: client.taxes())
    except FolioError as error:
        log.info("taxes not read", store=store.code, reason=error.code)
        return None
