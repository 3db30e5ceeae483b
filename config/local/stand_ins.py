"""Client of a provider's stand-in in a running sandbox, for the demo and for tests: its control API."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from config.local.sandbox import Json, Sandbox


@dataclass(frozen=True)
class StandIn:
    """The stand-in `code` of a running sandbox. Methods raise requests.HTTPError."""

    sandbox: Sandbox
    code: str

    @property
    def url(self) -> str:
        """Return the address that stands for the provider's host, without a slash at its end."""
        return f"{self.sandbox.base_url}/providers/{self.code}"

    def create_account(self, **details: Any) -> Json:
        """Add an account and return {"key", "details"}; `key` may be given, the rest is in the provider's terms."""
        return dict(self._control("POST", "accounts", dict(details)))

    def documents(self, key: str) -> list[Json]:
        """Return the documents of the account, oldest first, as the provider keeps them."""
        return list(self._control("GET", f"accounts/{quote(key, safe='')}")["documents"])

    def change_account(self, key: str, **changes: Json) -> Json:
        """Overwrite entries of `details` and `folios` of the account."""
        return dict(self._control("PUT", f"accounts/{quote(key, safe='')}", changes))

    def calls(self, key: str) -> list[Json]:
        """Return the calls with the account's key, oldest first: method, path, headers, body, status, answer."""
        return list(self._control("GET", f"accounts/{quote(key, safe='')}/calls"))

    def set_state(self, key: str, reference: str, state: str) -> None:
        """Let the authority's state of the document `reference` be `state`, in the provider's terms."""
        self._control("PUT", f"accounts/{quote(key, safe='')}/state", {"reference": reference, "state": state})

    def fault(self, name: str, *, times: int | None = 1, **where: Any) -> None:
        """Enable the fault `name` for the next `times` calls (None: for all).

        Keys of `where`: `path`, `method`, `key`, `probability`.
        """
        self._control("POST", "faults", {"name": name, "times": times} | where)

    def faults(self) -> list[Json]:
        """Return the faults that can still occur."""
        return list(self._control("GET", "faults"))

    def clear_faults(self, key: str = "") -> None:
        """Disable all faults, or those of the account `key`."""
        self._control("DELETE", f"faults?key={quote(key, safe='')}")

    def _control(self, method: str, path: str, body: Json | None = None) -> Any:
        return self.sandbox.control(method, f"providers/{self.code}/{path}", body)


def stand_in_addresses(sandbox: str) -> str:
    """Return the value of PROVIDER_STAND_INS that has Folio reach the stand-ins of the `sandbox` at its address."""
    openfactura, invoicexpress = f"{sandbox}/providers/openfactura", f"{sandbox}/providers/invoicexpress"
    hosts = {
        "api.haulmer.com": openfactura,
        "dev-api.haulmer.com": f"{openfactura}/dev",
        "*.app.invoicexpress.com": invoicexpress,
    }
    return ",".join(f"{host}={address}" for host, address in hosts.items())
