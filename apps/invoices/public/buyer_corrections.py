"""Corrections by the buyer: the company and tax data on their invoice, once, if the merchant allows it.

This module only stores the request. `automation` reissues the invoice, because only it may lock the order.
"""

from dataclasses import asdict
from datetime import timedelta

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core import clock, queue
from apps.core.errors import FolioError
from apps.countries.addresses import Address
from apps.invoices.models import BuyerCorrection, Invoice, Kind, ProviderAccount, Submission
from apps.invoices.models.submissions import provider_document_of
from apps.invoices.submission.exchanges import provider_of
from apps.stores.models import InvoicingSettings, Store

log = structlog.get_logger(__name__)


class NotOffered(FolioError):
    """The merchant allows no correction of this document, its period is over, or it was corrected already."""

    code = "self_service_not_offered"


def asked_for(invoice: Invoice) -> BuyerCorrection | None:
    """Return the buyer's correction of `invoice`, or None."""
    return BuyerCorrection.objects.filter(invoice=invoice).first()


def is_offered(invoice: Invoice) -> bool:
    """Tell whether the buyer may correct `invoice` now: an order's first invoice, within the days after its date."""
    if invoice.kind != Kind.INVOICE or invoice.store.status != Store.Status.ACTIVE:
        return False
    invoicing_settings = InvoicingSettings.objects.filter(store=invoice.store_id, self_service=True).first()
    if invoicing_settings is None or clock.today(invoice.time_zone) > invoice.issue_date + timedelta(
        days=invoicing_settings.self_service_days
    ):
        return False
    corrected = BuyerCorrection.objects.filter(store=invoice.store_id, invoice__order_id=invoice.order_id)
    if corrected.exists() or invoice.is_erased():
        return False
    return not invoice.is_credited_in_full and not hasattr(invoice, "void") and _may_be_reissued(invoice)


def _may_be_reissued(invoice: Invoice) -> bool:
    """Tell whether whoever issued `invoice` can credit it, and nothing of its order is on its way."""
    known = provider_document_of(invoice)
    if known is None:
        return True
    if known.account.state == ProviderAccount.State.DISCONNECTED or not provider_of(known.account).abilities.credits:
        return False
    return not Submission.of_order(invoice.store_id, invoice.order_id).exists()


def submit_correction(
    invoice: Invoice, *, company: str, tax_id: str, activity: str, address: str, parts: Address
) -> BuyerCorrection:
    """Store the buyer's correction and enqueue the reissue of `invoice`. Raise NotOffered, also for a second click."""
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
                parts=asdict(parts) if parts else {},
                rung_at=timezone.now(),
            )
            queue.enqueue("automation.reissue_for_buyer", made.pk)
    except IntegrityError:
        raise NotOffered("This document is being corrected already.") from None
    log.info("buyer asked for a correction", store=invoice.store_id, invoice=invoice.pk)
    return made
