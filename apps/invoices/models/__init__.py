"""Models: issued documents, which never change, and the rows about their later events."""

from apps.invoices.models.accounts import AccountReview, ProviderAccount
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
from apps.invoices.models.submissions import AuthorityCheck, Exchange, ProviderDocument, Submission, Void

__all__ = (
    "PERSONAL",
    "AccountReview",
    "AuthorityCheck",
    "BuyerCorrection",
    "Exchange",
    "HistoryLine",
    "Invoice",
    "InvoiceLine",
    "InvoiceTax",
    "Kind",
    "MailAttempt",
    "Mailing",
    "PaymentMapping",
    "Posting",
    "ProviderAccount",
    "ProviderDocument",
    "Rendering",
    "Rendition",
    "RenditionSeal",
    "Seal",
    "SealMailAttempt",
    "SealMailing",
    "Series",
    "Submission",
    "TaxMapping",
    "Void",
)
