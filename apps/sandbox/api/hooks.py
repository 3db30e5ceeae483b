"""Paths below /hooks: webhook subscriptions. As at Jumpseller, the same one can be created twice."""

from apps.sandbox import state
from apps.sandbox.answers import HttpError, Payload
from apps.sandbox.api.filtering import page
from apps.sandbox.api.gate import Call
from apps.sandbox.sending import is_reachable


def listed(call: Call) -> list[Payload]:
    """Return a page of the store's hooks, oldest first."""
    return [hook.as_payload() for hook in page(list(call.store.hooks.values()), call.query)]


def shown(call: Call, hook_id: int) -> Payload:
    """Return one hook. Raise HttpError 404."""
    return call.store.hook(hook_id).as_payload()


def create(call: Call) -> Payload:
    """Add a hook once its URL has answered. The caller does not hold the lock. Raise HttpError 422."""
    event, url = _checked(call.unwrapped("hook"))
    hook = state.Hook(event, url)
    with state.lock:
        call.store.hooks[hook.id] = hook
        return hook.as_payload()


def update(call: Call, hook_id: int) -> Payload:
    """Change a hook and resume it if it was paused. The caller does not hold the lock. Raise HttpError 404, 422."""
    hook = call.store.hook(hook_id)
    event, url = _checked({"event": hook.event, "url": hook.url} | call.unwrapped("hook"))
    with state.lock:
        hook.event, hook.url = event, url
        hook.resume()
        return hook.as_payload()


def delete(call: Call, hook_id: int) -> str:
    """Remove a hook; its pending deliveries are not sent. Raise HttpError 404."""
    call.store.hook(hook_id)
    del call.store.hooks[hook_id]
    return "OK"


def _checked(wanted: Payload) -> tuple[str, str]:
    event, url = wanted.get("event"), wanted.get("url")
    if event not in state.EVENTS:
        raise HttpError(422, "Evento no válido")
    if not isinstance(url, str) or not is_reachable(url):
        raise HttpError(422, "No se pudo conectar a la URL")
    return event, url
