"""The stand-ins by their codes."""

from collections.abc import Mapping

from apps.sandbox.providers.invoicexpress.service import SERVICE as INVOICEXPRESS
from apps.sandbox.providers.openfactura.stand_in import SERVICE as OPENFACTURA
from apps.sandbox.providers.service import Service

_ALL: tuple[Service, ...] = (OPENFACTURA, INVOICEXPRESS)

SERVICES: Mapping[str, Service] = {each.code: each for each in _ALL}
