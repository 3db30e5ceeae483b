"""Client of a running sandbox for the demo and for tests: its control API, and its merchant's decisions."""

import re
import time
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

Json = dict[str, Any]

CLIENT_ID = "folio-development"
CLIENT_SECRET = "folio-development-secret"  # noqa: S105  known to the sandbox only
ALL_SCOPES = "read_store read_orders write_orders read_hooks write_hooks read_apps read_taxes"


def _direct_session() -> requests.Session:
    """Return a session that ignores the proxies of the environment."""
    session = requests.Session()
    session.trust_env = False
    return session


@dataclass(frozen=True)
class Sandbox:
    """A running sandbox: its address, the App it knows, and its control API. Methods raise requests.HTTPError."""

    base_url: str
    app_url: str
    session: requests.Session = field(default_factory=_direct_session)

    @property
    def api_url(self) -> str:
        """Return the value for JUMPSELLER_API_URL."""
        return f"{self.base_url}/v1"

    def control(self, method: str, path: str, body: Json | None = None) -> Any:
        """Return the answer of the control API to the request `method` `path` with `body`."""
        answer = self.session.request(method, f"{self.base_url}/_control/{path}", json=body, timeout=30)
        if not answer.ok:
            raise requests.HTTPError(f"{method} {path}: {answer.status_code} {answer.text[:500]}", response=answer)
        return answer.json()

    def create_store(self, code: str, **details: Any) -> Json:
        """Add a store; `details` are name, currency, country, timezone, email, address, taxes."""
        return dict(self.control("POST", "stores", {"code": code} | details))

    def create_order(self, store: str, order: Json | None = None, *, template: str = "", **options: Any) -> Json:
        """Create `order`, or one made from `template`, and return {"order", "documents", "history"}.

        Keys of `options`: status, assign_id, quiet.
        """
        what: Json = {"template": template} if template else {"order": order}
        return dict(self.control("POST", "orders", {"store": store} | what | options))

    def change_order(self, store: str, order_id: int, changes: Json, *, quiet: bool = False) -> Json:
        """Overwrite keys of the order's payload with `changes`."""
        return dict(self.control("PUT", f"orders/{store}/{order_id}", {"order": changes, "quiet": quiet}))

    def pay(self, store: str, order_id: int, *, quiet: bool = False) -> Json:
        """Mark the order paid."""
        return self._act(store, order_id, "pay", quiet)

    def cancel(self, store: str, order_id: int, *, quiet: bool = False) -> Json:
        """Cancel the order."""
        return self._act(store, order_id, "cancel", quiet)

    def ship(self, store: str, order_id: int, *, quiet: bool = False) -> Json:
        """Ship the order."""
        return self._act(store, order_id, "ship", quiet)

    def abandon(self, store: str, order_id: int, *, quiet: bool = False) -> Json:
        """Abandon the order."""
        return self._act(store, order_id, "abandon", quiet)

    def order(self, store: str, order_id: int) -> Json:
        """Return {"order", "documents", "history"} of an order."""
        return dict(self.control("GET", f"orders/{store}/{order_id}"))

    def faults(self, *faults: Json) -> None:
        """Enable exactly `faults`; without any, every call works."""
        self.control("PUT", "faults", {"faults": list(faults)})

    def set_limits(self, **limits: int) -> None:
        """Set the rate limits in `limits` (per_second, per_minute, ban_after, ban_seconds), the others to default."""
        self.control("PUT", "limits", dict(limits))

    def calls(self, store: str = "") -> list[Json]:
        """Return the recent API calls, oldest first."""
        return list(self.control("GET", f"calls?store={store}"))

    def webhooks(self, store: str = "") -> list[Json]:
        """Return the attempts to deliver webhooks, oldest first."""
        return list(self.control("GET", f"webhooks?store={store}")["log"])

    def waiting(self) -> int:
        """Return how many deliveries and retries of all stores are pending."""
        return int(self.control("GET", "webhooks")["waiting"])

    def wait_until_quiet(self, seconds: float = 20.0) -> None:
        """Return when no webhook is pending. Raise TimeoutError."""
        deadline = time.monotonic() + seconds
        while self.waiting():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.waiting()} webhooks still wait after {seconds} s")
            time.sleep(0.02)

    def store(self, code: str) -> Json:
        """Return a store with its hooks and hooks token."""
        return next(dict(store) for store in self.control("GET", "stores") if store["code"] == code)

    def reset_hooks_token(self, store: str) -> str:
        """Reset and return the store's hooks token."""
        return str(self.control("POST", "hooks-token", {"store": store})["hooks_token"])

    def uninstall(self, store: str, *, keep_tokens: bool = False) -> None:
        """Remove the App from the store; with `keep_tokens` its tokens stay valid."""
        self.control("POST", "uninstall", {"store": store, "keep_tokens": keep_tokens})

    def authorize(self, store: str, scope: str = ALL_SCOPES) -> str:
        """Authorise the App as the merchant of `store` and return the code that the App would get."""
        asked = {"client_id": CLIENT_ID, "redirect_uri": f"{self.app_url}/oauth/callback", "response_type": "code"}
        page = self.session.get(f"{self.base_url}/oauth/authorize", params=asked | {"scope": scope}, timeout=30)
        page.raise_for_status()
        decision = hidden_fields(page.text) | {"store": store, "decision": "authorize"}
        answer = self.session.post(f"{self.base_url}/oauth/authorize", data=decision, allow_redirects=False, timeout=30)
        return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]

    def install(self, store: str, scope: str = ALL_SCOPES) -> Json:
        """Return the tokens of a completed OAuth exchange for `store`."""
        answer = self.token(
            grant_type="authorization_code",
            code=self.authorize(store, scope),
            redirect_uri=f"{self.app_url}/oauth/callback",
        )
        answer.raise_for_status()
        return dict(answer.json())

    def token(self, **fields: str) -> requests.Response:
        """Return the answer of the token endpoint to `fields`, sent with the App's id and secret."""
        client = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
        return self.session.post(f"{self.base_url}/oauth/token", data=client | fields, timeout=30)

    def _act(self, store: str, order_id: int, action: str, quiet: bool) -> Json:
        return dict(self.control("POST", f"orders/{store}/{order_id}/{action}", {"quiet": quiet}))


def hidden_fields(page: str) -> dict[str, str]:
    """Return the hidden fields of the form on `page`."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    return {unescape(name): unescape(value) for name, value in found}
