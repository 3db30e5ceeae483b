"""Documents for the tests of providers: orders A and B of Chile, and what else a test puts together."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from apps.countries.addresses import Address
from apps.formats.document import TaxTotal, Totals
from apps.providers.document import Document, DocumentLine, Original, Party
from apps.providers.plan import Plan

TODAY = date(2026, 11, 25)
ZERO = Decimal(0)

SELLER = Party(
    name="Haulmer SpA",
    tax_id="76.795.561-8",
    normal_tax_id="76795561-8",
    activity="Venta al por menor",
    address=Address(street="Arturo Prat", street_number="527", municipality="Curicó", city="Curicó"),
    address_text="Arturo Prat 527\nCuricó",
    country="CL",
)
CONSUMER = Party(name="Ana Muñoz", email="ana@example.com", country="CL", kind="consumer")
COMPANY = Party(
    name="Comercial Sur SpA",
    tax_id="76.192.083-9",
    normal_tax_id="76192083-9",
    activity="Venta al por menor",
    address=Address(street="Av. Uno", street_number="100", municipality="Providencia"),
    address_text="Av. Uno 100\nProvidencia",
    email="pagos@sur.example",
    country="CL",
    kind="business",
    wants_factura=True,
)


def line(
    description: str,
    gross: int | str,
    *,
    quantity: int | str = 1,
    rate: int | str | None = 19,
    unit: Decimal = Decimal(1),
    **facts: Any,
) -> DocumentLine:
    """Return a line of a shop whose prices include their tax: `gross` is for the whole line, without `discount`."""
    amount, percentage, discount = Decimal(gross), Decimal(rate or 0), Decimal(facts.pop("discount", 0))
    net = ((amount - discount) * 100 / (100 + percentage)).quantize(unit, ROUND_HALF_UP)
    usual: dict[str, Any] = {
        "sku": "",
        "kind": "product",
        "quantity": Decimal(quantity),
        "unit_price": amount / Decimal(quantity),
        "discount": discount,
        "tax_inside": True,
        "tax_rate": percentage,
        "tax_label": "IVA" if percentage else "Exento",
        "fixed_tax": ZERO,
        "net": net,
        "tax": amount - discount - net,
        "gross": amount - discount,
        "tax_category": "S" if percentage else "E",
    }
    return DocumentLine(description=description, **usual | facts)


def document(lines: Iterable[DocumentLine], buyer: Party = CONSUMER, **facts: Any) -> Document:
    """Return an invoice of `lines` in pesos of Chile."""
    rows = tuple(lines)
    usual: dict[str, Any] = {
        "kind": "invoice",
        "order_id": 1001,
        "reference": "1001",
        "today": TODAY,
        "country": "CL",
        "language": "es",
        "currency": "CLP",
        "seller": SELLER,
        "buyer": buyer,
        "lines": rows,
        "taxes": taxes_of(rows),
        "totals": totals_of(rows),
        "payment_date": TODAY,
        "payment_method": "Transferencia",
        "payment_means": "30",
        "voucher_counts": False,
    }
    return Document(**usual | facts)


def order_a(buyer: Party = CONSUMER, **facts: Any) -> Document:
    """Return order A: 23970 pesos, which net and tax of 19 % add up to."""
    lines = [line("Polera", 19980, quantity=2), line("Despacho", 3990, kind="shipping")]
    return document(_as_whole(lines, 20143), buyer, **facts)


def order_b(buyer: Party = CONSUMER, **facts: Any) -> Document:
    """Return order B: 19970 pesos, which no net and its tax of 19 % add up to."""
    lines = [line("Polera", 15980, quantity=2), line("Despacho", 3990, kind="shipping")]
    return document(_as_whole(lines, 16782), buyer, **facts)


def credit_note(
    original: Document,
    plan: Plan,
    *,
    reference: str = "0f00",
    number: str = "39-123",
    lines: Iterable[DocumentLine] | None = None,
    **facts: Any,
) -> Document:
    """Return the credit note for `lines` of `original`, or for all of it, as it was declared by `plan`.

    `reference` and `number` are those of the original at the provider.
    """
    rows = tuple(replace(each, credits=place) for place, each in enumerate(original.lines, start=1))
    rows = rows if lines is None else tuple(lines)
    credited = Original(
        type=plan.type,
        reference=reference,
        number=number,
        issue_date=plan.issue_date,
        totals=plan.totals,
        body=plan.body,
        is_all=lines is None,
        line_count=len(original.lines),
    )
    usual: dict[str, Any] = {"kind": "credit_note", "credits": credited, "credit_reason": "", "lines": rows}
    usual |= {"taxes": taxes_of(rows), "totals": totals_of(rows), "reference": f"{original.reference}-c"}
    return replace(original, **usual | facts)


def taxes_of(lines: Iterable[DocumentLine]) -> tuple[TaxTotal, ...]:
    """Return the rows of taxes, one for each rate and category."""
    found: dict[tuple[Decimal | None, str], list[DocumentLine]] = {}
    for each in lines:
        found.setdefault((each.tax_rate, each.tax_category), []).append(each)
    return tuple(_row(rate, category, members) for (rate, category), members in found.items())


def totals_of(lines: Iterable[DocumentLine]) -> Totals:
    """Return the sums of `lines`, paid without gift cards."""
    rows = tuple(lines)
    gross = sum((each.gross for each in rows), ZERO)
    return Totals(
        net_total=sum((each.net for each in rows), ZERO),
        tax_total=sum((each.tax for each in rows), ZERO),
        gross_total=gross,
        gift_card_amount=ZERO,
        amount_paid=gross,
    )


def _row(rate: Decimal | None, category: str, members: list[DocumentLine]) -> TaxTotal:
    sums = totals_of(members)
    return TaxTotal(
        rate=rate,
        net=sums.net_total,
        tax=sums.tax_total,
        gross=sums.gross_total,
        label=members[0].tax_label,
        category=category,
        is_vat=True,
    )


def _as_whole(lines: list[DocumentLine], net: int) -> list[DocumentLine]:
    """Return `lines` with `net` as the sum of their nets: the first line takes the difference."""
    more = net - sum(each.net for each in lines)
    first = lines[0]
    return [replace(first, net=first.net + more, tax=first.tax - more), *lines[1:]]
