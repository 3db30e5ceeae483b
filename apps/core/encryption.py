"""Secrets at rest: a text column that PostgreSQL sees only encrypted (Fernet: AES-128-CBC with HMAC-SHA256).

Existing libraries derive their key from `SECRET_KEY`, return the cipher text when no key fits, or are not maintained.
This module raises an error if no key fits. Keys can rotate: the newest one encrypts, every listed one decrypts, and
`rotate_keys` encrypts every stored secret under the newest one, so that older keys can be removed. A secret that
changes meanwhile keeps its new value: a row is replaced only if it still contains the value that was read.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from apps.core.errors import FolioError

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField

# Rows that a rotation reads at once.
_AT_ONCE = 500


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


def rotate_keys() -> tuple[int, list[str]]:
    """Return how many secrets were re-encrypted, and table, column and row of each that no listed key decrypts."""
    written, lost = 0, []
    for table, column, key in _columns():
        for row_id, cipher in _ciphers(table, column, key):
            try:
                written += _write_anew(table, column, key, row_id, cipher)
            except UndecryptableSecret:
                lost.append(f"{table}.{column} of row {row_id}")
    return written, lost


def undecryptable() -> list[str]:
    """Return table, column and row of each stored secret that no listed key decrypts."""
    lost = []
    for table, column, key in _columns():
        for row_id, cipher in _ciphers(table, column, key):
            try:
                decrypt(cipher)
            except UndecryptableSecret:
                lost.append(f"{table}.{column} of row {row_id}")
    return lost


def _columns() -> list[tuple[str, str, str]]:
    """Return table, encrypted column and primary key of each encrypted field, quoted for SQL."""
    quote = connection.ops.quote_name
    return [
        (quote(model._meta.db_table), quote(str(field.column)), quote(str(model._meta.pk.column)))
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    ]


def _ciphers(table: str, column: str, key: str) -> Iterator[tuple[int, str]]:
    """Yield row ids and cipher texts, without empty ones, a page at a time."""
    page = f"SELECT {key}, {column} FROM {table} WHERE {key} > %s AND {column} <> '' ORDER BY {key} LIMIT %s"  # noqa: S608
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(page, [last, _AT_ONCE])
            rows = cursor.fetchall()
        if not rows:
            return
        yield from rows
        last = rows[-1][0]


def _write_anew(table: str, column: str, key: str, row_id: int, cipher: str) -> int:
    if is_under_newest_key(cipher):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s",  # noqa: S608
            [encrypt(decrypt(cipher)), row_id, cipher],
        )
        return int(cursor.rowcount)


@lru_cache(maxsize=4)
def _fernet(*keys: str) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
