"""What counts in a country that no other module of this package describes, and for every fact that it leaves out."""

from datetime import date
from decimal import Decimal

from apps.countries.addresses import NO_DISTRICTS, USUAL_LINES, AddressFormat
from apps.countries.base import Capability, Country, Retention, Standing, TaxIdRules
from apps.countries.base import translatable as _
from apps.countries.documents import RoundingRule

DEFAULT = Country(
    code="",
    capability=Capability(
        Standing.PLAIN_INVOICE,
        _("This PDF is an ordinary invoice. Ask your accountant whether your country's tax authority asks for more."),
        source="",
        known=date(2026, 11, 23),
    ),
    notices={},
    titles={},
    retention=Retention(10, "unknown, therefore the longest of all countries"),
    official_documents=(),
    credit_note_periods=(),
    date_rules=None,
    uses_en16931=False,
    rounding=RoundingRule(by="line", source="as the platform rounds", checked=date(2026, 11, 27)),
    language=None,
    store_language="en",
    portuguese="PT",
    time_zone="UTC",
    tax_name="",
    has_vat=False,
    usual_vat_rate=Decimal(0),
    vat_rates=frozenset(),
    special_taxes=frozenset(),
    exemption_code="",
    tax_categories=None,
    payment_proposals=(),
    voucher_note="",
    authority="",
    fiscal_id="",
    tax_id_names=None,
    settings_tax_id="",
    tax_id_rules=TaxIdRules(),
    example_tax_id="11111111-1",
    address=AddressFormat(lines=USUAL_LINES, unused=NO_DISTRICTS),
    activity_means_factura=False,
)
