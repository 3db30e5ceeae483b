"""Sending a document to its buyer, once: claim, note the attempt, hand the mail over, note how it ended.

A mail server may have taken a mail whose sender never learned of it, and a mail cannot be taken back. So an attempt
whose end is not known is never repeated by itself: the mailing fails, and the merchant decides.
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
from apps.invoices.models import Invoice, MailAttempt, Mailing, SealMailAttempt, SealMailing
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import email_limit, email_message, recipients

log = structlog.get_logger(__name__)

_LONGEST_WORDS = 500
_PERMANENT = range(500, 600)
MAY_HAVE_BEEN_SENT = "The mail may have been sent: the attempt ended before the mail server's answer."


class NoMailAddress(FolioError):
    """What was given is not an address that mail can be sent to."""

    code = "no_mail_address"


class MailOnItsWay(FolioError):
    """A mail with this document is due or being sent, or was sent since the merchant looked."""

    code = "mail_on_its_way"


class NotMailed(FolioError):
    """A test document, which is for no buyer."""

    code = "not_mailed"


@dataclass(frozen=True, slots=True)
class _End:
    """How an attempt ended: `outcome` is empty if that is not known, `words` are the server's or the network's."""

    outcome: str
    words: str = ""
    is_final: bool = True


def send_document(mailing_id: int) -> None:
    """Sends the mail MAILING_ID if it is due; what stands in the way makes it due again later. Safe to repeat."""
    mailing = Mailing.claim(mailing_id)
    if mailing is None:
        return
    message = _composed(mailing)
    if message:
        deliver(mailing, message)


def deliver(mailing: Mailing | SealMailing, message: EmailMultiAlternatives) -> None:
    """Hand `message` of the claimed `mailing` to the mail server, and log the attempt and how it ended."""
    attempt = _begin(mailing)
    if attempt:
        _close(mailing, attempt, _hand_over(message))


def send_document_again(mailing: Mailing) -> None:
    """Has MAILING tried again, if it was given up; one that may have been sent is given up anew."""
    mailing.reopen()
    queue.enqueue("invoices.mail", mailing.pk)


def send_again(invoice: Invoice, recipient: str, *, seen: int) -> Mailing:
    """Has INVOICE mailed to RECIPIENT by hand, if it still has the SEEN number of mailings, of which none is due.

    A second click has seen one less and sends nothing. Raises NotMailed, NoMailAddress, MailOnItsWay.
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


def _composed(mailing: Mailing) -> EmailMultiAlternatives | None:
    """The mail, or None after the mailing was postponed. Texts of errors may hold names and addresses: only kinds."""
    invoice = Invoice.objects.select_related("store", "credits", "replaces").get(pk=mailing.invoice_id)
    try:
        pdf = pdf_store.pdf_of(invoice)
        if pdf:
            return email_message.compose_message(mailing, invoice, pdf)
    except Exception as error:
        log.error("mail not composed", mailing=mailing.pk, error=type(error).__name__)
        mailing.postpone(f"The mail was not written: {type(error).__name__}.")
    else:
        mailing.postpone("The PDF is not rendered yet.", for_ever=True)
    return None


def _begin(mailing: Mailing | SealMailing) -> MailAttempt | SealMailAttempt | None:
    """Commit the attempt before the server hears of it.

    Return None if an earlier one is open, the claim was lost, or the store's limit lets no mail to buyers through now.
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
    """Holds the conversation with the mail server and returns how it ended."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        # Whatever the server says before it has heard of this mail is not about this mail.
        return _End(MailAttempt.Outcome.UNREACHABLE, _words(error), is_final=False)
    try:
        connection.send_messages([message])
    except MaybeSent as error:
        return _End("", str(error))
    except (SMTPException, OSError) as error:
        return _refused(error)
    except ValueError as error:
        # An address that no server can be asked about, such as a host name that is too long.
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
    """The server's code and words; without an answer no code."""
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
    """Notes END, which is true whoever holds the claim by now."""
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
