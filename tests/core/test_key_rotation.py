"""Keys are rotated without losing a secret, also while tokens are refreshed."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from pytest_django import Settings

from apps.core import encryption
from apps.stores.models import Credential, Store
from tests.factories import make_store


@pytest.fixture
def keys(settings: Settings, db: None) -> tuple[str, str]:
    """Return an old key, under which a store's secrets are encrypted, and the newest one."""
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.TOKEN_ENCRYPTION_KEYS = [old]
    make_store()
    settings.TOKEN_ENCRYPTION_KEYS = [new, old]
    return old, new


def test_after_the_rotation_the_old_key_can_go(
    keys: tuple[str, str], settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rotate_keys")
    call_command("rotate_keys")
    assert capsys.readouterr().out.splitlines() == [
        "3 secrets written under the newest key.",
        "0 secrets written under the newest key.",
    ]
    settings.TOKEN_ENCRYPTION_KEYS = [keys[1]]
    assert Store.objects.get().hooks_token == "hooks-alpha"
    assert Credential.objects.get().refresh_token == "refresh-alpha"


def test_a_secret_that_no_key_opens_is_named_and_the_others_are_written(
    keys: tuple[str, str], settings: Settings
) -> None:
    settings.TOKEN_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    lost = make_store("beta")
    settings.TOKEN_ENCRYPTION_KEYS = [keys[1], keys[0]]
    with pytest.raises(CommandError, match=f'"stores_store"."hooks_token" of row {lost.pk}'):
        call_command("rotate_keys")
    settings.TOKEN_ENCRYPTION_KEYS = [keys[1]]
    assert Credential.objects.get(store__code="alpha").access_token == "access-alpha"


def test_a_token_refreshed_meanwhile_stays_as_it_is(keys: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refreshed_before(cipher: str) -> bool:
        Credential.objects.update(access_token="access-2", refresh_token="refresh-2")
        return False

    monkeypatch.setattr(encryption, "is_under_newest_key", refreshed_before)
    encryption.rotate_keys()
    credential = Credential.objects.get()
    assert (credential.access_token, credential.refresh_token) == ("access-2", "refresh-2")
