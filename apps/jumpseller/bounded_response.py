"""Reading an answer's body within bounds: a moment by which it must be whole, and a size.

The timeouts of `requests` count from one byte to the next, so a server that drips could hold a worker for ever. A head
that drips is cut off by the task's own time limit.
"""

import time

import requests
from urllib3.exceptions import HTTPError

# Bytes, unpacked. A page of a hundred large orders stays well below.
LARGEST = 16 * 1024 * 1024
_PIECE = 64 * 1024


class TooSlow(requests.RequestException):
    """The answer was not whole in time."""


class TooLarge(requests.RequestException):
    """The answer is larger than any that is expected."""


def read_whole(response: requests.Response, until: float) -> None:
    """Reads the body of `response`, asked for with `stream=True`, by the moment `until` (`time.monotonic`).

    Raise TooSlow and TooLarge, and closes the connection then; another RequestException if the answer breaks off.
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
    # Where the library itself keeps a body that was read.
    response._content = bytes(found)
