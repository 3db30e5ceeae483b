"""Search for documents by facts that a merchant remembers: number, order, buyer, tax number, amount.

Words are found by PostgreSQL's own text search with its `simple` configuration, which needs no extension. The store is
one of the words, so that the index never scans the matches of other stores.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Q, Value

# Longer texts are not searched for, and PostgreSQL refuses to index very long ones.
_LONGEST = 500
_MOST_WORDS = 8
# A number this long is a tax number or an order's, so its beginning identifies it well enough.
_TELLING_DIGITS = 6
_TELLING_LETTERS = 2
_FOLDED = str.maketrans("áàâãäåéèêëíìîïóòôõöúùûüñçý", "aaaaaaeeeeiiiiooooouuuuncy")
_STORE = "folio0store"
_LARGEST_ID = 2**63 - 1
_ACCENTED, _PLAIN = "".join(map(chr, _FOLDED)), "".join(map(chr, _FOLDED.values()))
_WORDS = f"""to_tsvector('simple', '{_STORE}' || {{0}}::text || ' ' ||
regexp_replace(translate(lower(left({{1}}, {_LONGEST})), '{_ACCENTED}', '{_PLAIN}'), '[^[:alnum:]]+', ' ', 'g')
|| ' ' || lower(regexp_replace(left({{2}}, {_LONGEST}), '[^[:alnum:]]+', '', 'g'))
|| ' ' || lower(regexp_replace({{3}}, '[^[:alnum:]]+', '', 'g')) || ' ' || {{4}}::text)"""


class Words(Func):
    """The `tsvector` by which a document is found: its store, words of the buyer's name, tax number and number."""

    output_field = SearchVectorField()

    def __init__(self) -> None:
        super().__init__(*map(F, ("store_id", "buyer_name", "buyer_tax_id", "number", "sequence")))

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[str | int, ...]]:
        columns = [compiler.compile(column)[0] for column in self.get_source_expressions()]
        return _WORDS.format(*columns), ()


INDEX = GinIndex(Words(), name="documents_by_words")


def found_by(text: str, store_id: int) -> Q:
    """Return the condition for the documents of the store `store_id` that match `text`, as a merchant types it.

    All words of `text` must be found, or all of it must be an order's id or an amount.
    """
    condition = Q(_matches(_query(text, store_id)))
    typed = text.strip().removeprefix("#")
    if typed.isascii() and typed.isdigit() and int(typed) <= _LARGEST_ID:
        condition |= Q(order_id=int(typed))
    if amounts := amounts_in(text):
        condition |= Q(gross_total__in=amounts)
    return condition


def amounts_in(text: str) -> list[Decimal]:
    """Return the amounts that `text` can mean: 10.000 is ten thousand in some countries and ten in others."""
    typed = re.sub(r"^[^\d]{0,4}|[^\d]{0,4}$", "", text.strip())
    found = {read for decimal_mark in ",." if (read := _amount(typed, decimal_mark)) is not None}
    return sorted(amount for amount in found if amount < 10**15)


def _amount(typed: str, decimal_mark: str) -> Decimal | None:
    parting = f"[{'.' if decimal_mark == ',' else ','} \u00a0\u202f'’]"
    found = re.fullmatch(
        rf"(\d+|\d{{1,3}}(?:{parting}\d{{3}})+)(?:{re.escape(decimal_mark)}(\d{{1,4}}))?", typed, re.ASCII
    )
    return Decimal(f"{re.sub(parting, '', found[1])}.{found[2] or 0}") if found else None


def _matches(query: str) -> Func:
    """Return the condition that a document's words match `query`, a `tsquery`."""
    query_value = Value(query)
    return Func(
        Words(), query_value, template="%(expressions)s::tsquery", arg_joiner=" @@ ", output_field=BooleanField()
    )


def _query(text: str, store_id: int) -> str:
    """Return `text` as a `tsquery`: all of it as one number, or each of its words, in the store's documents."""
    joined = re.sub(r"[\W_]+", "", _fold(text))[:_LONGEST]
    words = re.sub(r"[\W_]+", " ", _fold(text)[:_LONGEST]).split()[:_MOST_WORDS]
    if not words:
        return f"'{_STORE}{store_id}' & !'{_STORE}{store_id}'"
    return f"'{_STORE}{store_id}' & ({_word(joined)} | ({' & '.join(map(_word, words))}))"


def _word(word: str) -> str:
    """Match a word by its beginning, a short number only as a whole, with and without its leading zeros."""
    if not word.isdigit():
        return f"'{word}':*" if len(word) >= _TELLING_LETTERS else f"'{word}'"
    plain = word.lstrip("0") or "0"
    return f"('{word}':* | '{plain}')" if len(plain) >= _TELLING_DIGITS else f"('{word}' | '{plain}')"


def _fold(text: str) -> str:
    """Return `text` in its indexed form: lower-case letters without accents."""
    return unicodedata.normalize("NFC", text).lower().translate(_FOLDED)
