"""Sending a document to its buyer once: claim, commit the attempt, hand the e-mail over, record the outcome.

A mail server may accept an e-mail without its sender learning of it, and an e-mail cannot be recalled. An attempt with
an unknown outcome is therefore never repeated automatically: the mailing fails, and the merchant decides.
"""

from contextlib import suppress
from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from apps.core import queue
from apps.core.errors import FolioError
from apps.core.smtp import MaybeSent
from apps.core.work import Work
from apps.invoices import recipients
from apps.invoices.models import Invoice, MailAttempt, Mailing, SealMailAttempt, SealMailing
from apps.invoices.models.submissions import provider_document_of
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import email_limit, email_message

log = structlog.get_logger(__name__)

_LONGEST_WORDS = 500
_PERMANENT = range(500, 600)
MAY_HAVE_BEEN_SENT = "The mail may have been sent: the attempt ended before the mail server's answer."


class NoMailAddress(FolioError):
    """The text is not an address that e-mail can be sent to."""

    code = "no_mail_address"


class MailOnItsWay(FolioError):
    """An e-mail with this document is due or being sent, or was sent since the merchant looked."""

    code = "mail_on_its_way"


class NotMailed(FolioError):
    """A test document, which has no buyer."""

    code = "not_mailed"


@dataclass(frozen=True, slots=True)
class _End:
    """The end of an attempt: `outcome` is empty if unknown, `words` are the server's reply or the network error."""

    outcome: str
    words: str = ""
    is_final: bool = True


def send_document(mailing_id: int) -> None:
    """Send the mailing `mailing_id` if it is due; a temporary failure makes it due again later. Safe to repeat."""
    Mailing.run(mailing_id, _compose, close=deliver, postpone=postpone_mailing)


def deliver(mailing: Mailing | SealMailing, message: EmailMultiAlternatives) -> None:
    """Hand `message` of the claimed `mailing` to the mail server, and record the attempt and its outcome."""
    attempt = _begin(mailing)
    if attempt:
        _close(mailing, attempt, _hand_over(message))


def postpone_mailing(mailing: Mailing | SealMailing, error: FolioError) -> None:
    """Make the `mailing` that could not be composed due again later."""
    log.error("mail not composed", mailing=mailing.pk, error=str(error))
    mailing.postpone(str(error))


def send_document_again(mailing: Mailing) -> None:
    """Retry `mailing` if it has failed; one that may have been sent fails again."""
    mailing.reopen()
    queue.enqueue("invoices.mail", mailing.pk)


def send_again(invoice: Invoice, recipient: str, *, seen: int) -> Mailing:
    """Mail `invoice` to `recipient` by hand, if it still has `seen` mailings, of which none is due or being sent.

    A second click has seen one mailing less and sends nothing. Raise NotMailed, NoMailAddress, MailOnItsWay.
    """
    if not recipients.is_mailable(invoice):
        raise NotMailed("A test document is not mailed: it is for no buyer.")
    address = recipients.recipient_address(recipient)
    if not address:
        raise NoMailAddress("Give an e-mail address such as name@example.com.")
    with transaction.atomic():
        Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)
        states = list(Mailing.objects.filter(invoice=invoice).values_list("state", flat=True))
        if len(states) != seen or {Mailing.State.DUE, Mailing.State.CLAIMED} & set(states):
            raise MailOnItsWay("No other mail was sent: one is on its way, or was sent since you looked.")
        made = Mailing.objects.create(
            store=invoice.store, invoice=invoice, recipient=address, by_hand=True, rung_at=timezone.now()
        )
        queue.enqueue("invoices.mail", made.pk)
    return made


def _compose(mailing: Mailing) -> EmailMultiAlternatives:
    """Return the e-mail. Raise FolioError with only the type of an error: its text may hold names and addresses."""
    related = ("store", "credits", "replaces", "provider_document")
    invoice = Invoice.objects.select_related(*related).get(pk=mailing.invoice_id)
    known = provider_document_of(invoice)
    try:
        pdf = None if known and known.is_link else pdf_store.pdf_of(invoice)
        return email_message.compose_message(mailing, invoice, pdf)
    except Exception as error:
        raise FolioError(f"The mail was not written: {type(error).__name__}.") from None


def _begin(mailing: Mailing | SealMailing) -> MailAttempt | SealMailAttempt | None:
    """Commit the attempt before contacting the server.

    Return None if an earlier one is open, the claim was lost, or the store's limit for e-mails to buyers is reached.
    """
    with transaction.atomic():
        turn = email_limit.turn_of(mailing) if isinstance(mailing, Mailing) else None
        mails = type(mailing)._default_manager
        mine = mails.filter(pk=mailing.pk, state=Work.State.CLAIMED, attempts=mailing.attempts)
        if mine.select_for_update().first() is None:
            return None
        if not mailing.tries.filter(outcome="").exists():
            if turn is None:
                return mailing.tries.create(store=mailing.store)
            mailing.defer(email_limit.WAITS, turn)
            log.info("mail waits for its turn", mailing=mailing.pk)
            return None
        mailing.fail(MAY_HAVE_BEEN_SENT)
    log.warning("mail may have been sent", mailing=mailing.pk)
    return None


def _hand_over(message: EmailMultiAlternatives) -> _End:
    """Hand `message` to the mail server and return the outcome."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        # An error on connecting is not about this e-mail.
        return _End(MailAttempt.Outcome.UNREACHABLE, _words(error), is_final=False)
    try:
        connection.send_messages([message])
    except MaybeSent as error:
        return _End("", str(error))
    except (SMTPException, OSError) as error:
        return _refused(error)
    except ValueError as error:
        # An address that cannot be put to any server, such as one with a host name that is too long.
        return _End(MailAttempt.Outcome.REFUSED, type(error).__name__)
    finally:
        with suppress(SMTPException, OSError):
            connection.close()
    return _End(MailAttempt.Outcome.SENT)


def _refused(error: SMTPException | OSError) -> _End:
    code = _answer(error)[0]
    if code is None:
        return _End(MailAttempt.Outcome.UNREACHABLE, _words(error), is_final=False)
    return _End(MailAttempt.Outcome.REFUSED, _words(error), is_final=code in _PERMANENT)


def _answer(error: Exception) -> tuple[int | None, str]:
    """Return the server's code and reply; without a reply, None as code."""
    code: int | None = None
    words: bytes | str = type(error).__name__
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    return code, words.decode(errors="replace") if isinstance(words, bytes) else words


def _words(error: Exception) -> str:
    code, words = _answer(error)
    printable = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(f"{code or ''} {printable}".split())[:_LONGEST_WORDS]


def _close(mailing: Mailing | SealMailing, attempt: MailAttempt | SealMailAttempt, end: _End) -> None:
    """Record the outcome. Safe without the claim: it is a fact about this attempt."""
    log.info("mail attempt", mailing=mailing.pk, outcome=end.outcome or "unknown")
    told = {"outcome": end.outcome, "detail": end.words, "ended_at": timezone.now()}
    type(attempt)._default_manager.filter(pk=attempt.pk).update(**told)
    if end.outcome == MailAttempt.Outcome.SENT:
        done = {"state": Mailing.State.DONE, "error": "", "finished_at": timezone.now()}
        type(mailing)._default_manager.filter(pk=mailing.pk).update(**done)
    elif not end.outcome:
        mailing.fail(f"{MAY_HAVE_BEEN_SENT} {end.words}")
    elif end.is_final:
        mailing.fail(end.words)
    else:
        mailing.postpone(end.words)
