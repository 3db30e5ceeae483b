"""The company behind a key, as OpenFactura knows it."""

from collections.abc import Iterable, Mapping
from typing import Any

from apps.countries.tax_numbers import normal_tax_number
from apps.providers.account import Account, Entry, Environment
from apps.providers.problems import Problem
from apps.providers.sii.texts import latin1

_USUAL = ("39", "33", "61")


def account_of(company: Mapping[str, Any], folios: Mapping[str, int] | None, environment: Environment) -> Account:
    """Return the account from what OpenFactura tells of the `company`, with the `folios` left by kind."""
    missing = [kind for kind in _USUAL if folios is not None and not folios.get(kind)]
    warnings = [Problem("sii_type_not_enabled", {"type": kind}) for kind in missing]
    if environment == "test":
        warnings.append(Problem("provider_environment"))
    return Account(
        holder=_text(company.get("razonSocial")),
        holder_tax_id=normal_tax_number(_text(company.get("rut")), "CL"),
        environment=environment,
        entries={"activities": tuple(_activities(company)), "branches": tuple(_branches(company))},
        details={
            "name": _text(company.get("razonSocial")),
            "activity": _text(company.get("glosaDescriptiva")),
            "address": _text(company.get("direccion")),
            "comuna": _text(company.get("comuna")),
            "branch": _text(company.get("cdgSIISucur")),
        },
        folios_left=folios,
        warnings=tuple(warnings),
    )


def folios_of(answer: Mapping[str, Any] | None) -> dict[str, int] | None:
    """Return the folios left by kind of document; OpenFactura calls them disponibles, its table disponible."""
    rows = _objects((answer or {}).get("documentos"))
    left = {_text(row.get("dte")): _count(row.get("disponibles", row.get("disponible"))) for row in rows}
    return {kind: count for kind, count in left.items() if kind and count is not None} or None


def _activities(company: Mapping[str, Any]) -> Iterable[Entry]:
    """Yield the activities with their codes, the principal one first."""
    rows = [row for row in _objects(company.get("actividades")) if _text(row.get("codigoActividadEconomica"))]
    for row in sorted(rows, key=lambda each: not each.get("actividadPrincipal")):
        yield Entry(id=_text(row["codigoActividadEconomica"]).zfill(6), name=_text(row.get("giro")))


def _branches(company: Mapping[str, Any]) -> Iterable[Entry]:
    for row in _objects(company.get("sucursales")):
        if code := _text(row.get("cdgSIISucur")):
            address, comuna = _text(row.get("direccion")), _text(row.get("comuna"))
            name = ", ".join(filter(None, (address, comuna)))
            yield Entry(id=code, name=name or code, details={"address": address, "comuna": comuna})


def _objects(rows: Any) -> list[Mapping[str, Any]]:
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _text(value: Any) -> str:
    return "" if value is None else latin1(_unmangled(str(value)))


def _unmangled(text: str) -> str:
    """Return `text` as it was meant where it is UTF-8 that was read as Latin-1 (CuricÃ³)."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _count(value: Any) -> int | None:
    return int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()) else None
