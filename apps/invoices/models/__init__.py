"""Documents: what is issued and never changes, and what happens to it afterwards."""

from apps.invoices.models.documents import PERSONAL, Invoice, InvoiceLine, InvoiceTax, Kind, Seal, Series
from apps.invoices.models.followups import (
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
