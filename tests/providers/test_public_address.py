"""Public addresses only: what is refused, and that the checked address is the one that is connected to."""

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from apps.providers import public_address
from apps.providers.http import Exchange, Http, NoAnswer
from apps.providers.public_address import AddressRefused, NoSuchHost, is_public, public_session
from tests import tls

_LOOPBACK = "127.0.0.1"
_NAME = "merchant.example"
"""A name that only the resolvers of these tests know."""


class _Server(ThreadingHTTPServer):
    seen: list[tuple[str, str]]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.seen.append((self.headers["Host"], self.path))
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "http://127.0.0.1:1/secret")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tls.certificate(tmp_path_factory.mktemp("tls"), _NAME)


@pytest.fixture(scope="module")
def server() -> Iterator[_Server]:
    running = _Server((_LOOPBACK, 0), _Handler)
    running.seen = []
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture(scope="module")
def secure_port(server: _Server, pem: Path) -> Iterator[int]:
    with tls.proxy(server.server_address[1], pem) as port:
        yield port


def _answers(*answers: list[str]) -> Callable[[str, int], list[str]]:
    """Return a resolver that gives `answers` one after the other."""
    left = list(answers)
    return lambda host, port: left.pop(0)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "168.63.129.16",
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:7f00:1::",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    session = public_session(resolve=lambda host, port: [address])
    with pytest.raises(AddressRefused):
        session.get("https://merchant.example/")


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "200.1.2.3", "2606:4700::1111", "2a00:1450::1", "2800:3f0::1"]
)
def test_an_address_in_the_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://merchant.example/",
        "https://merchant.example:8443/",
        "https://merchant.example:22/",
        "http://merchant.example:443/",
        "https://name:password@merchant.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
    ],
)
def test_an_address_in_another_form_is_refused_before_a_connection(url: str) -> None:
    with pytest.raises(AddressRefused):
        public_session(resolve=lambda host, port: ["8.8.8.8"]).get(url)


@pytest.mark.parametrize("url", ["https://2130706433/", "https://127.1/", "https://0x7f.1/", "https://localhost/"])
def test_loopback_written_otherwise_is_refused_by_the_system_resolver(url: str) -> None:
    with pytest.raises((AddressRefused, NoSuchHost)):
        public_session().get(url)


def test_other_schemes_are_not_known() -> None:
    with pytest.raises(requests.exceptions.InvalidSchema):
        public_session().get("file:///etc/hostname")


