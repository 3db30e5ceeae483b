import pytest
from cryptography.fernet import Fernet
from django.db import connection
from pytest_django import Settings

from apps.core.encryption import UndecryptableSecret, decrypt, encrypt
from apps.stores.models import Credential, Store


def test_the_newest_key_encrypts_and_every_listed_key_opens(settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.TOKEN_ENCRYPTION_KEYS = [old]
    written = encrypt("secret")
    settings.TOKEN_ENCRYPTION_KEYS = [new, old]
    assert decrypt(written) == "secret"
    rewritten = encrypt("secret")
    settings.TOKEN_ENCRYPTION_KEYS = [new]
    assert decrypt(rewritten) == "secret"
    with pytest.raises(UndecryptableSecret, match="TOKEN_ENCRYPTION_KEYS"):
        decrypt(written)


def test_the_database_holds_no_token_in_the_clear(store: Store) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.access_token || c.refresh_token || s.hooks_token "
            "FROM stores_credential c JOIN stores_store s ON s.id = c.store_id"
        )
        (stored,) = cursor.fetchone()
    assert "alpha" not in stored
    credential = Credential.objects.select_related("store").get(store=store)
    assert (credential.access_token, credential.store.hooks_token) == ("access-alpha", "hooks-alpha")
