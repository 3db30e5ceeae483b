"""Requests whose Content-Type names another charset than that of Folio's pages."""

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest

from apps.core.web.odd_requests import OneCharset

_FORM, _PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
_ODD = r"\u0000\ud800+2AA-"


def read(content_type: str, body: str = "") -> WSGIRequest:
    """Return the request that Django makes of a POST from a web server."""
    made: list[WSGIRequest] = []

    def application(environ: dict[str, Any], _: object) -> list[bytes]:
        made.append(WSGIRequest(environ))
        return []

    given = {"REQUEST_METHOD": "POST", "QUERY_STRING": f"q={_ODD}", "CONTENT_TYPE": content_type}
    given |= {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body.encode())}  # type: ignore[dict-item]
    OneCharset(application)(given, lambda *_: None)  # type: ignore[arg-type]
    return made[0]


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "utf-7", "hex", "idna", "undefined", "punycode", '"hex"', "utf-16"]
)
@pytest.mark.parametrize("named", ["; charset={}", ";CharSet={};a=b", ";\tcharset={}", "; charset*=utf-8''{}"])
def test_queries_and_forms_are_read_as_utf_8_whatever_they_name(charset: str, named: str) -> None:
    """Some codecs of Python decode plain letters as NUL or half a character, and some decode no text at all."""
    part = f'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n{_ODD}\r\n--x--\r\n'
    for content_type, body in ((_FORM, f"a={_ODD.replace('+', '%2B')}"), (_PARTS, part)):
        request = read(content_type + named.format(charset), body)
        assert (request.GET["q"], request.POST["a"]) == (_ODD.replace("+", " "), _ODD)


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", 'a/b;charset="UTF-8"; c=d', "a/b", ""])
def test_a_usual_content_type_stays(content_type: str) -> None:
    assert read(content_type).META["CONTENT_TYPE"] == content_type
