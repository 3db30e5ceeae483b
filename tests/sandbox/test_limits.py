"""Rate limits, their headers, and the ban."""

from datetime import UTC, datetime, timedelta

from config.local.sandbox import Sandbox

from .conftest import Client


def test_headers_count_down(sandbox: Sandbox, client: Client) -> None:
    sandbox.set_limits()
    first, second = client.call("GET", "orders.json"), client.call("GET", "orders/1.json")
    assert first.headers["Jumpseller-PerSecondRateLimit-Limit"] == "20"
    assert first.headers["Jumpseller-PerMinuteRateLimit-Limit"] == "800"
    assert first.headers["Jumpseller-PerSecondRateLimit-Remaining"] == "19"
    assert second.headers["Jumpseller-PerMinuteRateLimit-Remaining"] == "798"


def test_excess_within_a_second_is_refused_and_passes(sandbox: Sandbox, client: Client) -> None:
    sandbox.set_limits(per_second=3, per_minute=800)
    answers = [client.call("GET", "orders.json") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].json()["message"]
    assert answers[-1].headers["Jumpseller-PerSecondRateLimit-Remaining"] == "0"


def test_excess_within_a_minute_is_refused(sandbox: Sandbox, client: Client) -> None:
    sandbox.set_limits(per_second=100, per_minute=5)
    statuses = [client.call("GET", "orders.json").status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2


def test_stores_do_not_share_a_limit(sandbox: Sandbox, client: Client) -> None:
    other = f"{client.store}-neighbour"
    sandbox.create_store(other)
    neighbour = Client(sandbox, other, sandbox.install(other))
    sandbox.set_limits(per_minute=1, per_second=100)
    assert client.call("GET", "orders.json").status_code == 200
    assert client.call("GET", "orders.json").status_code == 429
    assert neighbour.call("GET", "orders.json").status_code == 200


def test_too_many_refusals_bring_a_ban_with_its_end(sandbox: Sandbox, client: Client) -> None:
    sandbox.set_limits(per_second=1, per_minute=1, ban_after=3, ban_seconds=120)
    answers = [client.call("GET", "orders.json") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 429, 429, 429, 429]
    banned = ["Jumpseller-BannedByRateLimit-Reset" in answer.headers for answer in answers]
    assert banned == [False, False, False, True, True]
    reset = datetime.fromisoformat(answers[-1].headers["Jumpseller-BannedByRateLimit-Reset"])
    assert timedelta(seconds=60) < reset - datetime.now(UTC) <= timedelta(seconds=120)


def test_a_ban_ends(sandbox: Sandbox, client: Client) -> None:
    sandbox.set_limits(per_second=1, per_minute=800, ban_after=1, ban_seconds=1)
    client.call("GET", "orders.json")
    answer = client.call("GET", "orders.json")
    assert answer.status_code == 429
    reset = datetime.fromisoformat(answer.headers["Jumpseller-BannedByRateLimit-Reset"])
    while datetime.now(UTC) < reset + timedelta(seconds=1):
        pass
    assert client.call("GET", "orders.json").status_code == 200
