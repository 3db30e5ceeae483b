"""Actions of a merchant and a buyer in Folio over HTTP, as a browser would send them."""

import re
from html import unescape
from http.cookiejar import Cookie
from typing import Any

import requests
from requests.cookies import RequestsCookieJar

from config.local.sandbox import hidden_fields

_TIMEOUT = 30
# A RUT with a valid check digit.
TAX_ID = "76.123.456-0"


class Refused(Exception):
    """A page answered with an error; the text contains the address and the beginning of the answer."""


class _LoopbackJar(RequestsCookieJar):
    """Cookie jar that sends Secure cookies to loopback over http, as browsers do and requests does not."""

    def set_cookie(self, cookie: Cookie, *args: Any, **kwargs: Any) -> None:
        cookie.secure = False
        super().set_cookie(cookie, *args, **kwargs)


class Merchant:
    """A merchant with a browser and a store at Jumpseller in which to install Folio."""

    def __init__(self, *, folio: str, store: str) -> None:
        self.folio, self.store = folio, store
        self._browser = requests.Session()
        self._browser.cookies = _LoopbackJar()

    def install(self) -> str:
        """Complete the OAuth flow and return the address of its last page."""
        page = self._get(f"{self.folio}/oauth/install")
        answer = self._browser.post(
            page.url.split("?")[0],
            data=hidden_fields(page.text) | {"store": self.store, "decision": "authorize"},
            timeout=_TIMEOUT,
        )
        return _accepted(answer).url

    def start(self, **changes: str) -> None:
        """Save the setup steps that Folio needs, with `changes` of their fields, and turn automatic issuing on."""
        fields = _all_fields(self._get(f"{self.folio}/start").text)
        for step in ("seller", "taxes", "numbering"):
            self._post("start", f"start/{step}", fields | {"seller_tax_id": TAX_ID} | changes)
        self._post("start", "start/on", fields | {"with_waiting": "on"})

    def answer(self, answer: str) -> None:
        """Answer on the home page whether Folio was removed: `answer` is “stayed” or “removed”."""
        self._send("", f"reauthorisation/{answer}", {})

    def change_settings(self, **changes: str) -> None:
        """Save Folio's settings form with `changes`."""
        self._send("settings", "settings", changes)

    def connect_provider(self, code: str, credentials: dict[str, str], choices: dict[str, str]) -> None:
        """Connect the account of `credentials` at the provider `code`, answer `choices`, and switch to it."""
        page = f"issuer/connect/{code}"
        form = _all_fields(self._get(f"{self.folio}/{page}").text) | credentials
        confirm = self._posted(page, page, form)
        account = self._posted(page, page, _all_fields(confirm.text)).url.removeprefix(f"{self.folio}/")
        if choices:
            self._send(f"{account}/choices", f"{account}/choices", choices)
        self._get(f"{self.folio}/{account}/rehearsal")
        self._send(account, f"{account}/switch", {})

    def answer_vouchers(self, answer: str) -> None:
        """Tell of every payment method whether its voucher counts as the document: `answer` is “yes” or “no”."""
        fields = _all_fields(self._get(f"{self.folio}/settings/payments").text)
        given = {name: answer for name in fields if re.fullmatch(r"form-\d+-voucher", name)}
        self._post("settings/payments", "settings/payments", fields | given)

    def answer_submission(self, record_id: int, number: str) -> None:
        """Tell that the document of the order exists at its provider under `number`, or that it does not: empty."""
        answer = "exists" if number else "absent"
        self._send(f"orders/{record_id}", f"orders/{record_id}/{answer}", {"number": number})

    def try_again(self) -> None:
        """Submit “read the order again” for every order that waits. Raise Refused if none does."""
        page, actions = self.home(), self.held()
        if not actions:
            raise Refused("No order waits on Folio's home page.")
        for action in actions:
            headers = {"Referer": f"{self.folio}/"}
            form = hidden_fields(page)
            _accepted(self._browser.post(f"{self.folio}{action}", data=form, headers=headers, timeout=_TIMEOUT))

    def held(self) -> list[str]:
        """Return the addresses that read the orders again which wait on the home page for a person."""
        return list(dict.fromkeys(re.findall(r'action="(/orders/\d+/again)"', self.home())))

    def home(self) -> str:
        """Return Folio's home page."""
        return self._get(f"{self.folio}/").text

    def download(self, url: str) -> bytes:
        """Return the content of `url`, requested without a session."""
        return _accepted(requests.get(url, timeout=_TIMEOUT)).content

    def _send(self, page: str, path: str, changes: dict[str, str]) -> None:
        """Post the fields of all forms of `page`, with `changes`, to `path`."""
        self._post(page, path, _all_fields(self._get(f"{self.folio}/{page}").text) | changes)

    def _post(self, page: str, path: str, form: dict[str, str]) -> None:
        """Post `form` from `page` to `path`; the page to which the answer leads is not opened.

        Raise Refused where the answer is the form again, with what is wrong in it.
        """
        address, headers = f"{self.folio}/{path}", {"Referer": f"{self.folio}/{page}"}
        answer = self._browser.post(address, data=form, headers=headers, timeout=_TIMEOUT, allow_redirects=False)
        if not _accepted(answer).is_redirect:
            errors = " ".join(re.findall(r'class="errorlist"[^>]*>(.*?)</ul>', answer.text, re.S))
            raise Refused(f"{path} was not saved: {errors[:300] or answer.text[-300:]}")

    def _posted(self, page: str, path: str, form: dict[str, str]) -> requests.Response:
        """Post `form` from `page` to `path` and return the page to which the answer leads."""
        address, headers = f"{self.folio}/{path}", {"Referer": f"{self.folio}/{page}"}
        return _accepted(self._browser.post(address, data=form, headers=headers, timeout=_TIMEOUT))

    def _get(self, url: str) -> requests.Response:
        return _accepted(self._browser.get(url, timeout=_TIMEOUT))


def _accepted(answer: requests.Response) -> requests.Response:
    if not answer.ok:
        raise Refused(
            f"{answer.request.method} {answer.url.split('?')[0]} answered {answer.status_code}: {answer.text[:300]}"
        )
    return answer


def _all_fields(page: str) -> dict[str, str]:
    """Return the fields that the page's forms would send unchanged."""
    inputs = [tag for tag in re.findall(r"<input[^>]*>", page) if 'type="checkbox"' not in tag or " checked" in tag]
    fields = {_attribute(tag, "name"): _attribute(tag, "value") or _default(tag) for tag in inputs}
    for tag, content in re.findall(r"(<textarea[^>]*>)(.*?)</textarea>", page, re.S):
        fields[_attribute(tag, "name")] = unescape(content).removeprefix("\n")
    for tag, options in re.findall(r"(<select[^>]*>)(.*?)</select>", page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[_attribute(tag, "name")] = unescape(chosen.group(1)) if chosen else ""
    return fields


def _default(tag: str) -> str:
    return "on" if 'type="checkbox"' in tag else ""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else ""
