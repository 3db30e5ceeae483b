"""Dates and tax numbers as InvoiceXpress writes them. Pure."""

import re
from datetime import date

_PREFIX = "PT"


def written_date(day: date) -> str:
    """Return `day` as InvoiceXpress writes it."""
    return f"{day:%d/%m/%Y}"


def bare_nif(number: str) -> str:
    """Return a Portuguese tax number in nine digits, any other number as it is."""
    compact = re.sub(r"[\s.-]", "", number).upper()
    return compact.removeprefix(_PREFIX) if re.fullmatch(r"(PT)?\d{9}", compact) else number.strip()


def normal_number(fiscal_id: str) -> str:
    """Return a tax number as InvoiceXpress has it in its country's normal form: nine digits are Portuguese."""
    return f"{_PREFIX}{fiscal_id}" if re.fullmatch(r"\d{9}", fiscal_id) else fiscal_id
