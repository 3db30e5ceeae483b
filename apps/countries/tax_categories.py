"""How a country classes sales for its value added tax: categories, reasons for an exemption, and what tax names say.

The categories are those of EN 16931 (BT-118, BT-151), a part of the list UNCL5305. A rate of zero tells no category:
the law has several reasons for it. So a country lists what the name of a tax at zero says there; where it says nothing
certain, only the merchant knows. Patterns are matched elsewhere, on names in small letters, without accents and points,
with single spaces.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class TaxCategory(StrEnum):
    """A category of value added tax, by its code in UNCL5305."""

    STANDARD = "S"
    """Any rate above zero."""

    ZERO_RATED = "Z"
    """Taxed, at the rate of zero that the law gives these goods."""

    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUTSIDE_SCOPE = "O"
    """No sale that the tax is on."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A reason for which no tax is due: its `code` in the country's list, and the text that documents state."""

    code: str
    category: TaxCategory
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the name of a tax at zero says, if `pattern` occurs in it: a category, perhaps the code of an `exemption`.

    Without `is_certain` it is only proposed to the merchant. `at_home` is certain only if the buyer is in the seller's
    country: sales abroad are called exempt, too, and have categories of their own.
    """

    pattern: str
    category: TaxCategory
    exemption: str = ""
    is_certain: bool = True
    at_home: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxCategories:
    """What a country has beside `STANDARD`, as `checked` on that day; without `source` nothing more was looked up."""

    categories: tuple[TaxCategory, ...]
    """Those that a sale without tax may have."""

    names: Mapping[TaxCategory, str] = field(default_factory=dict)
    """What the law of the country calls them, where it has words of its own."""

    exemptions: tuple[Exemption, ...] = ()
    """The country's list of reasons, in its order."""

    needs_reason: frozenset[TaxCategory] = frozenset()
    """Categories that ask for a code or a text of the reason."""

    own_reasons: bool = False
    """Whether a text of the merchant's own may stand in the place of a code."""

    statements: tuple[Statement, ...] = ()
    """What names say; the first that occurs counts."""

    source: str = ""
    checked: date = date(2026, 11, 28)

    def exemption(self, code: str) -> Exemption | None:
        """Return the reason with `code`, None if the country's list has none."""
        return next((each for each in self.exemptions if each.code == code), None)


EXEMPT_WORDS = r"\b(exent\w*|exenc\w*|exonera\w*|isent\w*|isenc\w*|exempt\w*)"
NOT_SUBJECT_WORDS = r"\b(no|nao|non|not) (sujet\w*|sujeit\w*|subject)|\boutside the scope\b"
REVERSE_CHARGE_WORDS = r"\breverse charge\b|\binversion del sujeto pasivo\b|\bautoliquida\w*"
INTRA_COMMUNITY_WORDS = r"\bintra[ -]?(comunitari|community|communautaire)"
EXPORT_WORDS = r"\bexporta\w*|\bexports?\b"
VAT_WORDS = r"\b(iva|vat|igv)\b"
WITHOUT_VAT_WORDS = r"\b(sin|sem|no|libre de|livre de) (iva|igv|vat)\b"

# Directive 2006/112/EC; the reasons are those of the code list VATEX (Connecting Europe Facility).
EXEMPT_IN_UNION = (
    TaxCategory.EXEMPT,
    TaxCategory.REVERSE_CHARGE,
    TaxCategory.INTRA_COMMUNITY,
    TaxCategory.EXPORT,
    TaxCategory.OUTSIDE_SCOPE,
)
# EN 16931: BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10.
NEEDS_REASON_IN_UNION = frozenset(EXEMPT_IN_UNION)
# “Exempt” says no category abroad: exports and sales to other member states are exempt, too.
STATEMENTS_IN_UNION = (
    Statement(WITHOUT_VAT_WORDS, TaxCategory.EXEMPT, is_certain=False),
    Statement(REVERSE_CHARGE_WORDS, TaxCategory.REVERSE_CHARGE),
    Statement(INTRA_COMMUNITY_WORDS, TaxCategory.INTRA_COMMUNITY),
    Statement(EXPORT_WORDS, TaxCategory.EXPORT),
    Statement(NOT_SUBJECT_WORDS, TaxCategory.OUTSIDE_SCOPE),
    Statement(EXEMPT_WORDS, TaxCategory.EXEMPT, at_home=True),
)
_ARTICLE = "Exempt based on article {} of Council Directive 2006/112/EC"
_VATEX = (
    *(
        Exemption(f"VATEX-EU-{article}", TaxCategory.EXEMPT, _ARTICLE.format(article))
        for article in ("132", "143", "148", "151", "309")
    ),
    Exemption("VATEX-EU-79-C", TaxCategory.EXEMPT, _ARTICLE.format("79, point c")),
    Exemption("VATEX-EU-D", TaxCategory.EXEMPT, "Travel agents VAT scheme"),
    Exemption("VATEX-EU-F", TaxCategory.EXEMPT, "Second hand goods VAT scheme"),
    Exemption("VATEX-EU-I", TaxCategory.EXEMPT, "Works of art VAT scheme"),
    Exemption("VATEX-EU-J", TaxCategory.EXEMPT, "Collectors items and antiques VAT scheme"),
    Exemption("VATEX-EU-AE", TaxCategory.REVERSE_CHARGE, "Reverse charge"),
    Exemption("VATEX-EU-IC", TaxCategory.INTRA_COMMUNITY, "Intra-Community supply"),
    Exemption("VATEX-EU-G", TaxCategory.EXPORT, "Export outside the EU"),
    Exemption("VATEX-EU-O", TaxCategory.OUTSIDE_SCOPE, "Not subject to VAT"),
)
UNION = TaxCategories(
    categories=(TaxCategory.ZERO_RATED, *EXEMPT_IN_UNION),
    exemptions=_VATEX,
    needs_reason=NEEDS_REASON_IN_UNION,
    own_reasons=True,
    statements=(
        Statement(REVERSE_CHARGE_WORDS, TaxCategory.REVERSE_CHARGE, "VATEX-EU-AE"),
        Statement(INTRA_COMMUNITY_WORDS, TaxCategory.INTRA_COMMUNITY, "VATEX-EU-IC"),
        Statement(EXPORT_WORDS, TaxCategory.EXPORT, "VATEX-EU-G"),
        *STATEMENTS_IN_UNION,
    ),
    source="EN 16931-1, BT-118 to BT-121; code list VATEX",
)

# A country with a value added tax whose law has not been looked up: names are proposed, and none is certain.
NOT_LOOKED_UP = TaxCategories(
    categories=(TaxCategory.ZERO_RATED, TaxCategory.EXEMPT, TaxCategory.EXPORT, TaxCategory.OUTSIDE_SCOPE),
    own_reasons=True,
    statements=(
        Statement(EXPORT_WORDS, TaxCategory.EXPORT, is_certain=False),
        Statement(NOT_SUBJECT_WORDS, TaxCategory.OUTSIDE_SCOPE, is_certain=False),
        Statement(EXEMPT_WORDS, TaxCategory.EXEMPT, is_certain=False),
    ),
)
