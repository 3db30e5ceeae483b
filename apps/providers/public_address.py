"""A transport for sessions of `requests` that reaches public addresses only, over https.

The name is resolved once for each request, each address that it has is checked, and the connection is made to a checked
address itself: no second look-up can lead elsewhere. The certificate is checked for the name. A redirect that a caller
follows is a request of its own and is checked like the first. Proxies are not used.

`requests-hardened` and `microsoft-antissrf` do the same by lists of what is forbidden. Neither has rules for ports, an
allow-list by port or a resolver of the caller's, and both let IPv4-compatible addresses pass, one only looks at the
first address of a name. Here what is not known to be public is refused.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection, Iterable
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from apps.providers.http import NotSent

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Iterable[str]]
"""Returns the addresses of a host; raises OSError or UnicodeError where it has none."""

PORT = 443
"""The only port that is reached, except where the allow-list names another."""

# Unicast addresses of IPv6 that are routed in the internet: all others stand for IPv4 ones, or for a closed network.
_UNICAST = ipaddress.ip_network("2000::/3")
# IANA's special-purpose registries, where `ipaddress` of a supported Python says otherwise or nothing: 6to4, Teredo and
# others of the protocols, documentation, AS112, relays; and the host of services inside Azure's machines.
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        "192.0.0.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.175.48.0/24 168.63.129.16/32"
        " 2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20".split(),
    )
)


class AddressRefused(NotSent):
    """The address is not one that this transport reaches. The text names the rule and no address."""


class NoSuchHost(NotSent):
    """The name of the host has no address, or none now."""


def system_addresses(host: str, port: int) -> list[str]:
    """Return the addresses of `host` as the system's resolver tells them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def public_session(*, resolve: Resolve = system_addresses, allowed: Collection[str] = ()) -> requests.Session:
    """Return a session that reaches public addresses only.

    `allowed` are hosts with their ports (`127.0.0.1:8000`) that are reached whatever they are, also by http. It is for
    development and tests.
    """
    session = requests.Session()
    session.trust_env = False
    session.adapters.clear()
    transport = PublicAddresses(resolve=resolve, allowed=allowed)
    for scheme in ("https://", "http://"):
        session.mount(scheme, transport)
    return session


def is_public_session(session: requests.Session) -> bool:
    """Tell whether `session` reaches public addresses only."""
    return all(isinstance(each, PublicAddresses) for each in session.adapters.values())


class PublicAddresses(HTTPAdapter):
    """The transport. A request to another address raises AddressRefused and opens no connection."""

    def __init__(self, *, resolve: Resolve = system_addresses, allowed: Collection[str] = ()) -> None:
        super().__init__()
        self._resolve = resolve
        self._allowed = frozenset(allowed)

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Send `request` without a proxy."""
        return super().send(request, *args, **options | {"proxies": None})

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        """Return where to connect for `request`: a checked address, the certificate that of the host's name."""
        if verify is False:
            raise AddressRefused("certificates are checked")
        place, security = map(dict[str, Any], super().build_connection_pool_key_attributes(request, verify, cert))
        host, scheme = str(place["host"]), str(place["scheme"])
        port = int(place["port"] or (PORT if scheme == "https" else 80))
        if "@" in urlsplit(str(request.url)).netloc:
            raise AddressRefused("the address holds a name or a password")
        is_allowed = f"{host}:{port}" in self._allowed
        if not is_allowed and (scheme, port) != ("https", PORT):
            raise AddressRefused("https on its usual port only")
        pinned = self._pinned(host, port, is_allowed)
        request.headers["Host"] = _host_header(host, place["port"])
        if scheme == "https":
            security["server_hostname"] = host
        return place | {"host": str(pinned)}, security

    def _pinned(self, host: str, port: int, is_allowed: bool) -> Address:
        """Return the address of `host` to connect to, of IPv4 if there is one. Raise NotSent."""
        try:
            found = [ipaddress.ip_address(each) for each in _literal(host) or self._resolve(host, port)]
        except (OSError, ValueError):
            raise NoSuchHost("the host has no address") from None
        if not found:
            raise NoSuchHost("the host has no address")
        if not is_allowed and not all(map(is_public, found)):
            raise AddressRefused("not a public address")
        return min(found, key=lambda each: each.version)


def is_public(address: Address) -> bool:
    """Tell whether `address` belongs to one host in the internet."""
    if isinstance(address, ipaddress.IPv6Address) and (address not in _UNICAST or address.scope_id):
        return False
    special = any(address in network for network in _SPECIAL if network.version == address.version)
    return address.is_global and not address.is_multicast and not special


def _literal(host: str) -> list[str]:
    """Return `host` if it is an address itself."""
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        return []


def _host_header(host: str, port: int | None) -> str:
    written = f"[{host}]" if ":" in host else host
    return written if port in (None, PORT) else f"{written}:{port}"
