"""The token that signs a store's webhooks. The merchant can reset it at Jumpseller, which announces no reset.

After a wrong signature a worker therefore asks the platform for the token, at most once a minute and store. The request
itself is refused at once: the platform retries it after 1, 16, 81 and 256 minutes (support page on webhooks).
Signatures from before the reset stay valid for as long as the platform retries.
"""

from datetime import timedelta

import structlog
from django.db.models import Q
from django.utils import timezone

from apps.core.errors import FolioError
from apps.stores import tokens
from apps.stores.models import Store

log = structlog.get_logger(__name__)

_PAUSE = timedelta(minutes=1)
# The last of the platform's four retries comes after 354 minutes (1 + 16 + 81 + 256).
OVERLAP = timedelta(hours=7)


def valid_tokens(store: Store) -> list[str]:
    """Return the tokens whose signatures are valid now: the current one and, for `OVERLAP`, the previous one."""
    changed = store.hooks_token_changed_at
    is_fresh = changed is not None and changed > timezone.now() - OVERLAP
    # An uninstalled store has no tokens, and an empty key must not validate: every client could sign with it.
    return [token for token in (store.hooks_token, store.earlier_hooks_token if is_fresh else "") if token]


def may_look(store: Store) -> bool:
    """Tell, from `store` as it was read, whether the platform may be asked for its token now."""
    checked = store.hooks_token_checked_at
    return store.status == Store.Status.ACTIVE and (checked is None or checked <= timezone.now() - _PAUSE)


def look_again(store: Store) -> bool:
    """Ask the platform for the token of `store` and store it; tell whether it changed.

    Return False, too, where another worker asked within the last minute or the platform does not answer.
    """
    if not _is_my_turn(store):
        return False
    try:
        info = tokens.call_platform(store, lambda client: client.store_info())
    except FolioError as error:
        log.warning("hooks token not looked up", store=store.code, reason=error.code)
        return False
    return keep_token(store, str(info.get("hooks_token") or ""))


def keep_token(store: Store, token: str) -> bool:
    """Store `token` for `store` if it is a new one; tell whether it is."""
    if not token or token == store.hooks_token:
        return False
    store.earlier_hooks_token, store.hooks_token = store.hooks_token, token
    store.hooks_token_changed_at = timezone.now()
    store.save(update_fields=("hooks_token", "earlier_hooks_token", "hooks_token_changed_at"))
    log.info("hooks token changed", store=store.code)
    return True


def _is_my_turn(store: Store) -> bool:
    now = timezone.now()
    waited = Q(hooks_token_checked_at__isnull=True) | Q(hooks_token_checked_at__lte=now - _PAUSE)
    return bool(
        Store.objects.filter(waited, pk=store.pk, status=Store.Status.ACTIVE).update(hooks_token_checked_at=now)
    )
