"""Search texts, stored in the merchant's session and never in a URL, because they may name a buyer.

URLs contain a short handle instead, so that paging, reloading and going back keep the search, also in several tabs.
"""

import secrets

from django.http import HttpRequest

_KEY = "searches"
_MOST = 20
_LONGEST = 200


def keep_search(request: HttpRequest, text: str) -> str:
    """Store `text` and return its handle; empty for an empty text."""
    kept: dict[str, str] = request.session.get(_KEY, {})
    wanted = " ".join(text.replace("\x00", "").split())[:_LONGEST]
    if not wanted:
        return ""
    handle = next((known for known, other in kept.items() if other == wanted), "") or secrets.token_urlsafe(6)
    kept = {known: other for known, other in kept.items() if known != handle} | {handle: wanted}
    request.session[_KEY] = dict(list(kept.items())[-_MOST:])
    return handle


def search_text(request: HttpRequest) -> str:
    """Return the text for the handle in the URL of `request`; empty if there is none, or if it was dropped."""
    kept: dict[str, str] = request.session.get(_KEY, {})
    return kept.get(request.GET.get("q", ""), "")
