"""Documents as XLSX: the columns of the CSV, with typed dates, amounts and texts.

Rows are written to disk as they come, so that a table of any length takes the same memory.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from apps.core.money import decimals
from apps.invoices.export.csv_table import AMOUNTS, COLUMNS, csv_row
from apps.invoices.models import Invoice

_DAY = "yyyy-mm-dd"
# A cell has no time zone, so its format names it.
_MOMENT = 'yyyy-mm-dd hh:mm:ss"Z"'
_WIDTH = 14
# Characters; a spreadsheet shows hashes for a number that is wider than its column: 1,000,000,000,000.00 needs 20.
_AMOUNT_WIDTH = 22
_WIDTHS = dict.fromkeys(AMOUNTS, _AMOUNT_WIDTH) | {
    "credit_reason": 28,
    "buyer_name": 32,
    "buyer_tax_id": 18,
    "issued_at": 22,
    "link": 60,
    "pdf_sha256": 68,
}
_EVERYWHERE = f"A1:{xl_col_to_name(len(COLUMNS) - 1)}1048576"


def write_xlsx(documents: Iterable[Invoice], target: IO[bytes]) -> None:
    """Write the table of `documents`, at most 1,048,575, to `target`."""
    with Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("documents")
        _lay_out(sheet, book.add_format({"bold": True}))
        cells = _Cells(book, sheet)
        for number, document in enumerate(documents, start=1):
            values = csv_row(document)
            for column, value in enumerate(values.values()):
                cells.write(number, column, value, document.currency)


def _lay_out(sheet: Worksheet, bold: Format) -> None:
    sheet.freeze_panes(1, 0)
    # Tax numbers are texts although they look like numbers.
    sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, column, name, bold)


class _Cells:
    """A writer of cells by the type of their values."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self._sheet, self._format = sheet, lru_cache(lambda shown: book.add_format({"num_format": shown}))

    def write(self, number: int, column: int, value: object, currency: str) -> None:
        if isinstance(value, Decimal):
            self._sheet.write_number(number, column, value, self._format(_amounts(currency)))
        elif isinstance(value, int):
            self._sheet.write_number(number, column, value, self._format("0"))
        elif isinstance(value, datetime):
            moment = value.astimezone(UTC).replace(tzinfo=None)
            self._sheet.write_datetime(number, column, moment, self._format(_MOMENT))
        elif isinstance(value, date):
            self._sheet.write_datetime(number, column, value, self._format(_DAY))
        else:
            self._sheet.write_string(number, column, str(value))


def _amounts(currency: str) -> str:
    places = decimals(currency)
    return f"#,##0.{'0' * places}" if places else "#,##0"
