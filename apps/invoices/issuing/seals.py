"""The chain of seals of a series: each link's text is hashed together with the previous link's seal.

A seal is a SHA-256 in hexadecimal, H below, of UTF-8 text; the first link of a series has an empty previous seal. A
text is JSON (RFC 8259) with sorted keys, no white space and ASCII only; amounts are decimal strings with four decimals,
dates ISO 8601, moments in UTC. Each text states its version.

    document, version 1    H(previous ∥ newline ∥ text), one text with all facts
    document, version 2    H(previous ∥ newline ∥ H(public text) ∥ newline ∥ H(personal text))
    document, version 3    the same, with the facts that were declared since
    PDF                    H(previous ∥ newline ∥ text), the text names the document's seal and the PDF's SHA-256

New documents get version 3. The personal text holds the columns that identify the buyer, and a random salt, so that a
guess about an erased buyer cannot be confirmed. After an erasure its hash remains, and the public text is still proven.
Of version 1 only the position in the chain is proven after an erasure. A later version would have the two texts of
version 2, too. A fact that a document's version does not seal has its default.
"""

import hashlib
import heapq
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.core.facts import declared_facts
from apps.core.postgresql.statements import Select, Slot
from apps.formats.document import SEAL_VERSION, SEALED_FROM, Line, TaxTotal
from apps.invoices.facts import DocumentFacts
from apps.invoices.models import (
    PERSONAL,
    Invoice,
    InvoiceLine,
    InvoiceTax,
    Rendition,
    RenditionSeal,
    Seal,
    Series,
)
from apps.stores.models import Store

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# The facts of versions 1 and 2: existing seals depend on these lists. A later version seals these, and the facts that
# name it or an earlier one in their declaration (`SEALED_FROM`). So no fact that is declared later changes the text of
# an earlier version.
_DOCUMENT = tuple(
    "kind sequence number uid order_id revision credit_reason issued_at issue_date supply_date payment_date "
    "payment_method time_zone country language currency seller_name seller_tax_id seller_activity seller_address "
    "seller_email buyer_name buyer_tax_id buyer_activity buyer_taxpayer_type buyer_wants_factura buyer_address "
    "buyer_email buyer_country line_count rate_count net_total tax_total gross_total gift_card_amount amount_paid "
    "stated_tax reading rounding remarks paper_size accent_colour bank_details notes legal_text footer".split()
)
_LINE = tuple(
    "position kind description sku quantity unit_price discount tax_inside tax_rate tax_label net tax fixed_tax "
    "gross".split()
)
_TAX = tuple("position rate label parts net tax gross".split())
_LITERAL = 2
_FOUR_PLACES = Decimal("0.0001")
_EIGHT_PLACES = Decimal("0.00000001")
# 128 random bits: too many to try.
_SALT_BYTES = 16
_AT_ONCE = 500

Link = Seal | RenditionSeal
Row = TypeVar("Row", Seal, RenditionSeal)


@dataclass(frozen=True, slots=True)
class Extent:
    """The length of a chain: up to the document `newest` and the link `place` after it, whose seal is `seal`."""

    series: Series
    newest: int
    place: int
    seal: str

    @property
    def count(self) -> int:
        """Return the number of documents in it."""
        return self.newest - self.series.first_number + 1

    @property
    def note(self) -> str:
        """Return the text to keep elsewhere: the option of verify.py that proves the chain up to here."""
        return f"--seal {name_of(self.series)}={self.count}:{self.seal}"

    def holds(self, link: RenditionSeal) -> bool:
        """Tell whether the extent includes `link`, of the same series."""
        return (link.after_sequence, link.place) <= (self.newest, self.place)


def seal_of_document(document: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax]) -> Seal:
    """Return the seal of `document`, just inserted, and of its `lines` and `taxes`; the caller inserts it.

    The caller holds the lock on the series' row, so no other transaction adds a link to the series.
    """
    body = public_text(document, lines, taxes, SEAL_VERSION)
    personal = personal_text(document, secrets.token_hex(_SALT_BYTES), SEAL_VERSION)
    previous = _latest(document.series, document.sequence - 1)[0]
    personal_sha256 = _hash(personal)
    return Seal(
        store=document.store,
        invoice=document,
        series=document.series,
        sequence=document.sequence,
        body=body,
        personal=personal,
        personal_sha256=personal_sha256,
        previous=previous,
        sha256=link_digest_of_parts(previous, _hash(body), personal_sha256),
    )


def seal_rendition(rendition: Rendition, series: Series) -> RenditionSeal:
    """Seal `rendition`, just inserted for a document of `series`, and return the row.

    The caller holds the lock on the row `series`, so no other transaction adds a link to it.
    """
    newest = series.next_number - 1
    previous, place = _latest(series, newest)
    body = rendition_text(rendition, rendition.invoice, timezone.now())
    return RenditionSeal.objects.create(
        store_id=rendition.store_id,
        rendition=rendition,
        series=series,
        after_sequence=newest,
        place=place + 1,
        body=body,
        previous=previous,
        sha256=link_digest(previous, body),
    )


