"""The circuit breaker of a store, on the real Redis: after unanswered calls every worker pauses its calls."""

import itertools
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import redis
import requests
import responses
from django.conf import settings as configured

from apps.jumpseller import rate_limit
from apps.jumpseller.client import Client, JumpsellerError, Limited, Unreachable
from apps.jumpseller.rate_limit import Pace

_ids = itertools.count(int(time.time() * 1000) + 500_000)
_URL = "store/info.json"


@pytest.fixture
def store_id() -> int:
    """Return the id of a store without earlier calls."""
    return next(_ids)


@pytest.fixture(autouse=True)
def unpaced() -> None:
    """Keep the rate limit, which is tested here."""


@pytest.fixture(autouse=True)
def _short_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "_SHORTEST_REST", 0.2)
    monkeypatch.setattr(rate_limit, "_JITTER", 0.0)


@pytest.fixture
def mock() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


def answer(mock: responses.RequestsMock, **what: Any) -> None:
    mock.reset()
    mock.add("GET", f"{configured.JUMPSELLER_API_URL}/{_URL}", **what)


def calls(store_id: int, times: int) -> list[str]:
    """Make `times` calls and return the result of each, by its error's code."""
    return [_call(store_id) for _ in range(times)]


def _call(store_id: int) -> str:
    try:
        Client("token", Pace(store_id)).store_info()
    except JumpsellerError as error:
        return error.code
    return "answered"


@pytest.mark.parametrize("trouble", [{"status": 500}, {"body": requests.ConnectTimeout()}, {"body": "no JSON"}])
def test_a_store_without_answers_is_left_alone(
    mock: responses.RequestsMock, store_id: int, trouble: dict[str, Any]
) -> None:
    answer(mock, **trouble)
    assert calls(store_id, 6) == ["unreachable"] * 3 + ["limited"] * 3
    assert len(mock.calls) == 3
    assert calls(next(_ids), 1) == ["unreachable"]


def test_a_refusal_is_an_answer(mock: responses.RequestsMock, store_id: int) -> None:
    answer(mock, status=404, json={})
    assert calls(store_id, 6) == ["not_found"] * 6


def test_answers_in_between_keep_it_closed(mock: responses.RequestsMock, store_id: int) -> None:
    for _ in range(3):
        answer(mock, status=500)
        assert calls(store_id, 2) == ["unreachable"] * 2
        answer(mock, json={"store": {}})
        assert calls(store_id, 1) == ["answered"]


def test_after_the_rest_one_call_alone_finds_out(mock: responses.RequestsMock, store_id: int) -> None:
    answer(mock, status=500)
    calls(store_id, 3)
    time.sleep(0.25)
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: Pace(store_id).take(), range(8)))
    assert sorted(waits)[0] == 0
    assert all(wait > 0 for wait in sorted(waits)[1:])


def test_an_unanswered_probe_makes_the_rest_longer_and_an_answer_ends_it(
    mock: responses.RequestsMock, store_id: int
) -> None:
    answer(mock, status=500)
    calls(store_id, 3)
    time.sleep(0.25)
    assert calls(store_id, 1) == ["unreachable"]
    with pytest.raises(Limited) as refused:
        Client("token", Pace(store_id)).store_info()
    assert 0.2 < refused.value.retry_after <= 0.4
    time.sleep(0.45)
    answer(mock, json={"store": {}})
    assert calls(store_id, 4) == ["answered"] * 4


def test_without_redis_every_call_is_made(
    mock: responses.RequestsMock, store_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limit, "_redis", lambda: redis.Redis.from_url("redis://127.0.0.1:1"))
    answer(mock, status=500)
    for _ in range(5):
        with pytest.raises(Unreachable):
            Client("token", Pace(store_id)).store_info()
