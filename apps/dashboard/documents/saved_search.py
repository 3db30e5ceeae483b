"""What a merchant searches for is kept in his session, never in an address: it may name a buyer.

Addresses carry a short handle instead, so that paging, reloading and the way back keep the search, and two tabs two.
"""

import secrets

from django.http import HttpRequest

_KEY = "searches"
_MOST = 20
_LONGEST = 200


def keep_search(request: HttpRequest, text: str) -> str:
    """Keeps TEXT and returns its handle; empty for an empty text."""
    kept: dict[str, str] = request.session.get(_KEY, {})
    wanted = " ".join(text.replace("\x00", "").split())[:_LONGEST]
    if not wanted:
        return ""
    handle = next((known for known, other in kept.items() if other == wanted), "") or secrets.token_urlsafe(6)
    kept = {known: other for known, other in kept.items() if known != handle} | {handle: wanted}
    request.session[_KEY] = dict(list(kept.items())[-_MOST:])
    return handle


def search_text(request: HttpRequest) -> str:
    """Returns the text that the address of REQUEST has the handle of; empty if there is none, or none any more."""
    kept: dict[str, str] = request.session.get(_KEY, {})
    return kept.get(request.GET.get("q", ""), "")
