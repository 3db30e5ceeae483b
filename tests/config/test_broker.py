"""The connection to the broker, where Redis stops while messages are under way."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from kombu import Connection, Consumer, Queue
from kombu.transport import redis

from config.broker import UnackedMessages

_QUEUE = "folio-test-broker"


@pytest.fixture
def kombus_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis.Channel, "QoS", redis.QoS)


@pytest.fixture
def connection() -> Iterator[Connection]:
    """Yield a connection with a fetched message, of which `close` has begun."""
    with Connection(settings.REDIS_URL) as connection:
        queue = Queue(_QUEUE, channel=connection.default_channel)
        queue.declare()
        connection.Producer().publish({}, routing_key=_QUEUE)
        with Consumer(connection.default_channel, [queue], callbacks=[lambda *_: None]):
            connection.drain_events(timeout=5)
            assert channel_of(connection).qos._delivered
            yield connection
            channel_of(connection).qos._delivered.clear()
        queue.delete()


def channel_of(connection: Connection) -> Any:
    """Return the channel, whose type in kombu is that of every transport."""
    return connection.default_channel


_STEPS: dict[str, Callable[[Any, str], object]] = {
    "put all back": lambda qos, _: qos.restore_unacked_once(),
    "confirm": lambda qos, tag: qos.ack(tag),
    "give up": lambda qos, tag: qos.reject(tag),
    "put others back": lambda qos, _: qos.restore_visible(interval=0),
}


def take(step: str, connection: Connection) -> None:
    """Take the `step` for the message of a channel whose connection is closed already."""
    channel, client = channel_of(connection), connection.transport.client
    (tag,) = channel.qos._delivered
    channel._pool = connection.transport.client = None
    try:
        _STEPS[step](channel.qos, tag)
    finally:
        connection.transport.client = client


@pytest.mark.parametrize("step", _STEPS)
def test_a_worker_outlives_it(connection: Connection, step: str) -> None:
    assert type(channel_of(connection).qos) is UnackedMessages
    take(step, connection)


@pytest.mark.parametrize("step", _STEPS)
def test_kombu_alone_would_raise(kombus_own: None, connection: Connection, step: str) -> None:
    with pytest.raises(AttributeError, match="hostname"):
        take(step, connection)


def test_with_a_connection_messages_go_back(connection: Connection) -> None:
    channel_of(connection).qos.restore_unacked_once()
    assert channel_of(connection)._size(_QUEUE) == 1
