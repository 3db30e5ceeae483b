"""What a merchant chooses about their DTE, the same at every provider that takes the structure of the SII."""

from dataclasses import dataclass
from typing import Literal

from apps.countries.base import translatable as _
from apps.providers.account import FormField, Option, Values

_NO, _YES = Option(value="no", label=_("No")), Option(value="yes", label=_("Yes"))

PESO = FormField(
    name="peso_difference",
    label=_("Facturas whose total no net amount reaches"),
    help=_(
        "One total in six cannot be written as a net amount and 19 % of it. The SII does not reject such a factura for "
        "a peso of IVA; whether it remarks on it is not known."
    ),
    default="hold",
    options=(
        Option(value="hold", label=_("Ask me")),
        Option(value="accept", label=_("Issue them with a difference of one peso in the IVA")),
    ),
)
GROSS_FACTURA = FormField(
    name="gross_factura",
    label=_("Facturas with gross prices (MntBruto)"),
    help=_("The SII allows it, and every total is exact. Not yet tried with this provider."),
    default="no",
    options=(_NO, _YES),
)
COMPANIES = FormField(
    name="company_buyer",
    label=_("Buyers who name a company and did not say which document they want"),
    default="factura",
    options=(
        Option(value="factura", label=_("Factura; ask me if their data are incomplete")),
        Option(value="with_giro", label=_("Factura if they state a giro, else boleta")),
        Option(value="boleta", label=_("Boleta")),
    ),
)
ORDER_REFERENCE = FormField(
    name="order_reference",
    label=_("Order number on the document (reference 801)"),
    help=_("It lets Folio find a document again. Turn it off only if the provider refuses it."),
    default="yes",
    options=(_YES, _NO),
)

FIELDS: tuple[FormField, ...] = (PESO, GROSS_FACTURA, COMPANIES, ORDER_REFERENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The answers to `FIELDS`; without an answer the safe one."""

    accepts_peso: bool = False
    gross_factura: bool = False
    company_buyer: Literal["factura", "with_giro", "boleta"] = "factura"
    order_reference: bool = True


def options_of(choices: Values) -> Options:
    """Return the merchant's answers; what is missing or not one of the answers counts as the default."""
    company = choices.get(COMPANIES.name)
    return Options(
        accepts_peso=choices.get(PESO.name) == "accept",
        gross_factura=choices.get(GROSS_FACTURA.name) == "yes",
        company_buyer="with_giro" if company == "with_giro" else "boleta" if company == "boleta" else "factura",
        order_reference=choices.get(ORDER_REFERENCE.name) != "no",
    )
