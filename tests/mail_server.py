"""A real mail server on loopback that stores mails and gives configured answers."""

import asyncio
import logging
from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from config.local.servers import free_port

# Its thread runs for a moment after a test, when the capture of the test's output has ended.
logging.getLogger("mail.log").disabled = True
HANG_UP = "hang up"
STALL = "stall"
_LONG = 3.0


class MailServer:
    """Mail server that answers recipients and mails with the configured answers in turn, then accepts.

    HANG_UP closes the connection; STALL accepts the mail but answers after the client's timeout.
    """

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.to_recipients: list[str] = []
        self.to_mails: list[str] = []

    @property
    def mails(self) -> list[EmailMessage]:
        """Return the received mails, parsed."""
        parser = BytesParser(policy=policy.default)
        return [parser.parsebytes(envelope.original_content or b"") for envelope in self.taken]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        answer = self.to_recipients.pop(0) if self.to_recipients else "250 OK"
        if answer == HANG_UP:
            _hang_up(server)
        envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.to_mails.pop(0) if self.to_mails else "250 OK"
        if answer in ("250 OK", HANG_UP, STALL):
            self.taken.append(envelope)
        if answer == STALL:
            await asyncio.sleep(_LONG)
        if answer == HANG_UP:
            _hang_up(server)
        return answer


@contextmanager
def running(settings: Settings) -> Iterator[MailServer]:
    """Run a server that receives Folio's mail during the block."""
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    use(settings, controller.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def use(settings: Settings, port: int) -> None:
    """Configure Folio for the mail server on the `port` of loopback."""
    settings.EMAIL_BACKEND = "apps.core.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "documents@folio.example"


def _hang_up(server: SMTP) -> None:
    if isinstance(server.transport, WriteTransport):
        server.transport.abort()
