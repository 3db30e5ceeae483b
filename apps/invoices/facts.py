"""The facts of a document by group, from which its row is built. Fields are columns of `Invoice`.

Two groups come from the settings (`apps.stores.setting_groups`); lines, tax rows and totals are declared in
`apps.formats.document`, since the renderer takes them as they are.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.facts import columns_of, facts_of
from apps.formats.document import TaxPart, TaxTotal, Totals
from apps.invoices.models import Invoice, InvoiceTax, Kind
from apps.orders.data import Buyer
from apps.orders.models import OrderSnapshot
from apps.stores.models import Store
from apps.stores.setting_groups import PaperSettings, SellerIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerFacts:
    """The buyer, as the document names them."""

    buyer_name: str
    buyer_tax_id: str
    buyer_activity: str
    buyer_taxpayer_type: str
    buyer_wants_factura: bool | None
    buyer_address: str
    buyer_email: str
    buyer_country: str

    @classmethod
    def of_order(cls, buyer: Buyer) -> "BuyerFacts":
        """Return the facts of `buyer`; the name is the company's, if there is one."""
        return cls(
            buyer_name=buyer.company or buyer.name,
            buyer_tax_id=buyer.tax_id,
            buyer_activity=buyer.activity,
            buyer_taxpayer_type=buyer.taxpayer_type,
            buyer_wants_factura=buyer.wants_factura,
            buyer_address="\n".join(buyer.address),
            buyer_email=buyer.email,
            buyer_country=buyer.country,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """The sale that a document is about, how its order was read, and how its taxes were rounded.

    `stated_tax` and `remarks` are about an invoice's own order: a credit note has none. `noticed` holds the remarks as
    codes and figures.
    """

    order_id: int
    country: str
    time_zone: str
    language: str
    currency: str
    supply_date: date | None
    payment_date: date | None
    payment_method: str
    stated_tax: Decimal | None
    reading: str
    rounding: str
    remarks: str
    noticed: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """A document without its number: which kind it is, what it refers to, and the groups that it prints."""

    store: Store
    kind: Kind
    snapshot: OrderSnapshot | None
    sale: Sale
    seller: SellerIdentity
    buyer: BuyerFacts
    totals: Totals
    paper: PaperSettings
    revision: int = 1
    credits: Invoice | None = None
    credit_reason: str = ""
    replaces: Invoice | None = None


def tax_facts(row: InvoiceTax) -> TaxTotal:
    """Return the facts of `row`."""
    parts = tuple(TaxPart(part["name"], Decimal(part["rate"]), Decimal(part["tax"])) for part in row.parts)
    return replace(facts_of(TaxTotal, row), parts=parts)


def tax_columns(tax: TaxTotal) -> dict[str, object]:
    """Return the columns of `InvoiceTax` that hold `tax`; its parts are JSON with decimal strings."""
    parts = [{"name": part.name, "rate": f"{part.rate:f}", "tax": f"{part.tax:f}"} for part in tax.parts]
    return columns_of(tax) | {"parts": parts}