def test_one_address_that_is_not_public_among_others_is_refused() -> None:
    with pytest.raises(AddressRefused):
        public_session(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"]).get("https://merchant.example/")


@pytest.mark.parametrize("error", [socket.gaierror(), UnicodeError()])
def test_a_host_without_an_address_is_told_apart(error: Exception) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise error

    with pytest.raises(NoSuchHost):
        public_session(resolve=resolve).get("https://merchant.example/")


def test_a_certificate_cannot_be_left_unchecked() -> None:
    with pytest.raises(AddressRefused):
        public_session(resolve=lambda host, port: ["8.8.8.8"]).get("https://merchant.example/", verify=False)


def test_the_connection_goes_to_the_checked_address_for_the_name(secure_port: int, server: _Server, pem: Path) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return [_LOOPBACK]

    server.seen.clear()
    host = f"{_NAME}:{secure_port}"
    with public_session(resolve=resolve, allowed={host}) as session:
        session.verify = str(pem)
        answers = [session.get(f"https://{host}/{number}", timeout=10) for number in (1, 2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert asked == [_NAME, _NAME]
    assert server.seen == [(host, "/1"), (host, "/2")]


def test_the_certificate_of_another_name_is_refused(secure_port: int, server: _Server, pem: Path) -> None:
    server.seen.clear()
    name = f"other.example:{secure_port}"
    with public_session(resolve=lambda host, port: [_LOOPBACK], allowed={name}) as session:
        session.verify = str(pem)
        with pytest.raises(requests.exceptions.SSLError, match="other"):
            session.get(f"https://{name}/", timeout=10)
    assert server.seen == []


def test_a_certificate_that_nobody_knows_is_refused(secure_port: int, server: _Server) -> None:
    server.seen.clear()
    with public_session(allowed={f"localhost:{secure_port}"}, resolve=lambda host, port: [_LOOPBACK]) as session:
        http = Http(keep=lambda exchange: None, session=session)
        with pytest.raises(NoAnswer, match="SSLError") as caught:
            http.call("GET", f"https://localhost:{secure_port}/")
    assert not caught.value.was_sent
    assert server.seen == []


def test_a_name_that_is_rebound_between_two_requests_is_refused(pem: Path) -> None:
    resolve = _answers(["8.8.8.8"], [_LOOPBACK])
    transport = public_address.PublicAddresses(resolve=resolve)
    prepared = requests.Request("GET", "https://merchant.example/").prepare()
    place, security = transport.build_connection_pool_key_attributes(prepared, str(pem))
    assert (place["host"], security["server_hostname"], prepared.headers["Host"]) == (
        "8.8.8.8",
        "merchant.example",
        "merchant.example",
    )
    with pytest.raises(AddressRefused):
        transport.build_connection_pool_key_attributes(prepared, str(pem))


def test_nothing_resolves_a_name_again_to_connect(secure_port: int, pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system's resolver says after the check, it is asked for the checked address only."""
    looked_up: list[str] = []
    usual = socket.getaddrinfo

    def noted(host: str, *arguments: object, **options: object) -> object:
        looked_up.append(host)
        return usual(host, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", noted)
    host = f"{_NAME}:{secure_port}"
    with public_session(resolve=lambda host, port: [_LOOPBACK], allowed={host}) as session:
        session.verify = str(pem)
        assert session.get(f"https://{host}/", timeout=10).ok
    assert set(looked_up) == {_LOOPBACK}


def test_a_redirect_that_is_followed_is_checked_as_well(server: _Server) -> None:
    port = server.server_address[1]
    with public_session(allowed={f"{_LOOPBACK}:{port}"}) as session, pytest.raises(AddressRefused):
        session.get(f"http://{_LOOPBACK}:{port}/away", timeout=10)


def test_no_redirect_is_followed_by_calls_to_providers(server: _Server) -> None:
    port = server.server_address[1]
    kept: list[Exchange] = []
    with public_session(allowed={f"{_LOOPBACK}:{port}"}) as session:
        answer = Http(keep=kept.append, session=session).call("GET", f"http://{_LOOPBACK}:{port}/away")
    assert (answer.status, [each.status for each in kept]) == (302, [302])


def test_a_proxy_is_not_used(server: _Server) -> None:
    port = server.server_address[1]
    with public_session(allowed={f"{_LOOPBACK}:{port}"}) as session:
        session.proxies = {"http": "http://127.0.0.1:1", "https": "http://127.0.0.1:1"}
        assert session.get(f"http://{_LOOPBACK}:{port}/", timeout=10).ok


def test_ipv4_goes_before_ipv6() -> None:
    transport = public_address.PublicAddresses(resolve=lambda host, port: ["2606:4700::1111", "8.8.8.8"])
    prepared = requests.Request("GET", "https://merchant.example/").prepare()
    assert transport.build_connection_pool_key_attributes(prepared, True)[0]["host"] == "8.8.8.8"


@pytest.mark.parametrize(
    ("url", "resolve"),
    [("https://merchant.example/", ["10.0.0.1"]), ("https://merchant.example/", []), ("http://merchant.example/", [])],
)
def test_what_was_refused_was_not_sent(url: str, resolve: list[str]) -> None:
    http = Http(keep=lambda exchange: None, session=public_session(resolve=lambda host, port: resolve))
    with pytest.raises(NoAnswer) as caught:
        http.call("GET", url)
    assert not caught.value.was_sent
    assert "merchant" not in str(caught.value)


def test_a_closed_port_was_not_sent_to() -> None:
    with socket.socket() as unused:
        unused.bind((_LOOPBACK, 0))
        port = unused.getsockname()[1]
    with public_session(allowed={f"{_LOOPBACK}:{port}"}) as session, pytest.raises(NoAnswer) as caught:
        Http(keep=lambda exchange: None, session=session).call("GET", f"http://{_LOOPBACK}:{port}/")
    assert not caught.value.was_sent


def test_a_session_of_another_transport_is_told_apart() -> None:
    assert public_address.is_public_session(public_session())
    assert not public_address.is_public_session(requests.Session())
