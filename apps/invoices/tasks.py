from celery import shared_task

from apps.core import work
from apps.invoices.models import HistoryLine, Mailing, Posting, Rendering, SealMailing
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import email, order_history, order_link, seal_email


@shared_task(name="invoices.render_pdf")
def render_pdf(rendering_id: int) -> None:
    """Render one document."""
    pdf_store.render_and_store(rendering_id)


@shared_task(name="invoices.render")
def render(posting_id: int) -> None:
    """Continue one document, for messages that earlier versions published."""
    pdf_store.continue_posting(posting_id)


@shared_task(name="invoices.post")
def post(posting_id: int) -> None:
    """Post one document's link."""
    order_link.post_link(posting_id)


@shared_task(name="invoices.note")
def note(line_id: int) -> None:
    """Write one document's line into its order's history."""
    order_history.note_document(line_id)


@shared_task(name="invoices.mail")
def mail(mailing_id: int) -> None:
    """Send one document's e-mail."""
    email.send_document(mailing_id)


@shared_task(name="invoices.prepare_seal_mails")
def prepare_seal_mails() -> None:
    """Insert this month's mailings of seals."""
    seal_email.prepare_seal_mailings()


@shared_task(name="invoices.mail_seals")
def mail_seals(mailing_id: int) -> None:
    """Send one e-mail with seals."""
    seal_email.send_seals(mailing_id)


@shared_task(name="invoices.sweep")
def sweep() -> None:
    """Publish messages for due work."""
    pdf_store.prepare_renderings()
    work.publish_due(Rendering, Posting, Mailing, HistoryLine, SealMailing)
