"""What the stand-in asks of a document before it keeps it as a draft."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from apps.sandbox.answers import Payload
from apps.sandbox.providers.accounts import Account
from apps.sandbox.providers.invoicexpress.arithmetic import Row
from apps.sandbox.providers.invoicexpress.shapes import refused

_FIELDS = {
    *("date", "due_date", "reference", "observations", "retention", "tax_exemption", "sequence_id", "client", "items"),
    *("manual_sequence_number", "mb_reference", "owner_invoice_id", "global_discount", "currency_code", "rate"),
    "plugin_id",
}
_ITEM_FIELDS = {"name", "description", "unit_price", "quantity", "unit", "discount", "tax"}
_EXEMPTIONS = frozenset(
    "M00 M01 M02 M04 M05 M06 M07 M09 M10 M11 M12 M13 M14 M15 M16 M19 M20 M21 M25 M26 M30 M31 M32 M33 M34 M40 M41 M42 "
    "M43 M99".split()
)
_UNITS = {"", "unit", "service", "other"}


def day(account: Account, text: Any, name: str) -> date:
    """Return the date in `text`. Raise Refused."""
    try:
        return datetime.strptime(str(text), "%d/%m/%Y").date()  # noqa: DTZ007  (a day has no time zone)
    except ValueError:
        raise refused(account, f"{name} is not a date (dd/mm/yyyy)") from None


def fields(account: Account, wanted: Any) -> None:
    """Check the names of the document's fields and its dates. Raise Refused."""
    if not isinstance(wanted, dict):
        raise refused(account, "The document is missing")
    if unknown := wanted.keys() - _FIELDS:
        raise refused(account, f"Unknown fields: {', '.join(sorted(unknown))}")
    if day(account, wanted.get("due_date"), "Due date") < day(account, wanted.get("date"), "Date"):
        raise refused(account, "Vencimento deve ser igual ou posterior à data")
    if not isinstance(wanted.get("client"), dict):
        raise refused(account, "Client can't be blank")


def items(account: Account, wanted: Payload, struck: Iterable[str]) -> list[Payload]:
    """Return the items as they are kept, with the tax that the account gives them. Raise Refused."""
    stated = wanted.get("items")
    if not isinstance(stated, list):
        raise refused(account, "Items element should be of type array")
    if not stated:
        raise refused(account, "Items can't be blank")
    kept = [_item(account, each) for each in stated]
    if "wrong_tax" in struck:
        kept[0]["tax"] = next(each for each in _taxes(account) if each["value"] != kept[0]["tax"]["value"])
    code = wanted.get("tax_exemption", "")
    if any(not Decimal(str(each["tax"]["value"])) for each in kept) and code not in _EXEMPTIONS:
        raise refused(account, "Razão de isenção deve ter uma opção selecionada")
    return kept


def row(item: Payload) -> Row:
    """Return `item` in numbers."""
    price, quantity, discount = (Decimal(str(item[name])) for name in ("unit_price", "quantity", "discount"))
    return Row(price, quantity, discount, Decimal(str(item["tax"]["value"])))


def _item(account: Account, wanted: Any) -> Payload:
    if not isinstance(wanted, dict) or wanted.keys() - _ITEM_FIELDS:
        raise refused(account, "Item has unknown fields")
    if not wanted.get("name"):
        raise refused(account, "Item name can't be blank")
    price, quantity = (_number(account, wanted, name) for name in ("unit_price", "quantity"))
    if price < 0:
        raise refused(account, "Item price must be positive")
    if quantity <= 0:
        raise refused(account, "Item quantity must be positive")
    if wanted.get("unit", "") not in _UNITS:
        raise refused(account, "Item unit is not valid")
    return {**wanted, "discount": wanted.get("discount", 0), "tax": _tax(account, wanted.get("tax"))}


def _number(account: Account, wanted: Payload, name: str) -> Decimal:
    try:
        return Decimal(str(wanted.get(name)))
    except InvalidOperation:
        raise refused(account, f"Item {name} is not a number") from None


def _tax(account: Account, wanted: Any) -> Payload:
    """Return the tax of an item: the account's tax of that name, else its default; none for a bare number."""
    if not isinstance(wanted, dict):
        return next(each for each in _taxes(account) if not each["value"])
    named = [each for each in _taxes(account) if each["name"] == wanted.get("name")]
    return named[0] if named else next(each for each in _taxes(account, default=True))


def _taxes(account: Account, *, default: bool = False) -> list[Payload]:
    return [
        {"id": each["id"], "name": each["name"], "value": float(each["value"])}
        for each in account.details["taxes"]
        if each["default_tax"] or not default
    ]
