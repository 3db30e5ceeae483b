"""Models: issued documents, which never change, and the rows about their later events."""

from apps.invoices.models.documents import Invoice, InvoiceLine, InvoiceTax, Kind, Seal, Series
from apps.invoices.models.followups import (
    BuyerCorrection,
    HistoryLine,
    MailAttempt,
    Mailing,
    Posting,
    Rendering,
    Rendition,
    RenditionSeal,
    SealMailAttempt,
    SealMailing,
)
from apps.invoices.models.mappings import PaymentMapping, TaxMapping
from apps.invoices.models.parties import PERSONAL

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
    "PaymentMapping",
    "Posting",
    "Rendering",
    "Rendition",
    "RenditionSeal",
    "Seal",
    "SealMailAttempt",
    "SealMailing",
    "Series",
    "TaxMapping",
)
