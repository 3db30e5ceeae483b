"""The file security.txt (RFC 9116): how a finder of a vulnerability reaches the operator of this installation."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# RFC 9116 recommends less than a year. Every answer counts anew, so the file expires only where Folio no longer runs.
_VALID_FOR = timedelta(days=180)


@require_safe
@cache_control(max_age=24 * 60 * 60)
def security_txt(_: HttpRequest) -> HttpResponse:
    """Return the contacts of `SECURITY_CONTACT`. Raise Http404 where none is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    fields = [
        *(("Contact", contact) for contact in settings.SECURITY_CONTACT),
        ("Expires", f"{today + _VALID_FOR:%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", ", ".join(code for code, _name in settings.DOCUMENT_LANGUAGES)),
        ("Canonical", f"{settings.APP_URL}{reverse('security_txt')}"),
    ]
    text = "".join(f"{name}: {value}\n" for name, value in fields)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
