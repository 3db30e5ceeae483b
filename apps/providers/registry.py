"""The providers by their codes."""

from apps.providers.contract import Provider
from apps.providers.endpoint.adapter import MerchantEndpoint
from apps.providers.invoicexpress.adapter import InvoiceXpress
from apps.providers.openfactura.adapter import OpenFactura

_ALL: tuple[Provider, ...] = (OpenFactura(), InvoiceXpress(), MerchantEndpoint())

PROVIDERS: dict[str, Provider] = {each.code: each for each in _ALL}


def provider(code: str) -> Provider:
    """Return the provider `code`. Raise KeyError."""
    return PROVIDERS[code]


def providers_of(country: str) -> list[Provider]:
    """Return the providers for a store in `country` (ISO 3166-1 alpha-2): those made for it first."""
    own = [each for each in PROVIDERS.values() if country in each.abilities.countries]
    return [*own, *(each for each in PROVIDERS.values() if not each.abilities.countries)]
