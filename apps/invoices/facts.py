"""The facts of a document by group, from which its row is built. Fields are columns of `Invoice`.

Two groups come from the settings (`apps.stores.setting_groups`); lines, tax rows and totals are declared in
`apps.formats.document`, since the renderer takes them as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.facts import PREFIX, columns_of, facts_of
from apps.countries.addresses import UNKNOWN, Address
from apps.formats.document import SEALED_FROM, Line, TaxPart, TaxTotal, Totals
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Kind
from apps.orders import tax_ids
from apps.orders.data import Buyer
from apps.orders.models import OrderSnapshot
from apps.stores.models import Store
from apps.stores.setting_groups import PaperSettings, SellerIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerFacts(SellerIdentity):
    """The seller, as the document names them: the settings' identity, and what follows from it.

    `seller_vat_id` is the tax number as the country writes it, with the prefix of the VAT number where the Union wants
    one (BT-31); empty if it is not known.
    """

    seller_vat_id: str = field(default="", metadata={SEALED_FROM: 3})

    @classmethod
    def of_settings(cls, identity: SellerIdentity, country: str) -> "SellerFacts":
        """Return the facts of the seller `identity` in `country` (ISO 3166-1 alpha-2)."""
        own = {each.name: getattr(identity, each.name) for each in fields(identity)}
        return cls(**own, seller_vat_id=tax_ids.normal_tax_id(identity.seller_tax_id, country))


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerFacts:
    """The buyer, as the document names them.

    `buyer_kind` is a value of `BuyerKind`, empty if it is not known. `buyer_vat_id` is the tax number as its country
    writes it, with the prefix of the VAT number where the Union wants one (BT-48). `buyer_electronic_address` is where
    they receive electronic invoices, by `buyer_electronic_scheme`, a code of the EAS list. `buyer_parts` are the
    address in parts, none if only its text is known.
    """

    buyer_name: str
    buyer_tax_id: str
    buyer_activity: str
    buyer_taxpayer_type: str
    buyer_wants_factura: bool | None
    buyer_address: str
    buyer_email: str
    buyer_country: str
    buyer_kind: str = field(default="", metadata={SEALED_FROM: 3})
    buyer_vat_id: str = field(default="", metadata={SEALED_FROM: 3})
    buyer_electronic_address: str = field(default="", metadata={SEALED_FROM: 3})
    buyer_electronic_scheme: str = field(default="", metadata={SEALED_FROM: 3})
    buyer_parts: Address = field(default=UNKNOWN, metadata={SEALED_FROM: 3, PREFIX: "buyer_"})

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
            buyer_kind=buyer.kind.value,
            buyer_vat_id=tax_ids.normal_tax_id(buyer.tax_id, buyer.country),
            buyer_electronic_address=buyer.electronic_address,
            buyer_electronic_scheme=buyer.electronic_scheme,
            buyer_parts=buyer.parts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """The sale that a document is about, how its order was read, and how its taxes were rounded.

    `stated_tax` and `remarks` are about an invoice's own order: a credit note has none. `noticed` holds the remarks as
    codes and figures. `payment_means` is the code of UNTDID 4461 (BT-81) for `payment_method`, empty if not known.
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
    payment_means: str = field(default="", metadata={SEALED_FROM: 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """A document without its number: which kind it is, what it refers to, and the groups that it prints."""

    store: Store
    kind: Kind
    snapshot: OrderSnapshot | None
    sale: Sale
    seller: SellerFacts
    buyer: BuyerFacts
    totals: Totals
    paper: PaperSettings
    revision: int = 1
    credits: Invoice | None = None
    credit_reason: str = ""
    replaces: Invoice | None = None


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows of a document that has no number yet. They are not in the database."""

    document: Invoice
    lines: Sequence[InvoiceLine]
    taxes: Sequence[InvoiceTax]


def rows_of(facts: DocumentFacts, lines: Sequence[Line], taxes: Sequence[TaxTotal]) -> DocumentRows:
    """Return the rows of a document of `facts`. A field of a line that is no fact of `Line` is a column as well."""
    store = facts.store
    return DocumentRows(
        Invoice(**columns_of(facts), line_count=len(lines), rate_count=len(taxes)),
        [InvoiceLine(store=store, position=place, **columns_of(line)) for place, line in enumerate(lines, 1)],
        [InvoiceTax(store=store, position=place, **tax_columns(tax)) for place, tax in enumerate(taxes, 1)],
    )


def tax_facts(row: InvoiceTax) -> TaxTotal:
    """Return the facts of `row`."""
    parts = tuple(TaxPart(part["name"], Decimal(part["rate"]), Decimal(part["tax"])) for part in row.parts)
    return replace(facts_of(TaxTotal, row), parts=parts)


def tax_columns(tax: TaxTotal) -> dict[str, object]:
    """Return the columns of `InvoiceTax` that hold `tax`; its parts are JSON with decimal strings."""
    parts = [{"name": part.name, "rate": f"{part.rate:f}", "tax": f"{part.tax:f}"} for part in tax.parts]
    return columns_of(tax) | {"parts": parts}
