"""Texts for a document whose XML is written in ISO 8859-1."""

import unicodedata

_INSTEAD = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("•‣▪●·", "-"),
        "…": "...",
        "€": "EUR",
        "™": "(TM)",
        "Œ": "OE",
        "œ": "oe",
        "Ł": "L",
        "ł": "l",
        "ı": "i",
    }
)


def latin1(text: str) -> str:
    """Return `text` with signs of Latin-1 only, on one line, with single spaces; what has no such sign is left out."""
    plain = unicodedata.normalize("NFC", text).translate(_INSTEAD)
    return " ".join("".join(map(_sign, plain)).split())


def fits(text: str) -> bool:
    """Tell whether `latin1` leaves `text` as it is."""
    return latin1(text) == text


def _sign(sign: str) -> str:
    if sign.isspace() or unicodedata.category(sign) == "Cc":
        return " "
    if ord(sign) < 0x100:
        return "" if unicodedata.category(sign) == "Cf" else sign
    parts = unicodedata.normalize("NFKD", sign)
    return "".join(part for part in parts if ord(part) < 0x100 and not unicodedata.combining(part))
