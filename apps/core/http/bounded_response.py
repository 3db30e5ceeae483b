"""Read a response's body within bounds: a deadline and a size.

The timeouts of `requests` count from one byte to the next, so a server that sends slowly could hold a worker without
limit. Slow response headers are limited by the task's own time limit.
"""

import time

import requests
from urllib3.exceptions import HTTPError

# Bytes, decompressed. A page of a hundred large orders is well below.
LARGEST = 16 * 1024 * 1024
_PIECE = 64 * 1024


class TooSlow(requests.RequestException):
    """The response was not complete by the deadline."""


class TooLarge(requests.RequestException):
    """The response is larger than any expected one."""


def read_whole(response: requests.Response, until: float) -> None:
    """Read the body of `response`, requested with `stream=True`, before `until` (`time.monotonic`).

    Raise TooSlow or TooLarge, and close the connection; another RequestException if the response breaks off.
    """
    found = bytearray()
    try:
        while piece := response.raw.read1(_PIECE, decode_content=True):
            found += piece
            if len(found) > LARGEST:
                raise TooLarge(f"more than {LARGEST} bytes")
            if time.monotonic() > until:
                raise TooSlow("not whole in time")
    except (HTTPError, OSError) as error:
        response.close()
        if isinstance(error, requests.RequestException):
            raise
        raise requests.ConnectionError(type(error).__name__) from None
    # `requests` itself keeps a body that was read in this attribute.
    response._content = bytes(found)
