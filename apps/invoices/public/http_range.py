"""Partial responses for HTTP range requests (RFC 9110, section 14).

One range is served. Several ranges, or a unit other than bytes, get the whole file, as the standard allows.
"""

import re

from django.http import HttpRequest, HttpResponse

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def respond(request: HttpRequest, content: bytes, *, etag: str, content_type: str) -> HttpResponse:
    """Return `content`, or the range of it that `request` asks for: 200, 206, or 416 if it has no such range.

    `etag`, in quotes, is strong: a range is only sent to a client whose other ranges are of the same bytes.
    """
    part = _part(request, len(content), etag)
    if part is None:
        response = HttpResponse(content, content_type=content_type)
    elif not part:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    else:
        response = HttpResponse(content[part.start : part.stop], status=206, content_type=content_type)
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Content-Length"] = str(len(response.content))
    return response


def _part(request: HttpRequest, size: int, etag: str) -> range | None:
    """Return the requested range, empty if not satisfiable; None for the whole file."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if request.method != "GET" or asked is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)
