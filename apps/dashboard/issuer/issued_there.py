"""What a provider and the authority say of a document, and which corrections the provider does not take."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from apps.automation.reasons import tell_sentences
from apps.countries.registry import country as country_of
from apps.dashboard.issuer import wording
from apps.dashboard.shared.formats import figures_for
from apps.invoices import languages
from apps.invoices.models import AuthorityCheck, Invoice, Kind, ProviderAccount, ProviderDocument
from apps.invoices.models.submissions import provider_document_of
from apps.providers import registry
from apps.providers.account import Abilities

# In the order in which links are offered; the PDF is Folio's own copy.
_LINKS = ("page", "authority", "url")


def issued_there(document: Invoice) -> dict[str, Any] | None:
    """Return what the provider says of `document`; None if Folio issued it."""
    known = provider_document_of(document)
    if known is None:
        return None
    provider = registry.provider(known.account.provider)
    check = AuthorityCheck.objects.filter(invoice=document).first()
    return {
        "row": known,
        "provider": wording.title_of(provider),
        "authority": wording.authority_of(document.country),
        "verdict": wording.VERDICTS[check.verdict] if check else "",
        "is_rejected": bool(check and check.verdict == AuthorityCheck.Verdict.REJECTED),
        "words": check.words if check else "",
        "link": _link(known),
        "fiscal_name": country_of(document.country).fiscal_id or gettext("Number at the authority"),
        "differences": _differences(known, document),
        "credit_reason": _reason(document),
        "is_void": is_void(document),
    }


def is_void(document: Invoice) -> bool:
    """Tell whether `document` exists for nothing that counts, because the authority rejected it."""
    return getattr(document, "void", None) is not None


def without_corrections(document: Invoice) -> str:
    """Return why nothing of `document` can be credited by Folio; empty if it can be, wholly at least."""
    known = provider_document_of(document)
    if known is None or document.kind != Kind.INVOICE:
        return ""
    if is_void(document):
        return gettext("The tax authority rejected this document: there is nothing to credit.")
    title = wording.title_of(registry.provider(known.account.provider))
    if not _abilities(known).credits:
        return gettext("%(provider)s takes no credit notes from Folio: make them there.") % {"provider": title}
    if known.account.state == ProviderAccount.State.DISCONNECTED:
        return gettext(
            "A credit note goes where its invoice was made, and the account at %(provider)s is disconnected. Connect "
            "it again first."
        ) % {"provider": title}
    return ""


def refused_correction(document: Invoice, *, is_partial: bool) -> str:
    """Return why the provider of `document` does not take a correction; empty if it does, or if Folio issued it."""
    if is_partial and only_in_full(document):
        return tell_sentences([{"code": "provider_no_partial_credit"}])
    return without_corrections(document)


def only_in_full(document: Invoice) -> bool:
    """Tell whether the provider of `document` credits it as a whole only."""
    known = provider_document_of(document)
    return known is not None and not _abilities(known).partial_credit


def _abilities(known: ProviderDocument) -> Abilities:
    return registry.provider(known.account.provider).abilities


def _link(known: ProviderDocument) -> str:
    """Return the address at which the document can be seen there; one that is no web address is not offered."""
    offered = (str(known.links.get(name, "")) for name in _LINKS)
    return next((each for each in offered if each.startswith(("https://", "http://"))), "")


def _reason(document: Invoice) -> str:
    """Return the reason to print on a credit note for a document that states something wrong, in its language."""
    with translation.override(languages.interface_language(document.language, document.country)):
        return gettext("The document states wrong data")


def _differences(known: ProviderDocument, document: Invoice) -> list[dict[str, str]]:
    """Return the facts that the provider states otherwise, with both amounts where they are amounts."""
    figures = figures_for(document.store, document.currency)
    return [
        {
            "fact": str(wording.DIFFERENCES[name]),
            "here": figures.money(getattr(document, name)) if name.endswith("total") else "",
            "there": figures.money(getattr(known, name)) if name.endswith("total") else "",
        }
        for name in known.differences
    ]