def public_text(document: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax], version: int) -> str:
    """Return the public text that `version`, 2 or later, seals: `document` without its buyer, `lines` and `taxes`."""
    token = {"token_sha256": _hash(document.token)}
    public = [name for name in _of_document(version) if name not in PERSONAL]
    facts = {"version": version} | token | _facts(document, public)
    return _text(facts | _around(document, lines, taxes, version))


def personal_text(document: Invoice, salt: str, version: int) -> str:
    """Return the personal text that `version`, 2 or later, seals: the buyer of `document`, and `salt`."""
    return _text({"version": version, "salt": salt} | _facts(document, personal_names(version)))


def personal_names(version: int) -> list[str]:
    """Return the facts about the buyer that `version`, 2 or later, seals in its personal text."""
    return [name for name in _of_document(version) if name in PERSONAL]


def whole_text(document: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax]) -> str:
    """Return the text that version 1 seals: `document`, with `lines` and `taxes` in order."""
    return _text({"version": 1} | _facts(document, _DOCUMENT) | _around(document, lines, taxes, 1))


def rendition_text(rendition: Rendition, document: Invoice, sealed_at: datetime) -> str:
    """Return the text that is sealed at `sealed_at` for `rendition`, the PDF of `document`."""
    return _text(
        {
            "link": "rendition",
            "version": 2,
            "sequence": document.sequence,
            "number": document.number,
            "seal": document.seal.sha256,
            "pdf_sha256": rendition.sha256,
            "size": rendition.size,
            "renderer_version": rendition.renderer_version,
            "rendered_at": _plain(rendition.rendered_at, ""),
            "sealed_at": _plain(sealed_at, ""),
        }
    )


def link_digest(previous: str, body: str) -> str:
    """Return the seal, of version 1 or of a PDF, of the text `body` after the seal `previous`."""
    return _hash(f"{previous}\n{body}")


def link_digest_of_parts(previous: str, public_sha256: str, personal_sha256: str) -> str:
    """Return the seal of version 2 of the two hashes after the seal `previous`."""
    return _hash(f"{previous}\n{public_sha256}\n{personal_sha256}")


def fits_its_text(link: Link) -> bool:
    """Tell whether the hash of `link` is that of its texts, as far as an erasure has kept them."""
    if isinstance(link, RenditionSeal):
        return link.sha256 == link_digest(link.previous, link.body)
    if link.version == 1:
        return link.is_erased or link.sha256 == link_digest(link.previous, link.body)
    fits = link.is_erased or link.personal_sha256 == _hash(link.personal)
    return fits and link.sha256 == link_digest_of_parts(link.previous, _hash(link.body), link.personal_sha256)


def says_what_rows_say(
    seal: Seal, document: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax]
) -> bool:
    """Tell whether the texts of `seal`, as far as an erasure has kept them, are those of these rows."""
    if seal.version == 1:
        is_said = seal.is_erased or seal.body == whole_text(document, lines, taxes)
        return is_said and not _is_beyond(1, document, lines, taxes)
    version = json.loads(seal.body)["version"]
    if _is_beyond(version, document, lines, taxes) or seal.body != public_text(document, lines, taxes, version):
        return False
    if seal.is_erased:
        return not any(getattr(document, name) for name in PERSONAL)
    return seal.personal == personal_text(document, json.loads(seal.personal)["salt"], version)


def says_what_rendition_says(seal: RenditionSeal, rendition: Rendition, document: Invoice) -> bool:
    """Tell whether the text of `seal` is that of `rendition`, the PDF of `document`."""
    sealed_at = datetime.fromisoformat(json.loads(seal.body)["sealed_at"])
    return seal.body == rendition_text(rendition, document, sealed_at)


def extent_of(series: Series) -> Extent:
    """Return the extent of the chain of `series`, as it was read. Links added later are beyond it."""
    newest = series.next_number - 1
    seal, place = _latest(series, newest)
    return Extent(series, newest, place, seal)


def chains_of(store: Store) -> list[Extent]:
    """Return the extents of the chains of `store`, one for each of its series that has documents."""
    begun = Series.objects.filter(store=store, next_number__gt=F("first_number"))
    return [extent_of(series) for series in begun.order_by("pk")]


def name_of(series: Series) -> str:
    """Return the name of the chain of `series`. The row's id separates prefixes that differ only in braces."""
    return f"{series.pk}-{str(series).replace('{', '').replace('}', '').replace(' ', '-')}"


def links_of(chain: Extent) -> Iterator[Link]:
    """Yield the links of a chain in order, up to `chain`, reading a page at a time."""
    renditions = RenditionSeal.objects.filter(series=chain.series).filter(
        Q(after_sequence__lt=chain.newest) | Q(after_sequence=chain.newest, place__lte=chain.place)
    )
    renditions = renditions.select_related("rendition__invoice")
    return heapq.merge(document_seals(chain), _paged(renditions, "after_sequence", "place"), key=_place_in_the_chain)


