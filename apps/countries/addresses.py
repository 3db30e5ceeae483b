"""A postal address in parts, and the order in which a country writes them.

A layout is data of a country: lines from top to bottom, each a part by its name, or `Joined` parts. The name of the
country is a part of a layout, too, and no part of an `Address`: documents hold the country's code beside it.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address in parts; an empty string is a part that is not known, or that the address does not have.

    `municipality` is the smaller unit where a country has two between neighbourhood and region (in Chile the comuna,
    in Peru the distrito); `city` is the city that it belongs to. `region` is the first level below the country.
    """

    street: str = ""
    street_number: str = ""
    complement: str = ""
    neighbourhood: str = ""
    municipality: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""

    def __bool__(self) -> bool:
        """Tell whether any part is known."""
        return any(asdict(self).values())


UNKNOWN = Address()
"""The address of which no part is known."""

PARTS = tuple(each.name for each in fields(Address))
"""The names of the parts of an address."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts on one line with `separator` between those that are known. A part that repeats another is left out."""

    separator: str
    parts: "tuple[Line, ...]"


Line = str | Joined
Layout = tuple[Line, ...]


def spaced(*parts: Line) -> Joined:
    """Return `parts` with spaces between them."""
    return Joined(" ", parts)


def commas(*parts: Line) -> Joined:
    """Return `parts` with commas between them."""
    return Joined(", ", parts)


def dashes(*parts: Line) -> Joined:
    """Return `parts` with dashes between them."""
    return Joined(" - ", parts)


def address_lines(layout: Layout, address: Address, country_name: str = "") -> tuple[str, ...]:
    """Return `address` as the lines of `layout`, without empty ones; `country_name` is printed where it is given."""
    parts = asdict(address) | {"country": country_name}
    return tuple(text for line in layout if (text := _text(line, parts)))


def parts_in(line: Line) -> Iterator[str]:
    """Yield the names of the parts that `line` holds."""
    if isinstance(line, str):
        yield line
    else:
        for part in line.parts:
            yield from parts_in(part)


def _text(line: Line, parts: Mapping[str, str]) -> str:
    if isinstance(line, str):
        return parts[line]
    said: dict[str, str] = {}
    for part in line.parts:
        text = _text(part, parts)
        said.setdefault(_folded(text), text)
    said.pop("", None)
    return line.separator.join(said.values())


def _folded(text: str) -> str:
    """Return `text` in small letters without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isalnum())
