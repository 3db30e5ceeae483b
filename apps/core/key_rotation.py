"""Re-encryption of every stored secret under the newest key, so that older keys can be removed.

A secret that changes meanwhile keeps its new value: a row is replaced only if it still contains the value that was
read.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

from apps.core.encryption import EncryptedTextField, UndecryptableSecret, decrypt, encrypt, is_under_newest_key

_AT_ONCE = 500


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
