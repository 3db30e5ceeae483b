"""Why something that the merchant asked for was not done, by the code of the error that stopped it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.automation.dry_run import NothingToIssue
from apps.automation.reasons import REFUSALS, explain_reason
from apps.core.errors import FolioError
from apps.dashboard.shared.formats import figures_for
from apps.invoices.credit_notes.uncredited import left_of
from apps.invoices.models import Invoice

# The dashboard's own errors; `REFUSALS` has those of the layers below.
_TEXTS: dict[str, Promise] = {
    "changed_meanwhile": _(
        "Nothing more was issued: credit note %(latest)s was issued after this page was opened. %(left)s is left to "
        "credit."
    ),
    "too_many_archives": _("Three files are already being prepared. Request this one when one of them is ready."),
    "looked_too_long_ago": _("Nothing was connected: the page was opened too long ago. Give the key again."),
    "not_ready": _("Automatic issuing was not turned on. Finish the steps listed below first."),
}


def explain_error(error: FolioError, document: Invoice | None = None) -> str:
    """Return why `error` stopped what was asked for, with the figures of `document` if it is about one."""
    if isinstance(error, NothingToIssue):
        return " ".join(f"{told['text']} {told['detail']}".strip() for told in map(explain_reason, error.reasons))
    known = _TEXTS.get(error.code) or REFUSALS.get(error.code)
    if known is None:
        return str(error)
    return str(known) % _figures(document) if document else str(known)


def _figures(document: Invoice) -> dict[str, str]:
    latest = document.credit_notes.order_by("pk").last()
    figures = figures_for(document.store, document.currency)
    return {"latest": latest.number if latest else "", "left": figures.money(left_of(document).gross)}
