"""The secrets of a new installation, generated at random once and stored in its private `.env`.

This module needs only Python's standard library, so that `python3 config/local/first_secrets.py` also works where only
Docker runs.
"""

import base64
import os
import re
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

# Hexadecimal, because the password becomes a part of a URL.
_DRAWN = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "TOKEN_ENCRYPTION_KEYS": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "POSTGRES_PASSWORD": lambda: secrets.token_hex(24),
}
_EMPTY = re.compile(rf"^({'|'.join(_DRAWN)})=[ \t]*(?:\"\"|'')?[ \t]*$", re.MULTILINE)


def fill_in(path: Path, environment: Mapping[str, str]) -> list[str]:
    """Generate each secret that is empty in the file `path`, and return their names; the rest of the file is unchanged.

    A secret that `environment` sets is skipped. Afterwards only the file's owner may read it.
    """
    if not path.is_file():
        return []
    drawn: list[str] = []

    def draw(line: re.Match[str]) -> str:
        name = line[1]
        if name in drawn or environment.get(name, "").strip():
            return line[0]
        drawn.append(name)
        return f"{name}={_DRAWN[name]()}"

    text = _EMPTY.sub(draw, path.read_text())
    if drawn:
        _replace(path.resolve(), text)
    return drawn


def _replace(path: Path, text: str) -> None:
    """Replace the content of `path` by `text` atomically."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as output:
        output.write(text)
        output.flush()
        os.fsync(output.fileno())
    fresh.replace(path)


if __name__ == "__main__":
    place = Path(__file__).resolve().parents[2] / ".env"
    names = ", ".join(fill_in(place, os.environ))
    sys.stdout.write(f"Drawn at random into {place}: {names}.\n" if names else f"{place} has no empty secret.\n")
