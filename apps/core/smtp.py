"""E-mail backends that tell whether the mail server may have accepted a mail when the connection is lost."""

import re
import smtplib
from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend

from apps.core.errors import FolioError

_GO_AHEAD = 354
# RFC 5321, 4.2.3: service not available; a later attempt may succeed.
_NOT_AVAILABLE = 421


class MaybeSent(FolioError):
    """The server received the whole mail, but the connection was lost before it confirmed."""

    code = "maybe_sent"


class _Plain(smtplib.SMTP):
    """SMTP connection that distinguishes a loss after the mail was handed over from an earlier one."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send `msg` (RFC 5321, 4.1.1.4) and return the server's answer. Raise MaybeSent, SMTPException."""
        code, words = self.docmd("data")
        if code != _GO_AHEAD:
            raise smtplib.SMTPDataError(code, words)
        try:
            self.send(_transparent(msg.encode("ascii") if isinstance(msg, str) else bytes(msg)))
            answer = self.getreply()
        except Exception as error:
            self.close()
            raise MaybeSent(f"The connection ended ({type(error).__name__}) after the mail was handed over.") from None
        return answer


class _Encrypted(_Plain, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's backend, but sending raises MaybeSent where the outcome is unknown."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Encrypted if self.use_ssl else _Plain


class NoServer(BaseEmailBackend):
    """Backend of an installation without a mail server: it refuses every mail temporarily."""

    def open(self) -> bool:
        """Raise SMTPConnectError."""
        raise smtplib.SMTPConnectError(_NOT_AVAILABLE, "this installation has no mail server: EMAIL_URL is not set")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Raise SMTPConnectError if `email_messages` is not empty."""
        return len(email_messages) and self.open()


def _transparent(message: bytes) -> bytes:
    """Return `message` with leading dots doubled, because a line that is only a dot ends a mail (RFC 5321, 4.5.2)."""
    lines = re.sub(rb"\r\n|\n|\r", b"\r\n", message)
    ended = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"
