"""A `Document` as JSON: amounts as decimal texts, dates as ISO 8601. Fields with a default may be left out. Pure."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from apps.core.errors import FolioError
from apps.providers.document import Document


class NotADocument(FolioError):
    """JSON that is no document. The text names the field."""

    code = "not_a_document"


def document_as_json(document: Document) -> dict[str, Any]:
    """Return `document` as JSON that `document_from_json` reads."""
    written: dict[str, Any] = _written(document)
    return written


def document_from_json(kept: Any) -> Document:
    """Return the document that `kept` describes. Raise NotADocument."""
    document: Document = _read(Document, kept, "document")
    return document


def _written(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _written(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def _read(wanted: Any, kept: Any, place: str) -> Any:
    """Return `kept`, at `place` of the document, as a value of the type `wanted`."""
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin in {Union, types.UnionType}:
        some = next(each for each in parts if each is not type(None))
        return None if kept is None else _read(some, kept, place)
    if origin is tuple and isinstance(kept, list):
        return tuple(_read(parts[0], each, f"{place}[{number}]") for number, each in enumerate(kept))
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _read_fields(wanted, kept, place)
    return _read_plain(wanted, kept, place)


def _read_fields(wanted: type, kept: Any, place: str) -> Any:
    if not isinstance(kept, Mapping):
        raise NotADocument(f"“{place}” is no JSON object.")
    known = {each.name: each for each in fields(wanted)}
    needed = {name for name, each in known.items() if each.default is MISSING and each.default_factory is MISSING}
    for said, names in (("is not known", set(kept) - set(known)), ("is missing", needed - set(kept))):
        if names:
            raise NotADocument(f"“{place}.{min(names)}” {said}.")
    hints = get_type_hints(wanted)
    return wanted(**{name: _read(hints[name], value, f"{place}.{name}") for name, value in kept.items()})


def _read_plain(wanted: Any, kept: Any, place: str) -> Any:
    try:
        if wanted is Decimal and isinstance(kept, str):
            return Decimal(kept)
        if wanted is date:
            return date.fromisoformat(kept)
    except (TypeError, ValueError, InvalidOperation):
        raise NotADocument(f"“{place}” cannot be read.") from None
    origin = get_origin(wanted)
    if origin is Literal:
        is_right = kept in get_args(wanted)
    else:
        is_right = isinstance(kept, origin or wanted) and (wanted is bool) == isinstance(kept, bool)
    if not is_right:
        raise NotADocument(f"“{place}” is none of its values.")
    return kept
