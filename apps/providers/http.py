"""HTTP to a provider: one time limit for the whole answer, a size cap, no redirects, and every exchange kept.

What is kept of an exchange holds none of the secrets. A caller gets an `Answer`, or `NoAnswer`: then the request may
have been carried out.
"""

import json
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote, quote_plus, urlencode

import requests
from urllib3.exceptions import NewConnectionError

from apps.core.errors import FolioError
from apps.core.http import bounded_response
from apps.core.http.exact_json import parse_json

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]

CUT = "•••"
"""What stands for a secret in an exchange."""

# Seconds: for the connection, between two bytes, and for the whole answer.
_CONNECT, _READ, _WHOLE = 5.0, 30.0, 45.0
# Characters of an answer's body that are kept as evidence.
_KEPT = 64 * 1024


class NotSent(requests.RequestException):
    """The transport did not send the request: it does not reach the address. The text names no address."""


class NoAnswer(FolioError):
    """The provider did not answer, or not whole: what was asked may have been done. `was_sent` is false if it was not.

    The text names the kind of failure and no address; `cause` is the failure itself, for its type.
    """

    code = "no_answer"

    def __init__(self, message: str, *, was_sent: bool = True, cause: Exception | None = None) -> None:
        super().__init__(message)
        self.was_sent = was_sent
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Answer:
    """A provider's answer: its status, headers and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status is one of success."""
        return 200 <= self.status < 300

    def json(self) -> Any:
        """Return the body's JSON, decimal numbers as `Decimal`. Raise NotJson, for an empty body as well."""
        return parse_json(self.body)

    def words(self) -> str:
        """Return the body as text, whatever it is: UTF-8, else Latin-1."""
        try:
            return self.body.decode()
        except UnicodeDecodeError:
            return self.body.decode("latin-1")

    def retry_after(self, otherwise: float) -> float:
        """Return the seconds that the header Retry-After asks for, else `otherwise`."""
        said = self.headers.get("Retry-After", "")
        return float(said) if said.isdecimal() else otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came of it, without secrets. `status` is None where no answer came; then `answer` says why.

    `milliseconds` is how long it took. `step` is the method of the provider that asked.
    """

    step: str
    method: str
    url: str
    request: str
    status: int | None
    answer: str
    milliseconds: int


@dataclass(slots=True)
class Http:
    """One provider's HTTP for one step. `keep` gets each exchange. `secrets` are cut from all that is kept.

    `session` is the HTTP session; one of another transport decides which addresses are reached. `stand_ins` are
    addresses that are reached instead of hosts, which may begin with `*.`: then the rest of the host is added as a
    part of the path. What is kept names the host that was meant.
    """

    keep: Callable[[Exchange], None]
    secrets: Iterable[str] = ()
    step: str = ""
    session: requests.Session = field(default_factory=requests.Session)
    stand_ins: Mapping[str, str] = field(default_factory=dict)

    def call(
        self,
        method: Method,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str | Sequence[str]] | None = None,
        body: Any = None,
        content: bytes | None = None,
    ) -> Answer:
        """Send a request and return its answer, whatever its status. Raise NoAnswer.

        `body` is sent as JSON with its keys in their order; `content` is sent as it is. A value of `query` that is a
        sequence is sent as several of its name.
        """
        sent = content if content is not None else _encoded(body)
        address = f"{url}?{urlencode(query, doseq=True)}" if query else url
        usual = {"Accept": "application/json", "User-Agent": "Folio"}
        if body is not None:
            usual["Content-Type"] = "application/json; charset=utf-8"
        began = time.monotonic()
        try:
            answer = self._answer(method, address, usual | dict(headers or {}), sent, began)
        except requests.RequestException as error:
            self._keep(method, address, sent, None, type(error).__name__, began)
            message = f"The provider did not answer ({type(error).__name__})."
            raise NoAnswer(message, was_sent=_was_sent(error), cause=error) from None
        self._keep(method, address, sent, answer.status, answer.words(), began)
        return answer

    def _answer(
        self, method: str, address: str, headers: Mapping[str, str], sent: bytes | None, began: float
    ) -> Answer:
        self.session.trust_env = False
        response = self.session.request(
            method,
            self._reached(address),
            data=sent,
            headers=dict(headers),
            timeout=(_CONNECT, _READ),
            allow_redirects=False,
            stream=True,
        )
        bounded_response.read_whole(response, began + _WHOLE)
        return Answer(response.status_code, response.headers, response.content)

    def _keep(self, method: str, address: str, sent: bytes | None, status: int | None, said: str, began: float) -> None:
        self.keep(
            Exchange(
                step=self.step,
                method=method,
                url=self._without_secrets(address),
                request=self._without_secrets((sent or b"").decode("utf-8", "replace")),
                status=status,
                answer=self._without_secrets(said[:_KEPT]),
                milliseconds=round((time.monotonic() - began) * 1000),
            )
        )

    def _reached(self, address: str) -> str:
        """Return the address to connect to for `address`."""
        rest = address.partition("://")[2]
        host, slash, path = rest.partition("/")
        for name, instead in self.stand_ins.items():
            if host == name:
                return f"{instead}{slash}{path}"
            if name.startswith("*.") and host.endswith(name[1:]):
                return f"{instead}/{host.removesuffix(name[1:])}{slash}{path}"
        return address

    def _without_secrets(self, text: str) -> str:
        for secret in filter(None, self.secrets):
            for written in {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}:
                text = text.replace(written, CUT)
        return text


def _encoded(body: Any) -> bytes | None:
    return None if body is None else json.dumps(body, ensure_ascii=False).encode()


def _was_sent(error: requests.RequestException) -> bool:
    """Tell whether the request that failed with `error` may have reached the provider."""
    if isinstance(error, NotSent | requests.exceptions.ConnectTimeout | requests.exceptions.InvalidURL):
        return False
    reason = getattr(error.args[0], "reason", None) if error.args else None
    is_untrusted = any(isinstance(each, ssl.SSLCertVerificationError) for each in getattr(reason, "args", ()))
    return not isinstance(reason, NewConnectionError) and not is_untrusted
