"""The document that every renderer of the benchmark draws: three rates, discounts, a logo, a link."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from apps.core.money import quantize
from apps.formats.document import InvoiceData, Line, Paper, Party, TaxTotal

_RATES = (Decimal(23), Decimal(13), Decimal(6))
_GOODS = ("Cuaderno de tapa dura, 192 hojas", "Café de altura, grano entero", "Lámpara de escritorio «Ñandú»")


def paper(lines: int) -> InvoiceData:
    """Return an invoice of `lines` lines with consistent figures."""
    items = tuple(_line(index) for index in range(lines))
    taxes = tuple(_total(rate, items) for rate in _RATES if any(item.tax_rate == rate for item in items))
    gross = sum((item.gross for item in items), Decimal(0))
    tax = sum((item.tax for item in items), Decimal(0))
    return InvoiceData(
        kind="invoice",
        number="F-2026-000123",
        issue_date=date(2026, 11, 23),
        supply_date=date(2026, 11, 22),
        payment_date=date(2026, 11, 22),
        order_number="1042",
        currency="EUR",
        language="es",
        country="ES",
        seller=Party(
            "Librería Ñandú, S. L.", "B12345674", "", ("Calle Mayor 1", "28013 Madrid"), "ventas@nandu.example"
        ),
        buyer=Party("María Muñoz", "12345678Z", "", ("Calle São João 7", "08001 Barcelona"), "maria@cliente.example"),
        lines=items,
        taxes=taxes,
        net_total=gross - tax,
        tax_total=tax,
        gross_total=gross,
        gift_card_amount=Decimal("5.00"),
        amount_paid=gross - 5,
        payment_method="Tarjeta de crédito",
        notes=(),
        credits=None,
        link="https://folio.example/d/4Xq2mVt8bYw0kZr64Xq2mVt8bYw0kZr6",
        prices_include_tax=True,
        paper=Paper(
            logo=_logo(),
            bank_details="IBAN ES91 2100 0418 4502 0005 1332",
            notes="Gracias por su compra.",
            legal_text="Inscrita en el Registro Mercantil de Madrid, tomo 1, folio 2.",
            footer="www.nandu.example",
        ),
    )


def _line(index: int) -> Line:
    price, quantity = Decimal("19.99") + index, Decimal(1 + index % 3)
    discount = Decimal("1.25") if index % 4 == 0 else Decimal(0)
    rate = _RATES[index % 3]
    gross = price * quantity - discount
    net = quantize(gross / (1 + rate / 100), "EUR")
    return Line(
        kind="product",
        description=f"{_GOODS[index % 3]}, n.º {index + 1}",
        sku=f"SKU-{index:04}",
        quantity=quantity,
        unit_price=price,
        discount=discount,
        tax_inside=True,
        tax_rate=rate,
        tax_label="",
        fixed_tax=Decimal(0),
        net=net,
        tax=gross - net,
        gross=gross,
    )


def _total(rate: Decimal, items: tuple[Line, ...]) -> TaxTotal:
    chosen = [item for item in items if item.tax_rate == rate]
    net, tax = (sum((getattr(item, name) for item in chosen), Decimal(0)) for name in ("net", "tax"))
    return TaxTotal(rate, net, tax, net + tax)


def _logo() -> bytes:
    picture = Image.new("RGB", (240, 80), "#ffffff")
    ImageDraw.Draw(picture).ellipse((10, 10, 70, 70), fill="#1f3a5f")
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
