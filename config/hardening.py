"""Values that production refuses at start-up: published or guessable secrets, plain http, any host."""

import base64
import binascii
from collections.abc import Iterable

from config import environment
from config.published import DEVELOPMENT, PASSWORDS

# As Django's check security.W009 requires.
_SHORTEST_SECRET, _FEWEST_LETTERS = 50, 5
# 32 random bytes have about 30 distinct values.
_FEWEST_BYTES = 16
_ANOTHER = "leave it empty in .env and `make run` makes one, or run `python3 config/local/first_secrets.py`"


def require_secret_key(name: str, value: str) -> None:
    """Refuse the signing key `value` if it is published, short or made of few distinct letters."""
    if value == DEVELOPMENT[name]:
        environment.refuse(name, "is the published key of development", _ANOTHER)
    elif len(value) < _SHORTEST_SECRET or len(set(value)) < _FEWEST_LETTERS:
        environment.refuse(name, f"is shorter than {_SHORTEST_SECRET} letters or repeats a few", _ANOTHER)


def require_random_keys(name: str, keys: Iterable[str]) -> None:
    """Refuse a Fernet key that is published, made of text, or repeats a few bytes: it was not generated at random."""
    for key in keys:
        if key == DEVELOPMENT[name]:
            environment.refuse(name, "holds the published key of development", _ANOTHER)
        elif not _is_random(key):
            environment.refuse(name, "holds a key that was not drawn at random", _ANOTHER)


def require_own(name: str, value: str) -> None:
    """Refuse a development `value` where the App's page provides one."""
    if value == DEVELOPMENT[name] or value in PASSWORDS:
        environment.refuse(name, "is a published value", "take it from the App's page at Jumpseller")


def require_password(name: str, password: str, user: str) -> None:
    """Refuse a database password that examples show or that repeats the `user`; an empty one may be correct."""
    if password and (password in PASSWORDS or password == user):
        environment.refuse(name, "holds a published password", "give the database's role a random one")


def require_https(name: str, addresses: Iterable[str]) -> None:
    """Refuse addresses that are not https: sessions and tokens would be sent unencrypted."""
    if any(address and not address.startswith("https://") for address in addresses):
        environment.refuse(name, "is not https", "production speaks https only; write https://")


def require_named_hosts(name: str, hosts: Iterable[str]) -> None:
    """Refuse wildcards for all hosts: links in mails and documents would follow any Host header."""
    if any("*" in host or host.strip(".") == "" for host in hosts):
        environment.refuse(name, "allows every host with *", "name the hosts, or leave it out to take that of APP_URL")


def _is_random(key: str) -> bool:
    try:
        drawn = base64.urlsafe_b64decode(key)
    except binascii.Error:
        return False
    return len(set(drawn)) >= _FEWEST_BYTES and not drawn.isascii()
