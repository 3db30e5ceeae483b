"""Which tax of the account a percentage is: the merchant's choice, else one of equal value and their region. Pure."""

from decimal import Decimal, InvalidOperation
from typing import Any

from apps.core.http.exact_json import json_number
from apps.providers.account import Account, Entry, Values
from apps.providers.invoicexpress.fields import REGION, tax_choice
from apps.providers.problems import Problem


def tax_of(rate: Decimal, account: Account, choices: Values) -> dict[str, Any] | Problem:
    """Return the tax with the percentage `rate` as it is sent, or why none is certain."""
    written = f"{rate.normalize():f}"
    chosen = choices.get(tax_choice(written), "")
    if chosen:
        entry = account.entry("taxes", chosen)
        if entry is None or value_of(entry) != rate:
            return Problem("provider_tax_choice_wrong", {"rate": written})
        return _sent(entry)
    found = _proposed(rate, account, choices.get(REGION.name) or REGION.default)
    if len(found) == 1:
        return _sent(found[0])
    return Problem("provider_tax_unclear" if found else "provider_tax_missing", {"rate": written})


def value_of(tax: Entry) -> Decimal | None:
    """Return the percentage of the account's `tax`, None where it is no number."""
    try:
        value = Decimal(str(tax.details.get("value")))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _proposed(rate: Decimal, account: Account, region: str) -> list[Entry]:
    """Return the account's taxes that `rate` may be: of the region before those of none, and these before others."""
    equal = [each for each in account.entries.get("taxes", ()) if value_of(each) == rate]
    own = [each for each in equal if each.details.get("region") == region]
    without = [each for each in equal if not each.details.get("region")]
    found = own or without or equal
    usual = [each for each in found if each.details.get("is_default")]
    return usual if len(usual) == 1 else found


def _sent(tax: Entry) -> dict[str, Any]:
    value = value_of(tax)
    number = int(tax.id) if tax.id.isdecimal() else tax.id
    return {"id": number, "name": tax.name, "value": json_number(value or Decimal(0))}
