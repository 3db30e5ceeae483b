"""Celery's connection to Redis: a worker outlives a Redis that stops."""

from typing import Any

from kombu.transport import redis


class UnackedMessages(redis.QoS):
    """The messages that a worker has fetched and not finished."""

    def restore_unacked(self, client: Any = None) -> None:
        """Put the messages back into the queue, unless the channel has lost its connection: then nobody can.

        Kombu raises AttributeError then, upon which the worker ends or stands still. The rows of these messages are
        swept again.
        """
        if getattr(self.channel.connection, "client", None) is None:
            (self._delivered or {}).clear()
        else:
            super().restore_unacked(client)


def outlive_redis() -> None:
    """Have every worker of this process use `UnackedMessages`."""
    redis.Channel.QoS = UnackedMessages
