from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from config import environment

PLACE = "/.well-known/security.txt"
CONTACTS = ["mailto:security@folio.example", "https://folio.example/report"]


def fields(text: str) -> list[tuple[str, str]]:
    """Return the names and values of `text`, each of whose lines must be a field of RFC 9116."""
    return [(name, value) for name, _, value in (line.partition(": ") for line in text.splitlines())]


def test_it_names_the_contacts_of_the_operator(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = CONTACTS
    settings.APP_URL = "https://folio.example"
    answer = client.get(PLACE)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    found = fields(answer.content.decode())
    assert [name for name, _ in found] == ["Contact", "Contact", "Expires", "Preferred-Languages", "Canonical"]
    assert [value for name, value in found if name == "Contact"] == CONTACTS
    assert dict(found)["Preferred-Languages"] == "es, pt, en"
    assert dict(found)["Canonical"] == f"https://folio.example{PLACE}"
    assert not answer.cookies


def test_it_expires_within_a_year_and_not_soon(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = CONTACTS
    expires = dict(fields(client.get(PLACE).content.decode()))["Expires"]
    left = datetime.strptime(expires, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(days=90) < left < timedelta(days=365)


def test_it_is_not_found_where_the_operator_names_no_contact(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = []
    assert client.get(PLACE).status_code == 404


def test_a_contact_is_a_uri(monkeypatch: pytest.MonkeyPatch) -> None:
    given = " security@folio.example,mailto:cert@folio.example , https://folio.example/report,"
    monkeypatch.setenv("SECURITY_CONTACT", given)
    read = environment.contacts("SECURITY_CONTACT", hint="")
    assert read == ["mailto:security@folio.example", "mailto:cert@folio.example", "https://folio.example/report"]
