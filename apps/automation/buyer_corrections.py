"""Issue an invoice again after its buyer corrected their data; once, also if the request is repeated."""

import structlog
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from apps.automation import corrections
from apps.core.errors import FolioError
from apps.countries import registry
from apps.countries.addresses import Address
from apps.invoices import languages
from apps.invoices.credit_notes.credit import NothingToCredit
from apps.invoices.issuing.issuer import AccountDisconnected, Made
from apps.invoices.models import BuyerCorrection, Invoice
from apps.orders.data import Buyer, BuyerKind

log = structlog.get_logger(__name__)


class _ClaimLost(Exception):
    """Another worker has claimed the row since: the transaction is rolled back."""


def reissue_for_buyer(row_id: int) -> None:
    """Carry out the correction `row_id` if it is due: credit note, new invoice and the row's end in one commit.

    Where a provider issued the invoice, the row ends with the submission of the credit note, whose record brings the
    new invoice; `submissions` has the row fail if the provider refuses either. While another document of the order is
    on its way, the row waits.

    Safe to repeat. If the invoice was credited in the meantime, the row fails and the buyer must contact the merchant.
    It does not use `Work.run`, which ends a row after its step: here the step's transaction also ends the row.
    """
    row = BuyerCorrection.claim(row_id)
    if row is None:
        return
    invoice = Invoice.objects.get(pk=row.invoice_id)
    try:
        made = _reissue(row, invoice)
    except _ClaimLost:
        return
    except (NothingToCredit, AccountDisconnected, corrections.NotAnInvoice) as error:
        row.fail(str(error))
        log.warning("buyer's correction came too late", store=row.store_id, invoice=invoice.pk)
    except FolioError as error:
        row.postpone(str(error))
        log.warning("buyer's correction waits", store=row.store_id, invoice=invoice.pk, error=error.code)
    else:
        log.info("buyer corrected his invoice", store=row.store_id, invoice=invoice.pk, made=made.pk)


@transaction.atomic
def _reissue(row: BuyerCorrection, invoice: Invoice) -> Made:
    with translation.override(languages.interface_language(invoice.language, invoice.country)):
        reason = gettext("Correction of the buyer's data, by the buyer")
    made = corrections.reissue_to_buyer(row.store, invoice.pk, _buyer(row, invoice), reason=reason)
    if not row.finish():
        raise _ClaimLost
    return made


def _buyer(row: BuyerCorrection, invoice: Invoice) -> Buyer:
    """Return the buyer with the corrected data; other data are those of `invoice`.

    Where the seller's country takes a line of business for a request for a factura, naming one is that request.
    """
    asks_for_factura = row.activity and registry.country(invoice.country).activity_means_factura
    return Buyer(
        name=row.company,
        company="",
        tax_id=row.tax_id,
        activity=row.activity,
        taxpayer_type=invoice.buyer_taxpayer_type,
        wants_factura=True if asks_for_factura else invoice.buyer_wants_factura,
        address=tuple(line.strip() for line in row.address.splitlines() if line.strip()),
        country=invoice.buyer_country,
        email=invoice.buyer_email,
        parts=Address(**row.parts),
        kind=BuyerKind.BUSINESS if row.activity else BuyerKind(invoice.buyer_kind),
        electronic_address=invoice.buyer_electronic_address,
        electronic_scheme=invoice.buyer_electronic_scheme,
    )
