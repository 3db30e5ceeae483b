"""What codes of standards are called in the interface: categories of the value added tax, and means of payment."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.countries import payment_proposals as codes
from apps.countries.tax_categories import TaxCategory

CATEGORIES: Mapping[str, Promise] = {
    TaxCategory.ZERO_RATED: _("Taxed at zero"),
    TaxCategory.EXEMPT: _("Exempt from the tax"),
    TaxCategory.REVERSE_CHARGE: _("Reverse charge: the buyer owes the tax"),
    TaxCategory.INTRA_COMMUNITY: _("Sale to a business elsewhere in the European Union"),
    TaxCategory.EXPORT: _("Export of goods"),
    TaxCategory.OUTSIDE_SCOPE: _("Not subject to the tax"),
}
PAYMENTS: Mapping[str, Promise] = {
    codes.BANK_CARD: _("Card, credit or debit"),
    codes.CREDIT_CARD: _("Credit card"),
    codes.DEBIT_CARD: _("Debit card"),
    codes.CREDIT_TRANSFER: _("Transfer"),
    codes.SEPA_CREDIT_TRANSFER: _("SEPA transfer"),
    codes.TO_BANK_ACCOUNT: _("Payment into a bank account"),
    codes.IN_CASH: _("Cash"),
    codes.ONLINE_SERVICE: _("Online payment service"),
    codes.DIRECT_DEBIT: _("Direct debit"),
    codes.SEPA_DIRECT_DEBIT: _("SEPA direct debit"),
    codes.CHEQUE: _("Cheque"),
    codes.CLEARING: _("Set off between you and the buyer"),
    codes.AGREED: _("Another way that was agreed"),
}
