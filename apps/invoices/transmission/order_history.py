"""A line in the order's history for each document, if the merchant wants it.

It is separate work: a history that refuses the line never keeps a document's link from its order. The platform does not
look for duplicates and an unanswered write may have succeeded, so every try first looks for the number.
"""

import structlog
from django.utils import translation
from django.utils.translation import gettext

from apps.core import queue
from apps.core.errors import FolioError
from apps.invoices import languages, links
from apps.invoices.models import HistoryLine, Invoice, Kind
from apps.jumpseller import client as wire
from apps.stores import tokens
from apps.stores.models import InvoicingSettings

log = structlog.get_logger(__name__)

_OURS = "Folio:"


def ask_for_line(invoice: Invoice) -> None:
    """Enqueue the line of `invoice`. A second call changes nothing."""
    line, _ = HistoryLine.objects.get_or_create(invoice=invoice, defaults={"store": invoice.store})
    queue.enqueue("invoices.note", line.pk)


def note_again(invoice: Invoice) -> None:
    """Retry the line of `invoice` if it has failed. A second call changes nothing."""
    for line in HistoryLine.objects.filter(invoice=invoice, state=HistoryLine.State.FAILED):
        line.reopen()
        queue.enqueue("invoices.note", line.pk)


def note_document(line_id: int) -> None:
    """Write the line `line_id` if it is due; after an error it is due again later, unless the platform refused it."""
    HistoryLine.run(line_id, _note, close=lambda line, _: line.finish(), postpone=_postpone)


def _note(line: HistoryLine) -> None:
    invoice = Invoice.objects.select_related("store").get(pk=line.invoice_id)
    tokens.call_platform(invoice.store, lambda client: _write(client, invoice))


def _write(client: wire.Client, invoice: Invoice) -> None:
    if not any(_tells_of(message, invoice) for message in client.history(invoice.order_id)):
        client.add_history(
            invoice.order_id, _message(invoice), {"number": invoice.number, "url": links.document_link(invoice)}
        )


def _tells_of(message: str, invoice: Invoice) -> bool:
    """Tell whether `message` has the number; its words differ where the store's language has changed."""
    return message.startswith(_OURS) and invoice.number in message.split()


def _message(invoice: Invoice) -> str:
    language = InvoicingSettings.objects.values_list("language", flat=True).get(store=invoice.store)
    with translation.override(languages.interface_language(language, invoice.store.country)):
        if invoice.kind == Kind.INVOICE:
            text = gettext("invoice %(number)s issued")
        else:
            text = gettext("credit note %(number)s issued")
        return f"{_OURS} {text % {'number': invoice.number}}"


def _postpone(line: HistoryLine, error: FolioError) -> None:
    """Fail a refused line; postpone it without limit for other errors, which may last days."""
    log.warning("history line postponed", line=line.pk, reason=error.code, detail=str(error))
    if isinstance(error, wire.Rejected):
        line.fail(str(error))
        return
    wait = error.retry_after if isinstance(error, wire.Limited) else None
    busy = error.busy_for if isinstance(error, wire.Unreachable) else 0.0
    line.postpone(str(error), seconds=wait, at_least=busy, for_ever=True)
