"""The merchant's session: one browser partition, one store."""

import hashlib

from django.http import HttpRequest

from apps.stores.models import Store

_KEY = "store_id"


def open_for(request: HttpRequest, store: Store) -> None:
    """Starts a fresh session that shows STORE and nothing else."""
    request.session.flush()
    request.session[_KEY] = store.pk


def store_of(request: HttpRequest) -> Store | None:
    """Returns the store whose merchant is signed in, or None. Nothing in the address or the form is asked."""
    store_id = request.session.get(_KEY)
    return Store.objects.filter(pk=store_id).first() if store_id else None


def digest(request: HttpRequest) -> str:
    """Returns what tells the session of REQUEST from others and opens nothing: the SHA-256 of its key."""
    return hashlib.sha256((request.session.session_key or "").encode()).hexdigest()
