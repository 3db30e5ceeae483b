"""Webhook signatures: standard Base64 of HMAC-SHA256 over the raw body (Jumpseller's webhooks page)."""

import base64
import hashlib
import hmac
from collections.abc import Iterable


def sign(body: bytes, hooks_token: str) -> str:
    """Return the signature of `body` under `hooks_token`."""
    return base64.b64encode(hmac.new(hooks_token.encode(), body, hashlib.sha256).digest()).decode()


def is_signed(body: bytes, signature: str, hooks_tokens: Iterable[str]) -> bool:
    """Tell in constant time whether `signature` is that of `body` under one of `hooks_tokens`; empty ones do not match.

    The comparison with each token takes the same time.
    """
    given = signature.encode()
    matches = [hmac.compare_digest(sign(body, token).encode(), given) for token in hooks_tokens if token]
    return any(matches)
