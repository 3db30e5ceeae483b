"""Logos and QR codes written into a PDF."""

import hashlib
from typing import Any, Protocol, cast

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from apps.formats.pdf.layout.colours import BLACK, WHITE
from apps.formats.pdf.layout.logo import Logo, Raster
from apps.formats.pdf.layout.page_flow import Picture, Square
from apps.formats.pdf.layout.qr_code import QUIET_ZONE


class _Inside(Protocol):
    """The private parts of reportlab's canvas that are used where it has no method."""

    _doc: PDFDocument
    _code: list[str]


def draw_picture(canvas: Canvas, picture: Picture) -> None:
    """Draw `picture` on the current page; the file contains its logo once."""
    name = _embed(cast(_Inside, canvas)._doc, picture.logo)
    canvas.saveState()
    canvas.translate(picture.x, picture.y)
    canvas.scale(picture.width, picture.height)
    canvas.doForm(name)
    canvas.restoreState()


def draw_code(canvas: Canvas, square: Square) -> None:
    """Draw `square` in black, on white up to the edge of its quiet zone: all its modules are one path."""
    code = square.code
    module = square.side / code.size
    blank = QUIET_ZONE * module
    canvas.setFillColorRGB(*WHITE)
    canvas.rect(square.x - blank, square.y - blank, square.side + 2 * blank, square.side + 2 * blank, stroke=0, fill=1)
    canvas.saveState()
    canvas.setFillColorRGB(*BLACK)
    canvas.translate(square.x, square.y + square.side)
    canvas.scale(module, -module)
    path = " ".join([f"{column} {row} {length} 1 re" for column, row, length in code.runs])
    cast(_Inside, canvas)._code.append(f"{path} f")
    canvas.restoreState()


def _embed(document: PDFDocument, logo: Logo) -> str:
    name = hashlib.sha256(logo.picture.samples).hexdigest()[:32]
    inside: Any = document
    if inside.getXObjectName(name) not in inside.idToObject:
        stream = _stream(logo.picture, logo)
        if logo.alpha:
            stream.dictionary["SMask"] = inside.Reference(_stream(logo.alpha, logo), f"{name}-alpha")
        inside.addForm(name, stream)
    return name


def _stream(raster: Raster, logo: Logo) -> PDFStream:
    stream = PDFStream(content=raster.samples)
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": logo.width,
        "Height": logo.height,
        "ColorSpace": PDFName("DeviceGray" if raster.grey else "DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": PDFName(raster.encoding),
    }
    for key, value in entries.items():
        stream.dictionary[key] = value
    return stream
