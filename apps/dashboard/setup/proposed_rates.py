"""Proposed tax rates for orders without taxes: those of the store, or the usual one of its country."""

from dataclasses import dataclass
from decimal import Decimal

import structlog

from apps.core.errors import FolioError
from apps.countries import registry
from apps.dashboard.shared.formats import figures_for
from apps.jumpseller.client import Forbidden
from apps.jumpseller.taxes import Tax
from apps.orders.messages import written_amount
from apps.stores import tokens
from apps.stores.models import Store

log = structlog.get_logger(__name__)

_MOST = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate to choose with one click: `value` in percent for the form, `shown` for display with the tax's name."""

    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Proposed rates. `source` is store, none (no taxes set up), forbidden (no scope) or unreachable."""

    source: str
    rates: list[Rate]


def proposal_for(store: Store) -> Proposal:
    """Return the proposal for `store`; ask the platform for its taxes."""
    try:
        found = tokens.call_platform(store, lambda client: client.taxes())
    except Forbidden:
        return Proposal("forbidden", _usual(store))
    except FolioError as error:
        log.info("taxes not read", store=store.code, reason=error.code)
        return Proposal("unreachable", _usual(store))
    own = _own(store, found)
    return Proposal("store", own) if own else Proposal("none", _usual(store))


def _own(store: Store, taxes: list[Tax]) -> list[Rate]:
    """Return each percentage of the store once, with its first name."""
    names: dict[Decimal, str] = {}
    for tax in taxes:
        if not tax.is_fixed and 0 <= tax.rate < 100:
            names.setdefault(tax.rate, tax.name)
    return [_rate(store, rate, name) for rate, name in list(names.items())[:_MOST]]


def _usual(store: Store) -> list[Rate]:
    rate = registry.country(store.country).usual_vat_rate
    return [] if not rate else [_rate(store, rate, "")]


def _rate(store: Store, rate: Decimal, name: str) -> Rate:
    shown = figures_for(store, store.currency).percent(rate)
    return Rate(written_amount(rate), f"{shown} {name}".strip())
