import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings


def test_live_needs_nothing(client: Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_when_webhooks_can_be_stored(client: Client, settings: Settings) -> None:
    assert client.get("/health/ready").json() == {"status": "ok", "database": True, "broker": True}
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    away = client.get("/health/ready")
    assert (away.status_code, away.json()["broker"]) == (200, False)


def test_not_ready_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/health/ready").status_code == 503
