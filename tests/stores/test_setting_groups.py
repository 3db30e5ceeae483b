"""Groups of settings: each of their facts is a column of the settings."""

from apps.core.facts import names_of
from apps.stores import setting_groups
from apps.stores.models import InvoicingSettings

_GROUPS = (
    setting_groups.NumberingRules,
    setting_groups.SellerIdentity,
    setting_groups.PaperSettings,
    setting_groups.LanguageRules,
    setting_groups.EmailSettings,
    setting_groups.IssuingRules,
)


def test_no_setting_is_in_two_groups_and_each_is_a_column() -> None:
    names = [name for group in _GROUPS for name in names_of(group)]
    assert len(names) == len(set(names))
    assert set(names) <= {field.attname for field in InvoicingSettings._meta.concrete_fields}


def test_a_reader_gets_the_values_of_the_row() -> None:
    row = InvoicingSettings(invoice_prefix="X-", number_padding=3, seller_name="Ñandú", logo_id=7, mail_buyers=True)
    assert (row.numbering.invoice_prefix, row.numbering.number_padding) == ("X-", 3)
    assert (row.seller.seller_name, row.paper.logo_id, row.emails.mail_buyers) == ("Ñandú", 7, True)
