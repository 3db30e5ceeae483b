"""What stands against a document at a provider: codes with figures, the texts for them, and the field that mends each.

A code is kept in rows: it is never renamed. The provider's own words stand behind it in `said`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from apps.countries.base import translatable as _

TEMPLATES: Mapping[str, str] = {
    # What a person mends in the order, in the settings or in the account.
    "provider_refused": _("The provider refused the document."),
    "provider_total_unreachable": _(
        "By the provider's arithmetic the document comes to {computed}, but {charged} {currency} were charged."
    ),
    "provider_currency": _("The provider does not issue documents in {currency}."),
    "provider_too_many_lines": _("The document has {lines} lines; the provider takes {most}."),
    "provider_key_wrong": _("The provider does not accept the key. Connect the account again."),
    "provider_other_company": _("The account belongs to {holder} ({tax_id}), not to you."),
    "provider_environment": _("The key is one of the provider's test environment."),
    "provider_no_credit_notes": _("The provider takes no credit notes from Folio: make it there."),
    "provider_no_partial_credit": _("The provider credits a document only as a whole."),
    # The merchant's own endpoint.
    "endpoint_address": _(
        "Folio sends nothing to this address: it must begin with https, and name a public host and no port."
    ),
    "endpoint_redirects": _("The endpoint sends Folio on to another address. Give the address that answers itself."),
    "endpoint_missing": _("At this address nothing takes orders: it answers {status}."),
    "endpoint_number": _("An amount of the document has more digits than a JSON number keeps."),
}
"""The English texts by their codes. Providers share them: a fact has one code, whoever states it."""

FIELDS: Mapping[str, str] = {}
"""The field that mends a problem, as `place.name` of `apps.invoices.readiness.fields`, by the problem's code."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fact that stands against a document. `figures` fill the places of its text. `said` are the provider's words.

    No figure holds personal data of the buyer. Raise ValueError where the registry has no such text.
    """

    code: str
    figures: Mapping[str, str] = field(default_factory=dict)
    said: str = ""

    def __post_init__(self) -> None:
        if PLACES.get(self.code) != frozenset(self.figures):
            raise ValueError(f"No problem “{self.code}” takes the figures {sorted(self.figures)}.")

    def as_json(self) -> dict[str, Any]:
        """Return the problem as rows keep it."""
        return {"code": self.code, "figures": dict(self.figures), "said": self.said}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Problem":
        """Return the problem that `as_json` made."""
        return cls(kept["code"], kept["figures"], kept["said"])


def places_of(template: str) -> frozenset[str]:
    """Return the names of the figures that the text `template` takes."""
    return frozenset(name for _text, name, _format, _conversion in Formatter().parse(template) if name)


PLACES = {code: places_of(template) for code, template in TEMPLATES.items()}
"""The names of the figures that the text of each code takes."""
