"""Secrets at rest: a text column that PostgreSQL sees only encrypted (Fernet: AES-128-CBC with HMAC-SHA256).

Existing libraries derive their key from `SECRET_KEY`, return the cipher text when no key fits, or are not maintained.
This module raises an error if no key fits. Keys can rotate: the newest one encrypts, every listed one decrypts.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

from apps.core.errors import FolioError

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class UndecryptableSecret(FolioError):
    """No key in `TOKEN_ENCRYPTION_KEYS` decrypts a stored secret."""

    code = "undecryptable_secret"


def encrypt(plain: str) -> str:
    """Return `plain` encrypted with the newest key."""
    return _fernet(*settings.TOKEN_ENCRYPTION_KEYS).encrypt(plain.encode()).decode()


def decrypt(cipher: str) -> str:
    """Return the plain text of `cipher`, encrypted under any listed key. Raise UndecryptableSecret."""
    try:
        return _fernet(*settings.TOKEN_ENCRYPTION_KEYS).decrypt(cipher.encode()).decode()
    except InvalidToken:
        message = "A stored secret cannot be opened: put the key it was written with back into TOKEN_ENCRYPTION_KEYS."
        raise UndecryptableSecret(message) from None


def is_under_newest_key(cipher: str) -> bool:
    """Tell whether the newest key alone decrypts `cipher`, so that it does not need the others."""
    try:
        _fernet(settings.TOKEN_ENCRYPTION_KEYS[0]).decrypt(cipher.encode())
    except InvalidToken:
        return False
    return True


class EncryptedTextField(_TextField):
    """Text that is encrypted in the database and cannot be searched. The empty string stays empty."""

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return decrypt(value) if value else value


@lru_cache(maxsize=4)
def _fernet(*keys: str) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
