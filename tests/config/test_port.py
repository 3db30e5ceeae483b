"""The port of the web process."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


@pytest.fixture(autouse=True)
def nothing_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_refused", {})


@pytest.mark.parametrize(("given", "port"), [("", 8000), (" 8080 ", 8080), ("1", 1), ("65535", 65535)])
def test_a_port_is_read(given: str, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", given)
    assert environment.port("PORT") == port
    environment.require_sound()


@pytest.mark.parametrize("odd", ["http", "0", "65536", "-1", "80.0", "٨٠٠٠", "123456"])
def test_what_is_no_port_is_refused(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", odd)
    environment.port("PORT")
    with pytest.raises(ImproperlyConfigured, match=r"^PORT is not a port between 1 and 65535: "):
        environment.require_sound()
