"""Twenty documents that show the quality of the paper: short and long, domestic and foreign, in any script."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from apps.core.money import quantize
from apps.formats.document import InvoiceData, Line, Party, Reference, Replaced, TaxPart, TaxTotal
from tests.bench.paper import paper

_LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def documents() -> dict[str, InvoiceData]:
    """Return the documents by file name."""
    return {
        "one-line": paper(1),
        "eight-lines": paper(8),
        "forty-lines": paper(40),
        "150-lines": paper(150),
        "letter": _on_letter(paper(30)),
        "no-logo": _plain(paper(3)),
        "light-accent": _with_paper(paper(3), accent="#ffe45c"),
        "long-texts": _long_texts(),
        "chile-clp": _chile(),
        "chile-business": _chile_business(),
        "mexico": _abroad("MX", "MXN", "XAXX010101000", Decimal(16)),
        "colombia": _abroad("CO", "COP", "900.373.913-4", Decimal(19)),
        "peru": _abroad("PE", "PEN", "20100070970", Decimal(18)),
        "portugal": _abroad("PT", "EUR", "501964843", Decimal(23), language="pt"),
        "brazil": _abroad("BR", "BRL", "11.222.333/0001-81", Decimal(17), language="pt"),
        "english-kwd": _abroad("KW", "KWD", "", Decimal(5), language="en"),
        "credit-note": _credit_note(),
        "replaced": replace(paper(2), number="F-2026-000124", replaces=Replaced("F-2026-000123", date(2026, 11, 23))),
        "test": replace(paper(2), kind="test", number="TEST-000001", order_number=""),
        "gift-card": _gift_card(),
        "two-taxes": _two_taxes(),
        "right-to-left": _named("شركة النور للتجارة", "قهوة عربية 250 غ", "ספר לימוד עברית", "Café عربي 2×1 «hola»"),
        "chinese-japanese-korean": _named(
            "株式会社サンプル", "抹茶セット（特選）", "北京烤鸭酱 500克", "한국 인삼차 30포"
        ),
        "greek-cyrillic-vietnamese": _named("Ελληνικά Α.Ε.", "Матрёшка, ручная работа", "Cà phê sữa đá", "Ţuică Žižek"),
        "emoji": _named("Ana 🌸 Flores", "Taza 🐈‍⬛ con gato 😺", "👩‍👩‍👧 Familia 🏳️‍🌈 🇨🇱", "Torta 🎂🍰 ❤️"),
        "hostile": _named(
            "</para><b>Bobby", "<script>alert(1)</script>\x00\x1b[31m", "a\u202eodatropmi\u202c 1", "Z̸͇̗̤̳̝̘̻a" * 9
        ),
    }


def _with_paper(data: InvoiceData, **changes: str) -> InvoiceData:
    return replace(data, paper=replace(data.paper, **changes))  # type: ignore[arg-type]


def _on_letter(data: InvoiceData) -> InvoiceData:
    return replace(_with_paper(data, size="letter"), country="MX", currency="MXN")


def _plain(data: InvoiceData) -> InvoiceData:
    bare = replace(data.paper, logo=None, bank_details="", notes="", legal_text="", footer="")
    return replace(data, paper=bare, seller=replace(data.seller, address=(), email=""), buyer=Party(""))


def _named(buyer: str, *goods: str) -> InvoiceData:
    data = paper(len(goods))
    lines = tuple(replace(line, description=name) for line, name in zip(data.lines, goods, strict=True))
    return replace(data, lines=lines, buyer=replace(data.buyer, name=buyer, address=(buyer, goods[0])))


def _long_texts() -> InvoiceData:
    data = _named(_LONG, ("Un nombre muy largo, " * 10).strip(), _LONG * 3, "W" * 200)
    lines = tuple(replace(line, sku="SKU-" + "0123456789" * 4) for line in data.lines)
    data = replace(data, lines=lines, payment_method="Transferencia " * 20)
    words = "Las condiciones de venta se leen en esta página. " * 60
    return _with_paper(data, notes=words, legal_text=words, bank_details=_LONG * 2, footer="www.nandu.example · " * 10)


def _chile() -> InvoiceData:
    return replace(
        _abroad("CL", "CLP", "76.543.210-3", Decimal(19), scale=1000),
        buyer=Party("Camila Soto", "12.345.678-5", "", ("Av. Matta 12", "Santiago")),
    )


def _chile_business() -> InvoiceData:
    buyer = Party(
        "Comercial Andes SpA",
        "77.123.456-K",
        "Venta de libros",
        ("Av. Matta 12", "Santiago"),
        taxpayer_type="IVA afecto",
    )
    return replace(_chile(), buyer=buyer, notes=("El comprador pidió factura.",))


def _abroad(
    country: str, currency: str, tax_id: str, rate: Decimal, *, language: str = "es", scale: int = 1
) -> InvoiceData:
    data = paper(4)
    lines = tuple(_converted(line, currency, rate, scale) for line in data.lines)
    net, gross = (sum((getattr(line, name) for line in lines), Decimal(0)) for name in ("net", "gross"))
    return replace(
        data,
        country=country,
        currency=currency,
        language=language,
        seller=replace(data.seller, tax_id=tax_id),
        buyer=replace(data.buyer, country=country, tax_id=""),
        lines=lines,
        taxes=(TaxTotal(rate, net, gross - net, gross),),
        net_total=net,
        tax_total=gross - net,
        gross_total=gross,
        gift_card_amount=Decimal(0),
        amount_paid=gross,
    )


def _converted(line: Line, currency: str, rate: Decimal, scale: int) -> Line:
    gross = quantize(line.gross * scale, currency)
    net = quantize(gross / (1 + rate / 100), currency)
    price = quantize(line.unit_price * scale, currency)
    discount = price * line.quantity - gross
    return replace(line, unit_price=price, discount=discount, tax_rate=rate, net=net, tax=gross - net, gross=gross)


def _credit_note() -> InvoiceData:
    original = Reference("F-2026-000123", date(2026, 11, 23), "Pedido anulado")
    return replace(paper(2), kind="credit_note", number="NC-2026-000007", credits=original)


def _gift_card() -> InvoiceData:
    data = paper(1)
    card = Line(
        kind="gift_card",
        description="Tarjeta de regalo",
        sku="GC-50",
        quantity=Decimal(1),
        unit_price=Decimal(50),
        discount=Decimal(0),
        tax_inside=True,
        tax_rate=None,
        tax_label="",
        fixed_tax=Decimal(0),
        net=Decimal(50),
        tax=Decimal(0),
        gross=Decimal(50),
    )
    taxes = (*data.taxes, TaxTotal(None, Decimal(50), Decimal(0), Decimal(50)))
    gross = data.gross_total + 50
    return replace(
        data,
        lines=(*data.lines, card),
        taxes=taxes,
        net_total=data.net_total + 50,
        gross_total=gross,
        gift_card_amount=gross,
        amount_paid=Decimal(0),
    )


def _two_taxes() -> InvoiceData:
    item = Line(
        kind="product",
        description="Vino tinto",
        sku="V-1",
        quantity=Decimal(2),
        unit_price=Decimal(100),
        discount=Decimal(0),
        tax_inside=False,
        tax_rate=Decimal("39.5"),
        tax_label="IVA + ILA",
        fixed_tax=Decimal(3),
        net=Decimal(200),
        tax=Decimal(82),
        gross=Decimal(282),
    )
    parts = (TaxPart("IVA", Decimal(19), Decimal(38)), TaxPart("ILA", Decimal("20.5"), Decimal(41)))
    taxes = (
        TaxTotal(Decimal("39.5"), Decimal(200), Decimal(79), Decimal(279), label="IVA + ILA", parts=parts),
        TaxTotal(None, Decimal(0), Decimal(3), Decimal(3)),
    )
    return replace(
        paper(1),
        lines=(item,),
        taxes=taxes,
        net_total=Decimal(200),
        tax_total=Decimal(82),
        gross_total=Decimal(282),
        gift_card_amount=Decimal(0),
        amount_paid=Decimal(282),
        prices_include_tax=False,
    )
