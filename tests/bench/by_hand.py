"""Best possible result of reportlab: the same data drawn at fixed places, with fonts and logo reused between documents.

Nothing is measured, wrapped, cleaned or translated; no layout of unknown data can be faster.
"""

import re
from copy import copy
from decimal import Decimal
from functools import cache
from io import BytesIO
from math import isqrt
from typing import Any

import zxingcpp
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from apps.formats.document import InvoiceData, Line
from tests.bench import reportlab_fonts as typeface

_COLUMNS = (50, 230, 300, 350, 405, 450, 500)
_HEAD = ("Descripción", "SKU", "Cantidad", "Precio", "Dto.", "IVA", "Importe")
_DARK = re.compile(rb"\x00+")
_LEFT, _TOP, _FOOT, _LEADING = 50, 790, 80, 22


def draw(data: InvoiceData) -> bytes:
    """Return `data` as a PDF."""
    target = BytesIO()
    typeface.load()
    canvas = Canvas(target, pageCompression=1, invariant=1, initialFontName=typeface.REGULAR)  # type: ignore[arg-type]
    typeface.prepare(canvas._doc)  # type: ignore[attr-defined]
    pages = _pages(data.lines)
    _logo(canvas, data.paper.logo or b"")
    _text(canvas, typeface.BOLD, 18, [(400, 770, "Factura"), (400, 750, data.number)])
    _text(canvas, typeface.REGULAR, 9, _head(data))
    for index, lines in enumerate(pages, 1):
        top = 560 if index == 1 else _TOP
        _table(canvas, lines, top)
        if index == len(pages):
            _close(canvas, data)
        _text(canvas, typeface.REGULAR, 7, [(_LEFT, 40, data.paper.footer), (500, 40, f"{index} / {len(pages)}")])
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _logo(canvas: Any, content: bytes) -> None:
    # reportlab stores the object's document in the object
    picture = copy(_encoded(content))
    canvas._doc.Reference(picture, canvas._doc.getXObjectName("logo"))
    canvas._doc.addForm("logo", picture)
    canvas._code.append(f"q 120 0 0 40 {_LEFT} 740 cm /{canvas._doc.getXObjectName('logo')} Do Q")
    canvas._formsinuse.append("logo")
    canvas._currentPageHasImages = 1


@cache
def _encoded(content: bytes) -> PDFImageXObject:
    return PDFImageXObject("logo", ImageReader(BytesIO(content)))


def _pages(lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    first, more = 12, 30
    rest = [lines[start : start + more] for start in range(first, len(lines), more)]
    return [lines[:first], *rest]


def _head(data: InvoiceData) -> list[tuple[float, float, str]]:
    texts: list[tuple[float, float, str]] = []
    for x, party in ((_LEFT, data.seller), (320, data.buyer)):
        written = (party.name, party.tax_id, *party.address, party.email)
        texts += [(x, 700 - 12 * place, text) for place, text in enumerate(written)]
    about = (
        f"Fecha {data.issue_date:%d/%m/%Y}",
        f"Entrega {data.supply_date:%d/%m/%Y}",
        f"Pago {data.payment_date:%d/%m/%Y}",
        f"Pedido {data.order_number}",
    )
    return texts + [(_LEFT + 120 * place, 600, text) for place, text in enumerate(about)]


def _table(canvas: Canvas, lines: tuple[Line, ...], top: float) -> None:
    canvas.setFillColorRGB(0.93, 0.94, 0.96)
    canvas.rect(_LEFT - 5, top - 6, 505, 20, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    _text(canvas, typeface.BOLD, 8, [(x, top, text) for x, text in zip(_COLUMNS, _HEAD, strict=True)])
    cells: list[tuple[float, float, str]] = []
    for place, item in enumerate(lines, 1):
        y = top - _LEADING * place
        written = (
            item.description,
            item.sku,
            f"{item.quantity}",
            _money(item.unit_price),
            _money(item.discount),
            f"{item.tax_rate} %",
            _money(item.gross),
        )
        cells += [(x, y, text) for x, text in zip(_COLUMNS, written, strict=True)]
        canvas.rect(_LEFT - 5, y - 8, 505, 0.5, stroke=0, fill=1)
    _text(canvas, typeface.REGULAR, 8, cells)


def _close(canvas: Canvas, data: InvoiceData) -> None:
    rows = [(f"IVA {tax.rate} %", tax.net, tax.tax, tax.gross) for tax in data.taxes]
    texts: list[tuple[float, float, str]] = []
    for place, (name, *amounts) in enumerate(rows):
        y = 250 - 12 * place
        texts += [(_LEFT, y, name), *((150 + 70 * at, y, _money(amount)) for at, amount in enumerate(amounts))]
    totals = ("Base", data.net_total), ("IVA", data.tax_total), ("Tarjeta de regalo", data.gift_card_amount)
    for place, (name, amount) in enumerate((*totals, ("Pagado", data.amount_paid))):
        texts += [(400, 250 - 14 * place, name), (500, 250 - 14 * place, _money(amount))]
    texts += [(_LEFT, 165, data.payment_method), (_LEFT, 150, data.paper.notes), (_LEFT, 135, data.paper.bank_details)]
    texts += [(_LEFT, 120, data.paper.legal_text), (130, _FOOT, data.link)]
    _text(canvas, typeface.REGULAR, 8, texts)
    _text(canvas, typeface.BOLD, 11, [(400, 180, "Total"), (500, 180, _money(data.gross_total))])
    canvas.linkURL(data.link, (130, _FOOT, 400, _FOOT + 8))
    _code(canvas, data.link)


def _code(canvas: Any, link: str) -> None:
    code: Any = zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=1)
    dark = bytes(memoryview(code))
    side = isqrt(len(dark))
    runs = [
        f"{run.start() - y * side} {-y} {run.end() - run.start()} 1 re"
        for y in range(side)
        for run in _DARK.finditer(dark, y * side, y * side + side)
    ]
    canvas._code.append(f"q 1.6 0 0 1.6 {_LEFT} 96 cm {' '.join(runs)} f Q")


def _text(canvas: Canvas, font: str, size: float, texts: list[tuple[float, float, str]]) -> None:
    pen: Any = canvas.beginText()
    pen.setFont(font, size)
    for x, y, text in texts:
        pen.setTextOrigin(x, y)
        pen.textOut(text)
    canvas.drawText(pen)


def _money(amount: Decimal) -> str:
    return f"{amount:,.2f} €"
