"""The same document by libraries that lay out pages themselves; `make bench PEERS=1` installs them."""

import html
from base64 import b64encode
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import fpdf
import segno
import typst
import weasyprint

from apps.formats.document import InvoiceData, Party

_FONTS = Path(__file__).parents[2] / "apps" / "formats" / "pdf" / "text" / "fonts"
_HEAD = ("Descripción", "SKU", "Cantidad", "Precio", "Dto.", "IVA", "Importe")
_WIDTHS = (62, 22, 18, 24, 20, 16, 24)
_STYLE = f"""
@font-face {{ font-family: D; src: url({(_FONTS / "DejaVuSans.ttf").as_uri()}) }}
@font-face {{ font-family: D; font-weight: bold; src: url({(_FONTS / "DejaVuSans-Bold.ttf").as_uri()}) }}
@page {{ size: A4; margin: 15mm; @bottom-right {{ content: counter(page) " / " counter(pages) }} }}
body {{ font: 8pt D }} table {{ width: 100%; border-collapse: collapse }} td {{ border-bottom: 1px solid #ddd }}
"""
_fonts = weasyprint.text.fonts.FontConfiguration()
_style = weasyprint.CSS(string=_STYLE, font_config=_fonts)
_compiler = typst.Compiler(font_paths=[str(_FONTS)], ignore_system_fonts=True)


def _by_fpdf2(data: InvoiceData) -> bytes:
    pdf = fpdf.FPDF()
    pdf.add_font("D", fname=_FONTS / "DejaVuSans.ttf")
    pdf.add_font("D", "B", fname=_FONTS / "DejaVuSans-Bold.ttf")
    pdf.add_page()
    pdf.image(BytesIO(data.paper.logo or b""), w=40)
    pdf.set_font("D", "B", 16)
    pdf.cell(text=f"Factura {data.number}", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("D", size=8)
    for text in (*_words(data.seller), *_words(data.buyer), *_about(data)):
        pdf.cell(text=text, new_x="LMARGIN", new_y="NEXT")
    for rows, widths in ((_lines(data), _WIDTHS), (_sums(data), (40, 40, 40, 40))):
        with pdf.table(col_widths=widths) as table:
            for cells in rows:
                table.row(cells)
    pdf.image(_code(data), w=25)
    return bytes(pdf.output())


def _by_weasyprint(data: InvoiceData) -> bytes:
    said = "".join(f"<p>{html.escape(text)}</p>" for text in (*_words(data.seller), *_words(data.buyer), *_about(data)))
    code = segno.make(data.link, micro=False).svg_inline()
    tables = "".join(f"<table>{_html_rows(rows)}</table>" for rows in (_lines(data), _sums(data)))
    page = f"<html lang=es><h1>Factura {data.number}</h1>{said}{tables}{code}<img src={_logo(data)} width=150>"
    return bytes(weasyprint.HTML(string=page).write_pdf(stylesheets=[_style], font_config=_fonts))


def _by_typst(data: InvoiceData) -> bytes:
    said = "\n\n".join(_quoted(text) for text in (*_words(data.seller), *_words(data.buyer), *_about(data)))
    tables = "\n".join(
        f"#table(columns: {len(rows[0])}, {', '.join(f'[{_quoted(cell)}]' for row in rows for cell in row)})"
        for rows in (_lines(data), _sums(data))
    )
    code = segno.make(data.link, micro=False).svg_inline(omitsize=True)
    pictures = "\n".join(f'#image(bytes({_string(svg)}), format: "svg", width: 30mm)' for svg in (code, _svg(data)))
    page = f'#set text(font: "DejaVu Sans", size: 8pt)\n= Factura\n{data.number}\n{said}\n{tables}\n{pictures}'
    return bytes(_compiler.compile(page.encode()))


def _html_rows(rows: list[tuple[str, ...]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}' for cell in row)}" for row in rows)


def _quoted(text: str) -> str:
    return f"#{_string(text)}"


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _svg(data: InvoiceData) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 80"><image href="{_logo(data)}"/></svg>'


def _logo(data: InvoiceData) -> str:
    return f"data:image/png;base64,{b64encode(data.paper.logo or b'').decode()}"


def _code(data: InvoiceData) -> BytesIO:
    target = BytesIO()
    segno.make(data.link, micro=False).save(target, kind="png", scale=4)
    return target


def _words(party: Party) -> tuple[str, ...]:
    return (party.name, party.tax_id, *party.address, party.email)


def _about(data: InvoiceData) -> tuple[str, ...]:
    paper = data.paper
    return (f"{data.issue_date}", data.order_number, data.payment_method, paper.notes, paper.bank_details, data.link)


def _lines(data: InvoiceData) -> list[tuple[str, ...]]:
    return [
        _HEAD,
        *(
            (
                item.description,
                item.sku,
                f"{item.quantity}",
                _money(item.unit_price),
                _money(item.discount),
                f"{item.tax_rate} %",
                _money(item.gross),
            )
            for item in data.lines
        ),
    ]


def _sums(data: InvoiceData) -> list[tuple[str, ...]]:
    rates = [(f"IVA {tax.rate} %", _money(tax.net), _money(tax.tax), _money(tax.gross)) for tax in data.taxes]
    return [*rates, ("Total", _money(data.net_total), _money(data.tax_total), _money(data.gross_total))]


def _money(amount: Decimal) -> str:
    return f"{amount:,.2f} €"


RENDERERS: dict[str, Callable[[InvoiceData], bytes]] = {
    "fpdf2": _by_fpdf2,
    "WeasyPrint": _by_weasyprint,
    "typst": _by_typst,
}
