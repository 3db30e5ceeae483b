"""Documents: what is issued and never changes, and what happens to it afterwards."""

from apps.invoices.models.afterwards import (
    BuyerCorrection,
    HistoryLine,
    MailAttempt,
    Mailing,
    Posting,
    Rendition,
    RenditionSeal,
    SealMailAttempt,
    SealMailing,
)
from apps.invoices.models.issued import PERSONAL, Invoice, InvoiceLine, InvoiceTax, Kind, Seal, Series

__all__ = (
    "PERSONAL",
    "BuyerCorrection",
    "HistoryLine",
    "Invoice",
    "InvoiceLine",
    "InvoiceTax",
    "Kind",
    "MailAttempt",
    "Mailing",
    "Posting",
    "Rendition",
    "RenditionSeal",
    "Seal",
    "SealMailAttempt",
    "SealMailing",
    "Series",
)
