"""Plain text from the platform's fields, and the forms in which texts are compared."""

import re
import unicodedata
from html import unescape
from html.entities import html5

# A closing or opening tag; “<” before anything but a letter is part of the buyer's text.
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});", re.ASCII)
_WORD = re.compile(r"[^\W_]+")
# Escaped once by the shop's theme, once by the checkout, once by the API.
_MOST_ESCAPES = 3


def plain_text(value: object) -> str:
    """Return `value` as text: character references decoded, white space folded, no character PostgreSQL refuses."""
    words = " ".join(unescaped(str(value)).split())
    if words.isprintable():
        return words
    # Control characters and halves of surrogate pairs are not text.
    return "".join(letter for letter in words if unicodedata.category(letter) not in {"Cc", "Cs"})


def unescaped(words: str) -> str:
    """Return `words` with its HTML character references decoded, also those that were escaped again.

    A reference ends with a semicolon. The HTML standard decodes 106 old names without one; that would take letters from
    names of companies: “RIOS&COPYHUE”.
    """
    for _ in range(_MOST_ESCAPES if "&" in words else 0):
        read = _REFERENCE.sub(_character, words)
        if read == words:
            break
        words = read
    return words


def without_tags(words: str, instead: str = "") -> str:
    """Return `words` with `instead` in place of each HTML tag."""
    return _TAG.sub(instead, words)


def words_of(text: str) -> list[str]:
    """Return the words of `text` in lower case, without accents and punctuation; styled letters count as plain ones."""
    if text.isascii():
        return _WORD.findall(text.lower())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _WORD.findall("".join(letter for letter in letters if not unicodedata.combining(letter)))


def folded(text: str) -> str:
    """Return `text` for comparison: without markup, case, accents, styled letters, punctuation and space."""
    return "".join(words_of(without_tags(unescaped(text))))


def _character(reference: re.Match[str]) -> str:
    name = reference[0][1:]
    return unescape(reference[0]) if name.startswith("#") or name in html5 else reference[0]
