"""A merchant's and a buyer's doings in Folio over HTTP, as a browser would send them."""

import re
from html import unescape
from http.cookiejar import Cookie
from typing import Any

import requests
from requests.cookies import RequestsCookieJar

from config.local.sandbox import hidden_fields

_TIMEOUT = 30


class Refused(Exception):
    """A page answered with an error; the text holds the address and the answer's beginning."""


class _LoopbackJar(RequestsCookieJar):
    """Browsers treat loopback as secure and send it Secure cookies over http; requests does not."""

    def set_cookie(self, cookie: Cookie, *args: Any, **kwargs: Any) -> None:
        cookie.secure = False
        super().set_cookie(cookie, *args, **kwargs)


class Merchant:
    """One merchant with a browser, a store at Jumpseller and Folio to install."""

    def __init__(self, *, folio: str, store: str) -> None:
        self.folio, self.store = folio, store
        self._browser = requests.Session()
        self._browser.cookies = _LoopbackJar()

    def install(self) -> str:
        """Goes the whole OAuth round trip and returns the address of the page that it ends on."""
        page = self._get(f"{self.folio}/oauth/install")
        answer = self._browser.post(
            page.url.split("?")[0],
            data=hidden_fields(page.text) | {"store": self.store, "decision": "authorize"},
            timeout=_TIMEOUT,
        )
        return _accepted(answer).url

    def change_settings(self, **changes: str) -> None:
        """Fills in and saves Folio's settings form."""
        address = f"{self.folio}/settings"
        form = _all_fields(self._get(address).text)
        _accepted(self._browser.post(address, data=form | changes, headers={"Referer": address}, timeout=_TIMEOUT))

    def try_again(self) -> None:
        """Presses “read the order again” for the first order that waits."""
        page = self.home()
        action = re.search(r'action="(/orders/\d+/again)"', page)
        if action is None:
            raise Refused("No order waits on Folio's home page.")
        address = f"{self.folio}{action.group(1)}"
        headers = {"Referer": f"{self.folio}/"}
        _accepted(self._browser.post(address, data=hidden_fields(page), headers=headers, timeout=_TIMEOUT))

    def home(self) -> str:
        """Returns Folio's home page."""
        return self._get(f"{self.folio}/").text

    def download(self, url: str) -> bytes:
        """Returns what a link opens, without being signed in anywhere."""
        return _accepted(requests.get(url, timeout=_TIMEOUT)).content

    def _get(self, url: str) -> requests.Response:
        return _accepted(self._browser.get(url, timeout=_TIMEOUT))


def _accepted(answer: requests.Response) -> requests.Response:
    if not answer.ok:
        raise Refused(
            f"{answer.request.method} {answer.url.split('?')[0]} answered {answer.status_code}: {answer.text[:300]}"
        )
    return answer


def _all_fields(page: str) -> dict[str, str]:
    """What the page's form would send if nothing was changed."""
    fields = {_attribute(tag, "name"): _attribute(tag, "value") for tag in re.findall(r"<input[^>]*>", page)}
    for tag, content in re.findall(r"(<textarea[^>]*>)(.*?)</textarea>", page, re.S):
        fields[_attribute(tag, "name")] = unescape(content).removeprefix("\n")
    for tag, options in re.findall(r"(<select[^>]*>)(.*?)</select>", page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[_attribute(tag, "name")] = unescape(chosen.group(1)) if chosen else ""
    return fields


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else ""
