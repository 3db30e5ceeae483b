"""A postal address in parts, and how a country writes and names them.

An `AddressFormat` is data of a country. The name of the country is a part of its lines, too, and no part of an
`Address`: documents hold the country's code beside it.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields


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


def spaced(*parts: Line) -> Joined:
    """Return `parts` with spaces between them."""
    return Joined(" ", parts)


def commas(*parts: Line) -> Joined:
    """Return `parts` with commas between them."""
    return Joined(", ", parts)


def dashes(*parts: Line) -> Joined:
    """Return `parts` with dashes between them."""
    return Joined(" - ", parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressFormat:
    """How a country writes addresses: the order of their parts, and what it calls them."""

    lines: tuple[Line, ...]
    """From top to bottom; each is a part by its name, or `Joined` parts. Every part and "country" are in it once."""

    names: Mapping[str, str] = field(default_factory=dict)
    """What the country calls a part, the same in every language (Comuna, CEP); others have a common name."""

    unused: frozenset[str] = frozenset()
    """The parts that addresses of the country do not have. Forms do not ask for them; one that is stated is printed."""

    def lines_of(self, address: Address, country_name: str = "") -> tuple[str, ...]:
        """Return `address` as lines, without empty ones, with `country_name` if it is given."""
        parts = asdict(address) | {"country": country_name}
        return tuple(text for line in self.lines if (text := _text(line, parts)))

    def asked_parts(self) -> tuple[str, ...]:
        """Return the parts that forms ask for, in the order in which they are written."""
        return tuple(part for line in self.lines for part in parts_in(line) if part not in {"country", *self.unused})


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
        if text := _text(part, parts):
            said.setdefault(_folded(text) or text, text)
    return line.separator.join(said.values())


def _folded(text: str) -> str:
    """Return `text` in small letters, without accents, punctuation and space."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isalnum())


# The orders of lines are those of the Universal Postal Union's address formats, and of Google's libaddressinput where a
# country has two levels below the region.
USUAL_LINES: tuple[Line, ...] = (
    commas(spaced("street", "street_number"), "complement"),
    "neighbourhood",
    spaced("postcode", commas("municipality", "city")),
    commas("region", "country"),
)
NUMBER_FIRST: tuple[Line, ...] = (commas(spaced("street_number", "street"), "complement"), *USUAL_LINES[1:])
"""The number stands before the street (France)."""

REGION_AND_POSTCODE: tuple[Line, ...] = (
    *NUMBER_FIRST[:2],
    commas("municipality", "city", spaced("region", "postcode")),
    "country",
)
"""Postcode behind the region (United States, Canada, Australia)."""

NO_DISTRICTS = frozenset({"neighbourhood", "municipality"})
"""The parts that are unused where nothing lies between the city and the region."""
