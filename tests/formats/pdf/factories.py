"""Complete and consistent documents for tests; a test changes only its subject."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image

from apps.formats.document import InvoiceData, Line, Party, Reference, TaxTotal

SELLER = Party(
    name="Librería Ñandú & Cía. Ltda.",
    tax_id="76.543.210-3",
    activity="Venta al por menor de libros",
    address=("Av. Providencia 1234, of. 56", "7500000 Providencia, Santiago"),
    email="ventas@nandu.example",
)
BUYER = Party(
    name="María José Muñoz Pérez",
    tax_id="12.345.678-5",
    address=("Calle São João 7, 2.º D", "Ñuñoa, Santiago"),
    email="maria@cliente.example",
)


def line(net: str = "10.00", rate: str | None = "23", **changes: Any) -> Line:
    """Return one item of quantity 1 with the unit price `net`, taxed at `rate` percent."""
    amount = Decimal(net)
    tax = (amount * Decimal(rate or 0) / 100).quantize(Decimal("0.01"))
    item = Line(
        kind="product",
        description="Cuaderno de tapa dura",
        sku="CUA-001",
        quantity=Decimal(1),
        unit_price=amount,
        discount=Decimal(0),
        tax_inside=False,
        tax_rate=None if rate is None else Decimal(rate),
        tax_label="",
        fixed_tax=Decimal(0),
        net=amount,
        tax=tax,
        gross=amount + tax,
    )
    return replace(item, **changes)


def tax_totals(lines: tuple[Line, ...]) -> tuple[TaxTotal, ...]:
    """Return the totals of `lines` at each rate, in the order in which the rates appear."""
    rates = dict.fromkeys(item.tax_rate for item in lines)
    groups = {rate: [item for item in lines if item.tax_rate == rate] for rate in rates}
    return tuple(
        TaxTotal(
            rate=rate,
            net=sum((item.net for item in items), Decimal(0)),
            tax=sum((item.tax for item in items), Decimal(0)),
            gross=sum((item.gross for item in items), Decimal(0)),
        )
        for rate, items in groups.items()
    )


def invoice(*lines: Line, **changes: Any) -> InvoiceData:
    """Return an invoice in euros of a Spanish seller for `lines` (by default one item); `changes` replace fields."""
    items = lines or (line(),)
    gross = sum((item.gross for item in items), Decimal(0))
    data = InvoiceData(
        kind="invoice",
        number="F-2026-000123",
        issue_date=date(2026, 11, 23),
        payment_date=date(2026, 11, 22),
        order_number="1042",
        currency="EUR",
        language="es",
        country="ES",
        seller=SELLER,
        buyer=BUYER,
        lines=items,
        taxes=tax_totals(items),
        net_total=sum((item.net for item in items), Decimal(0)),
        tax_total=sum((item.tax for item in items), Decimal(0)),
        gross_total=gross,
        gift_card_amount=Decimal(0),
        amount_paid=gross,
        payment_method="Tarjeta de crédito",
        notes=(),
        credits=None,
        link="https://folio.example/d/4Xq2mVt8bYw0kZr6",
    )
    return replace(data, **changes)


def credit_note(*lines: Line, **changes: Any) -> InvoiceData:
    """Return a credit note for the invoice F-2026-000123 of 23 November 2026; `changes` replace fields."""
    reference = Reference("F-2026-000123", date(2026, 11, 23), "Pedido cancelado por el cliente")
    defaults: dict[str, Any] = {
        "kind": "credit_note",
        "number": "NC-2026-000007",
        "issue_date": date(2026, 11, 30),
        "credits": reference,
    }
    return invoice(*lines, **defaults | changes)


def picture(mode: str = "RGB", size: tuple[int, int] = (300, 100), file_format: str = "PNG") -> bytes:
    """Return an image of one colour, half transparent where `mode` has an alpha channel."""
    target = BytesIO()
    colours: dict[str, int | tuple[int, ...]] = {
        "L": 120,
        "RGB": (200, 60, 30),
        "RGBA": (200, 60, 30, 128),
        "CMYK": (0, 90, 90, 0),
        "P": 1,
        "1": 1,
    }
    Image.new(mode, size, colours[mode]).save(target, file_format)
    return target.getvalue()
