"""The budget of calls per store, on the real Redis."""

import itertools
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import redis
import responses
from django.conf import settings as configured

from apps.jumpseller import rate_limit
from apps.jumpseller.client import Client, Limited
from apps.jumpseller.rate_limit import Pace

_ids = itertools.count(int(time.time() * 1000))
_URL = "store/info.json"


@pytest.fixture
def store_id() -> int:
    """Return the id of a store without earlier calls."""
    return next(_ids)


@pytest.fixture(autouse=True)
def unpaced() -> None:
    """Keep the rate limit, which is tested here."""


@pytest.fixture(autouse=True)
def _small_budget(settings: Any) -> None:
    settings.JUMPSELLER_CALLS_PER_SECOND, settings.JUMPSELLER_CALLS_PER_MINUTE = 5, 8


@pytest.fixture
def mock() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


def answer(mock: responses.RequestsMock, status: int = 200, **headers: str) -> None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    mock.add("GET", f"{configured.JUMPSELLER_API_URL}/{_URL}", json={"store": {}}, status=status, headers=named)


def test_a_second_holds_so_many_calls_and_no_more(store_id: int) -> None:
    waits = [Pace(store_id).take() for _ in range(7)]
    assert waits[:5] == [0.0] * 5
    assert all(0 < wait <= 1.5 for wait in waits[5:])


def test_another_store_has_its_own_budget(store_id: int) -> None:
    for _ in range(6):
        Pace(store_id).take()
    assert Pace(next(_ids)).take() == 0


def test_the_minute_counts_beyond_the_second(store_id: int) -> None:
    taken = 0
    until = time.monotonic() + 2.5
    while time.monotonic() < until:
        taken += Pace(store_id).take() == 0
        time.sleep(0.01)
    assert taken == 8
    assert Pace(store_id).take() > 30


def test_workers_at_once_do_not_take_more_than_there_is(store_id: int) -> None:
    waits: list[float] = []
    workers = [threading.Thread(target=lambda: waits.append(Pace(store_id).take())) for _ in range(20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert waits.count(0.0) == 5


def test_work_in_the_background_leaves_half_to_those_who_wait(store_id: int) -> None:
    with rate_limit.in_background():
        waits = [Pace(store_id).take() for _ in range(6)]
    assert waits.count(0.0) == 4
    assert Pace(store_id).take() == 0


def test_the_platform_s_own_headers_count(store_id: int, mock: responses.RequestsMock) -> None:
    answer(mock, Jumpseller_PerSecondRateLimit_Limit="2", Jumpseller_PerMinuteRateLimit_Limit="100")
    client = Client("token", Pace(store_id))
    # The first call learns the limits, and counts.
    for _ in range(2):
        client.store_info()
    with pytest.raises(Limited):
        client.store_info()
    assert len(mock.calls) == 2


def test_a_refusal_makes_all_workers_rest(store_id: int, mock: responses.RequestsMock) -> None:
    answer(mock, 429, Jumpseller_PerMinuteRateLimit_Remaining="0")
    with pytest.raises(Limited):
        Client("token", Pace(store_id)).store_info()
    for _ in range(3):
        with pytest.raises(Limited) as caught:
            Client("token", Pace(store_id)).store_info()
        assert 50 < caught.value.retry_after <= 61
    assert len(mock.calls) == 1


def test_an_exhausted_minute_makes_us_rest_before_we_are_refused(store_id: int, mock: responses.RequestsMock) -> None:
    answer(mock, Jumpseller_PerMinuteRateLimit_Remaining="0")
    client = Client("token", Pace(store_id))
    client.store_info()
    with pytest.raises(Limited):
        client.store_info()


@pytest.mark.parametrize("odd", ["", "-1", "many", "²", "9" * 30])
def test_odd_headers_are_not_believed(store_id: int, mock: responses.RequestsMock, odd: str) -> None:
    answer(mock, Jumpseller_PerSecondRateLimit_Limit=odd, Jumpseller_PerMinuteRateLimit_Limit="0")
    client = Client("token", Pace(store_id))
    client.store_info()
    assert Pace(store_id).take() == 0


def test_without_redis_calls_are_made(store_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    away = redis.Redis(host="127.0.0.1", port=1, **rate_limit._PATIENCE)
    monkeypatch.setattr(rate_limit, "_redis", lambda: away)
    pace = Pace(store_id)
    assert pace.take() == 0
    pace.learn({"Jumpseller-PerMinuteRateLimit-Remaining": "0"})


def test_a_call_asks_redis_once(store_id: int, mock: responses.RequestsMock, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(mock, Jumpseller_PerSecondRateLimit_Limit="4", Jumpseller_PerMinuteRateLimit_Limit="7")
    client = Client("token", Pace(store_id))
    client.store_info()
    sent: list[Any] = []
    send: Any = redis.Redis.execute_command

    def counted(self: redis.Redis, *words: Any, **options: Any) -> Any:
        sent.append(words[0])
        return send(self, *words, **options)

    monkeypatch.setattr(redis.Redis, "execute_command", counted)
    client.store_info()
    client.store_info()
    assert sent == ["EVALSHA", "EVALSHA"]