def document_seals(chain: Extent) -> Iterator[Seal]:
    """Yield the seals of documents up to `chain`, with the rows that the CSV table needs, reading a page at a time."""
    seals = Seal.objects.filter(series=chain.series, sequence__lte=chain.newest)
    together = (
        "invoice__credits",
        "invoice__replaces",
        "invoice__rendition__seal",
        "invoice__store",
        "invoice__series__account",
        "invoice__provider_document__account",
        "invoice__authority_check",
        "invoice__void",
    )
    return _paged(seals.select_related(*together), "sequence")


def _place_in_the_chain(link: Link) -> tuple[int, int]:
    return (link.sequence, 0) if isinstance(link, Seal) else (link.after_sequence, link.place)


def _paged(rows: QuerySet[Row], *columns: str) -> Iterator[Row]:
    """Yield `rows` in the order of `columns`, which an index covers, without holding a transaction open."""
    mine, rest = Func(*map(F, columns), template="ROW(%(expressions)s)"), rows.order_by(*columns)
    while page := list(rest[:_AT_ONCE]):
        yield from page
        last = Func(*(Value(getattr(page[-1], name)) for name in columns), template="ROW(%(expressions)s)")
        is_behind = Func(mine, last, template="%(expressions)s", arg_joiner=" > ", output_field=BooleanField())
        rest = rows.filter(Q(is_behind)).order_by(*columns)


def _latest(series: Series, sequence: int) -> tuple[str, int]:
    """Return the seal of the last link up to the document `sequence` and the links after it, and its place after it."""
    last: Any = _LATEST.first(series_id=series.pk, sequence=sequence)
    return (last.last_sha256, last.last_place) if last else ("", 0)


def _latest_seal() -> "QuerySet[Seal]":
    behind = RenditionSeal.objects.filter(series=Slot("series_id"), after_sequence=OuterRef("sequence"))
    last = behind.order_by("-place")
    newest = Seal.objects.filter(series=Slot("series_id"), sequence=Slot("sequence")).only("pk")
    return newest.annotate(
        last_sha256=Coalesce(Subquery(last.values("sha256")[:1]), "sha256"),
        last_place=Coalesce(Subquery(last.values("place")[:1]), 0),
    )


_LATEST = Select(_latest_seal)


def _around(
    document: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax], version: int
) -> dict[str, Any]:
    return {
        "store": document.store.code,
        "series": {"prefix": document.series.prefix, "year": document.series.year} | _issuer_of(document.series),
        "credits": document.credits.number if document.credits else None,
        "replaces": document.replaces.number if document.replaces else None,
        "logo": document.logo.sha256 if document.logo else None,
        "snapshot": document.snapshot.sha256 if document.snapshot else None,
        "lines": [_facts(line, sealed_names(_LINE, Line, version)) for line in lines],
        "taxes": [_facts(tax, sealed_names(_TAX, TaxTotal, version)) for tax in taxes],
    }


def _issuer_of(series: Series) -> dict[str, str]:
    """Return the provider that gives the numbers and dates of `series`; nothing where Folio does."""
    return {"issuer": series.account.provider} if series.account else {}


def _of_document(version: int) -> tuple[str, ...]:
    return sealed_names(_DOCUMENT, DocumentFacts, version)


@cache
def sealed_names(literal: tuple[str, ...], declaration: "type[DataclassInstance]", version: int) -> tuple[str, ...]:
    """Return the facts that `version` seals: those of `literal`, and later ones of `declaration`."""
    later = range(_LITERAL + 1, version + 1)
    return (
        *literal,
        *(each.name for each in declared_facts(declaration) if each.metadata.get(SEALED_FROM) in later),
    )


def _is_beyond(version: int, document: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax]) -> bool:
    """Tell whether a row states a fact that `version` does not seal."""
    return any(
        getattr(row, name) not in ("", None)
        for declaration, rows in ((DocumentFacts, [document]), (Line, lines), (TaxTotal, taxes))
        for name in _unsealed_names(declaration, version)
        for row in rows
    )


@cache
def _unsealed_names(declaration: "type[DataclassInstance]", version: int) -> tuple[str, ...]:
    facts = declared_facts(declaration)
    return tuple(each.name for each in facts if each.metadata.get(SEALED_FROM, 0) > max(version, _LITERAL))


def _facts(row: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name), name) for name in names}


def _plain(value: object, name: str) -> object:
    """Return `value` for JSON, equal for a row just made and the same row read back from its columns."""
    match value:
        case Decimal():
            return str(value.quantize(_EIGHT_PLACES if name == "unit_price" else _FOUR_PLACES))
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case None | bool() | int() | str() | list():
            return value
        case _:
            return str(value)


def _text(facts: dict[str, Any]) -> str:
    return json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
