"""What accounts, providers and documents on their way are called in the interface."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.automation.reasons import tell_sentences
from apps.countries.registry import country as country_of
from apps.invoices.models import AuthorityCheck, ProviderAccount, Submission
from apps.providers.contract import Provider
from apps.providers.problems import FIELDS, Problem

PERSONAL_DATA: Mapping[str, Promise] = {
    "name": _("name or company"),
    "tax_id": _("tax number"),
    "activity": _("line of business (giro)"),
    "address": _("address"),
    "email": _("e-mail address"),
    "phone": _("phone number"),
    "items": _("what was bought, and for how much"),
    "payment_method": _("how it was paid"),
}
STATES: Mapping[str, Promise] = {
    ProviderAccount.State.CONNECTED: _("Connected"),
    ProviderAccount.State.UNAUTHORISED: _("The provider does not accept the key"),
    ProviderAccount.State.BLOCKED: _("The account issues nothing now"),
    ProviderAccount.State.DISCONNECTED: _("Disconnected"),
}
STAGES: Mapping[str, Promise] = {
    Submission.Stage.WAITING: _("Not sent yet"),
    Submission.Stage.SENT: _("Sent; the provider has not confirmed it yet"),
    Submission.Stage.TAKEN: _("Taken by the provider; it has no number yet"),
    Submission.Stage.ASKED: _("Folio asks you whether it exists"),
}
VERDICTS: Mapping[str, Promise] = {
    AuthorityCheck.Verdict.WAITING: _("No answer yet"),
    AuthorityCheck.Verdict.ACCEPTED: _("Accepted"),
    AuthorityCheck.Verdict.ACCEPTED_WITH_REMARKS: _("Accepted with remarks"),
    AuthorityCheck.Verdict.REJECTED: _("Rejected: it does not count"),
}
STEPS: Mapping[str, Promise] = {
    "connect": _("Look at the account"),
    "find": _("Look for a document"),
    "submit": _("Send a document"),
    "state": _("State at the tax authority"),
    "pdf": _("Fetch a PDF"),
    "listed": _("List the documents"),
}
DIFFERENCES: Mapping[str, Promise] = {
    "type": _("the kind of document"),
    "receiver": _("the receiver"),
    "gross_total": _("the total"),
    "net_total": _("the net amount"),
    "tax_total": _("the tax"),
}
ENVIRONMENTS: Mapping[str, Promise] = {
    "live": _("Live: its documents are valid"),
    "test": _("Test environment: its documents are not valid"),
}
FINDINGS: Mapping[str, Promise] = {
    "only_there": _("It exists at the provider, and Folio does not know it."),
    "only_here": _("Folio recorded it, and the provider does not list it."),
}
_PAGES = {"settings": "settings", "taxes": "tax_map", "payments": "payment_map"}


def title_of(provider: Provider) -> str:
    """Return what `provider` is called."""
    return gettext(provider.abilities.title)


def authority_of(country: str) -> str:
    """Return what the tax authority of `country` is called."""
    return country_of(country).authority or gettext("the tax authority")


def tell_problem(stored: Mapping[str, Any]) -> dict[str, str]:
    """Return a problem as rows keep it: its `text`, what the provider `said`, and the `link` to what mends it."""
    sentence = {"code": stored["code"], "figures": stored["figures"]}
    return {"text": tell_sentences([sentence]), "said": stored["said"], "link": link_of(stored["code"])}


def tell_problems(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return `problems` in words."""
    return [tell_problem(each.as_json()) for each in problems]


def link_of(code: str) -> str:
    """Return the address of the page that mends the problem `code`; empty for the order, which is at Jumpseller."""
    place, _dot, name = FIELDS.get(code, "").partition(".")
    page = _PAGES.get(place)
    if page is None:
        return ""
    return f"{reverse(page)}#id_{name}" if name else reverse(page)
