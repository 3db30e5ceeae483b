"""What a merchant fills in for InvoiceXpress: credentials and choices. Pure."""

from apps.countries.base import translatable as _
from apps.providers.account import FormField, Option
from apps.providers.invoicexpress.kinds import KINDS

RATES = ("23", "13", "6", "22", "12", "16", "9", "4", "0")
"""The percentages of value added tax in Portugal, Madeira and the Azores, for which a tax can be chosen."""

TEST_HOST, LIVE_HOST = "macewindu.invoicexpress.com", "app.invoicexpress.com"

CREDENTIALS = (
    FormField(
        name="account",
        label=_("Name of the account"),
        help=_("The first part of the address of your account: NAME.app.invoicexpress.com."),
        longest=63,
    ),
    FormField(name="api_key", label=_("API key"), help=_("In InvoiceXpress: Account, API."), is_secret=True),
    FormField(
        name="environment",
        label=_("Environment"),
        default="live",
        options=(
            Option(value="live", label=_("The real one")),
            Option(value="test", label=_("The provider's sandbox")),
        ),
    ),
)
DOCUMENT = FormField(
    name="document",
    label=_("Document for a paid order"),
    default="FR",
    options=(
        Option(value="FR", label=_("Fatura-recibo")),
        Option(value="FS", label=_("Fatura simplificada up to its legal limit, else fatura-recibo")),
        Option(value="FT", label=_("Fatura, without a receipt")),
    ),
)
REGION = FormField(
    name="region",
    label=_("Region of your taxes"),
    help=_("Of several taxes with the same percentage, the one of this region is taken."),
    default="PT",
    options=(
        Option(value="PT", label=_("Mainland")),
        Option(value="PT-AC", label=_("Azores")),
        Option(value="PT-MA", label=_("Madeira")),
    ),
)
_SERIES = tuple(
    FormField(
        name=kind.choice,
        label=label,
        help=_("Without a choice it is the account's usual series."),
        is_required=False,
        from_account="series",
    )
    for kind, label in (
        (KINDS["FR"], _("Series of faturas-recibo")),
        (KINDS["FT"], _("Series of faturas")),
        (KINDS["FS"], _("Series of faturas simplificadas")),
        (KINDS["NC"], _("Series of notas de crédito")),
    )
)


def tax_choice(rate: str) -> str:
    """Return the name of the choice of the tax with the percentage `rate`."""
    return f"tax_{rate}"


_TAX_LABELS = {
    "23": _("Tax of 23 %"),
    "13": _("Tax of 13 %"),
    "6": _("Tax of 6 %"),
    "22": _("Tax of 22 %"),
    "12": _("Tax of 12 %"),
    "16": _("Tax of 16 %"),
    "9": _("Tax of 9 %"),
    "4": _("Tax of 4 %"),
    "0": _("Tax of items without tax"),
}
_TAXES = tuple(
    FormField(
        name=tax_choice(rate),
        label=_TAX_LABELS[rate],
        help=_("Without a choice it is the account's tax with this percentage in your region."),
        is_required=False,
        from_account="taxes",
    )
    for rate in RATES
)
CHOICES = (DOCUMENT, REGION, *_SERIES, *_TAXES)
