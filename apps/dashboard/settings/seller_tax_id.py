"""The seller's own tax number: every document carries it, so a slip in it makes every document wrong."""

import re

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.countries import registry
from apps.orders import tax_ids
from apps.orders.texts import folded

# The code of another country, and the number behind it.
_ABROAD = re.compile(r"([A-Z]{2})[\s:]+(\S.*)", re.DOTALL)


def check_seller_tax_id(tax_id: str, country: str) -> None:
    """Raise ValidationError if `tax_id` cannot be a number of `country`, or of the country whose code stands before it.

    None at all is no slip; one without a digit is, and so are a passport's and one that brings its own label.
    """
    abroad = _ABROAD.fullmatch(tax_id.strip())
    is_abroad = abroad is not None and abroad[1] in Locale("en").territories
    number, home = (abroad[2], abroad[1]) if abroad and is_abroad else (tax_id, country)
    has_digit = any(sign.isdecimal() for sign in number) and folded(tax_ids.plain_tax_id(number, home)) == folded(
        number
    )
    if not tax_id or (has_digit and tax_ids.check_tax_id(number, home, passports=False) is None):
        return
    raise ValidationError(
        _("This is not a valid %(name)s: it has a typing error, or a character too few or too many.")
        % {"name": registry.country(home).settings_tax_id or _("tax number")}
    )
