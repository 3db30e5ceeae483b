"""Writes that the platform did not answer: it may carry them out for a while after the call has ended here.

A write that the platform answered, be it with an error, has ended there, and so has one for which no connection came
about. Either may be repeated within seconds, after a look. The platform documents no limit for the others: the setting
`JUMPSELLER_LONGEST_WRITE_SECONDS` is an assumption.
"""

import requests
from django.conf import settings
from urllib3.exceptions import MaxRetryError, NewConnectionError

# Answers of a gateway for a server that gave it none: RFC 9110, 15.6.3 and 15.6.5, and Cloudflare's own codes.
_OF_GATEWAYS = {502, 504, *range(520, 528)}


def busy_after_error(method: str, error: requests.RequestException, since_sent: float) -> float:
    """Return for how many seconds the platform may still carry out the call, sent `since_sent` seconds ago.

    0 for a read, which changes nothing, and for a call that did not reach the platform.
    """
    return _rest(method, since_sent) if _was_sent(error) else 0.0


def busy_behind_answer(response: requests.Response) -> float:
    """Return for how many seconds the platform may still carry out the call: 0 unless a gateway answered for it."""
    if response.status_code not in _OF_GATEWAYS:
        return 0.0
    return _rest(response.request.method or "", response.elapsed.total_seconds())


def _rest(method: str, since_sent: float) -> float:
    return 0.0 if method == "GET" else max(0.0, settings.JUMPSELLER_LONGEST_WRITE_SECONDS - since_sent)


def _was_sent(error: requests.RequestException) -> bool:
    if isinstance(error, requests.ConnectTimeout):
        return False
    cause = error.args[0] if error.args else None
    return not (isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError))
