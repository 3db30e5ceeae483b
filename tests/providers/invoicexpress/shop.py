"""A Portuguese store with an account at the stand-in of InvoiceXpress, and the documents of its order 1042."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from apps.countries.addresses import Address
from apps.providers.account import Account
from apps.providers.document import Document, DocumentLine, Party
from apps.providers.http import Exchange, Http
from apps.providers.invoicexpress.adapter import InvoiceXpress
from apps.providers.outcomes import Issued, Outcome, Pending
from apps.providers.plan import Plan
from config.local.sandbox import Json
from config.local.stand_ins import StandIn
from tests.providers import documents

CENT = Decimal("0.01")
TODAY = date(2026, 11, 27)
SERIES = {"series_fr": "47000", "series_nc": "47000"}
SELLER = Party(name="Loja Lda", tax_id="503504564", normal_tax_id="PT503504564", country="PT")
ANA = Party(
    name="Ana Silva",
    tax_id="123456789",
    normal_tax_id="PT123456789",
    address=Address(street="Rua A", street_number="1", postcode="1000-001", city="Lisboa"),
    address_text="Rua A 1\n1000-001 Lisboa",
    email="ana@example.com",
    country="PT",
    code="folio-77-c881",
)
CONSUMER = Party(name="Rui Costa", country="PT", kind="consumer", code="folio-77-c882")


def line(description: str, gross: str, **facts: Any) -> DocumentLine:
    """Return a line in cents with 23 % inside its price, unless `facts` say otherwise."""
    usual: dict[str, Any] = {"rate": 23, "unit": CENT, "tax_label": "IVA"}
    return documents.line(description, gross, **usual | facts)


def exempt(description: str, gross: str, code: str) -> DocumentLine:
    """Return a line without tax, for the AT's reason `code`."""
    return line(description, gross, rate=0, tax_label="Isento", tax_category="E", exemption_code=code)


def sale(lines: Iterable[DocumentLine], buyer: Party = ANA, **facts: Any) -> Document:
    """Return a paid order of `lines`."""
    usual: dict[str, Any] = {
        "order_id": 1042,
        "reference": "FOLIO-77-1042",
        "today": TODAY,
        "country": "PT",
        "language": "en",
        "currency": "EUR",
        "seller": SELLER,
        "payment_date": date(2026, 11, 26),
        "order_date": date(2026, 11, 26),
    }
    return documents.document(lines, buyer, **usual | facts)


def order_1042(buyer: Party = ANA, **facts: Any) -> Document:
    """Return order 1042: 24.00 net, 5.52 tax, 29.52 in all."""
    shirts = line("T-shirt M", "24.60", quantity=2, sku="TSHIRT-M")
    return sale([shirts, line("Shipping", "4.92", kind="shipping")], buyer, **facts)


def refund_77(original: Document, plan: Plan, issued: Issued, **facts: Any) -> Document:
    """Return the credit note for one of the two T-shirts."""
    shirt = line("T-shirt M", "12.30", quantity=1, sku="TSHIRT-M", credits=1)
    usual: dict[str, Any] = {
        "lines": [shirt],
        "reference": issued.reference,
        "number": issued.number,
        "credit_reason": "Return",
        "today": date(2026, 11, 28),
    }
    note = documents.credit_note(original, plan, **usual | facts)
    return replace(note, reference="FOLIO-77-R77")


@dataclass
class Shop:
    """A store that is connected to an account of its own at the stand-in."""

    stand_in: StandIn
    key: str
    exchanges: list[Exchange] = field(default_factory=list)
    provider: InvoiceXpress = field(default_factory=InvoiceXpress)

    @classmethod
    def opened(cls, stand_in: StandIn, **details: Any) -> "Shop":
        """Return a store with a new account, whose `details` are in the stand-in's terms."""
        return cls(stand_in, stand_in.create_account(**details)["key"])

    @property
    def credentials(self) -> dict[str, str]:
        """Return the credentials as the merchant fills them in."""
        return {"account": "acme", "api_key": self.key, "environment": "live"}

    @property
    def http(self) -> Http:
        """Return HTTP that reaches the stand-in."""
        stand_ins = {"*.app.invoicexpress.com": self.stand_in.url}
        return Http(keep=self.exchanges.append, secrets=(self.key,), stand_ins=stand_ins)

    def account(self) -> Account:
        """Return the account as it is read when the merchant connects."""
        return self.provider.connect(self.http, self.credentials)

    def plan(self, document: Document, /, **choices: str) -> Plan:
        """Return the plan of `document`, which must have one."""
        found = self.provider.plan(document, self.account(), SERIES | choices)
        assert isinstance(found, Plan), found
        return found

    def submit(self, plan: Plan, key: str = "folio-77-order-1042", reference: str = "") -> Outcome:
        """Declare `plan` once."""
        return self.provider.submit(self.http, self.credentials, plan, key, reference)

    def find(self, plan: Plan, key: str = "folio-77-order-1042") -> Issued | Pending | None:
        """Look for the document of `plan`."""
        return self.provider.find(self.http, self.credentials, plan, key, "")

    def issued(self, plan: Plan, key: str = "folio-77-order-1042") -> Issued:
        """Declare `plan`, which must succeed."""
        outcome = self.submit(plan, key)
        assert isinstance(outcome, Issued), outcome
        return outcome

    def documents(self, *states: str) -> list[Json]:
        """Return the documents of the account, those in `states` if any are given."""
        found = self.stand_in.documents(self.key)
        return [each for each in found if not states or each["status"] in states]

    def counting(self) -> list[Json]:
        """Return the documents that count."""
        return self.documents("final", "settled")

    def fault(self, name: str, **where: Any) -> None:
        """Enable a fault for this account."""
        self.stand_in.fault(name, key=self.key, **where)
