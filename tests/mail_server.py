"""A real mail server on loopback that stores mails and gives configured answers."""

import asyncio
import logging
from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from weakref import WeakSet

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


class MailController(Controller):
    """Controller of a mail server that closes the connections of its clients when it stops.

    A client keeps its connection between mails. The library leaves such a socket open, and a later test is blamed.
    """

    def __init__(self, server: MailServer, port: int) -> None:
        # Without a name of its own the server looks one up for each session, which may take seconds.
        super().__init__(server, hostname="127.0.0.1", port=port, server_hostname="mail.example")
        self._sessions: WeakSet[SMTP] = WeakSet()

    def factory(self) -> SMTP:
        session = SMTP(self.handler, **self.SMTP_kwargs)
        self._sessions.add(session)
        return session

    def stop(self, no_assert: bool = False) -> None:
        asyncio.run_coroutine_threadsafe(self._close_connections(), self.loop).result()
        super().stop(no_assert)

    async def _close_connections(self) -> None:
        if self.server:
            self.server.close()
        # A connection that was just accepted has its session a turn of the loop later.
        await asyncio.sleep(0.01)
        for session in self._sessions:
            _hang_up(session)


@contextmanager
def running(settings: Settings) -> Iterator[MailServer]:
    """Run a server that receives Folio's mail during the block."""
    server = MailServer()
    controller = MailController(server, free_port())
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
