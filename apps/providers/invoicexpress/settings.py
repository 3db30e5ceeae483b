"""What an account has: series with their ids for each kind of document, and taxes. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from apps.providers.account import Entry
from apps.providers.invoicexpress.kinds import KINDS
from apps.providers.problems import Problem

_NOT_REGISTERED = {"", "N/A", "None"}


def series_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Return the account's series; `details` hold, for each kind, the id and the AT's code, empty without one."""
    return tuple(_series(row) for row in rows)


def _series(row: Mapping[str, Any]) -> Entry:
    details = {
        code: {"id": row[kind.sequence_key], "validation": _validation(row.get(kind.validation_key))}
        for code, kind in KINDS.items()
        if row.get(kind.sequence_key)
    }
    return Entry(id=str(row["id"]), name=str(row.get("serie", "")), details=details)


def _validation(stated: Any) -> str:
    return "" if str(stated) in _NOT_REGISTERED else str(stated)


def taxes_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Return the account's taxes; `details` hold the percentage as it is stated, the region, and the default."""
    return tuple(
        Entry(
            id=str(row["id"]),
            name=str(row.get("name", "")),
            details={
                "value": str(row.get("value", "")),
                "region": row.get("region") or "",
                "is_default": str(row.get("default_tax", "")) in {"1", "True"},
            },
        )
        for row in rows
    )


def warnings_of(series: Sequence[Entry]) -> tuple[Problem, ...]:
    """Return a warning for each series with kinds of documents for which the AT does not know it."""
    found = [(each.name, [code for code, of in each.details.items() if not of["validation"]]) for each in series]
    return tuple(
        Problem("provider_series_not_registered", {"series": name, "type": ", ".join(codes)})
        for name, codes in found
        if codes
    )
