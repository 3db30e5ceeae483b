"""What a buyer may put right by himself: the company and tax data on his invoice, once, while the merchant lets him.

The page only keeps what he asks for. Issuing again is work of the automation, which alone may lock the order.
"""

from datetime import timedelta

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core import clock, queue
from apps.core.errors import FolioError
from apps.invoices.audit import erase
from apps.invoices.models import BuyerCorrection, Invoice, Kind
from apps.stores.models import InvoicingSettings, Store

log = structlog.get_logger(__name__)


class NotOffered(FolioError):
    """The merchant lets nobody correct this document, its days are over, or it was corrected already."""

    code = "self_service_not_offered"


def asked_for(invoice: Invoice) -> BuyerCorrection | None:
    """Returns what the buyer asked for on INVOICE, or None."""
    return BuyerCorrection.objects.filter(invoice=invoice).first()


def is_offered(invoice: Invoice) -> bool:
    """Tells whether the buyer may correct INVOICE now: an order's first invoice, within the days after its date."""
    if invoice.kind != Kind.INVOICE or invoice.store.status != Store.Status.ACTIVE:
        return False
    invoicing_settings = InvoicingSettings.objects.filter(store=invoice.store_id, self_service=True).first()
    if invoicing_settings is None or clock.today(invoice.time_zone) > invoice.issue_date + timedelta(
        days=invoicing_settings.self_service_days
    ):
        return False
    corrected = BuyerCorrection.objects.filter(store=invoice.store_id, invoice__order_id=invoice.order_id)
    if corrected.exists() or erase.is_erased(invoice):
        return False
    return not invoice.is_credited_in_full


def submit(invoice: Invoice, *, company: str, tax_id: str, activity: str, address: str) -> BuyerCorrection:
    """Keeps what the buyer asks for and has INVOICE issued again to him. Raises NotOffered, also for a second click."""
    if not is_offered(invoice):
        raise NotOffered("Ask the shop: this document cannot be corrected here (any more).")
    try:
        with transaction.atomic():
            made = BuyerCorrection.objects.create(
                store=invoice.store,
                invoice=invoice,
                company=company,
                tax_id=tax_id,
                activity=activity,
                address=address,
                rung_at=timezone.now(),
            )
            queue.enqueue("automation.reissue_for_buyer", made.pk)
    except IntegrityError:
        raise NotOffered("This document is being corrected already.") from None
    log.info("buyer asked for a correction", store=invoice.store_id, invoice=invoice.pk)
    return made
