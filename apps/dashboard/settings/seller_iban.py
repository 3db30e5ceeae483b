"""The seller's IBAN, checked by the rules of ISO 13616."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import iban
from stdnum.exceptions import ValidationError as Refused


def compact_iban(text: str) -> str:
    """Return the IBAN `text` without spaces, empty for none. Raise ValidationError where it has a typing error."""
    if not text.strip():
        return ""
    try:
        return str(iban.validate(text))
    except Refused:
        raise ValidationError(
            _("This is not a valid IBAN: it has a typing error, or a character too few or too many.")
        ) from None
