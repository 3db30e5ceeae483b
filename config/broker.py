"""Celery's connection to Redis: a worker outlives a Redis that stops."""

from typing import Any

from kombu.transport import redis


class UnackedMessages(redis.QoS):
    """The messages that a worker has fetched and not finished.

    Once the channel has lost its connection, nobody can confirm them or put them back. Kombu raises AttributeError
    then, upon which the worker ends or stands still. The rows of these messages are swept again.
    """

    def ack(self, delivery_tag: Any) -> None:
        """Confirm a message."""
        if self._is_connected():
            super().ack(delivery_tag)

    def reject(self, delivery_tag: Any, requeue: bool = False) -> None:
        """Give a message up, or put it back."""
        if self._is_connected():
            super().reject(delivery_tag, requeue)

    def restore_visible(self, *args: Any, **kwargs: Any) -> Any:
        """Put messages back that other workers have held for too long."""
        return super().restore_visible(*args, **kwargs) if self._is_connected() else None

    def restore_unacked(self, client: Any = None) -> None:
        """Put all messages back."""
        if self._is_connected():
            super().restore_unacked(client)
        elif self._delivered:
            self._delivered.clear()

    def _is_connected(self) -> bool:
        return getattr(self.channel.connection, "client", None) is not None


def outlive_redis() -> None:
    """Have every worker of this process use `UnackedMessages`."""
    redis.Channel.QoS = UnackedMessages
