"""Checks of certified providers: accounts that issue nothing, and documents that do not get there."""

from django.db.models import Count

from apps.core.diagnosis import Finding, Stage, check, sound, warning
from apps.invoices.models import Submission
from apps.invoices.submission import operators

_MOST_NAMED = 3


@check("provider accounts", stage=Stage.UP)
def provider_accounts() -> Finding:
    """Warn of accounts whose provider issues no document now."""
    found = operators.accounts_in_trouble().select_related("store").order_by("store__code")
    if not found:
        return sound("No account at a provider is in trouble.")
    named = ", ".join(f"{each.provider} of {each.store.code} ({each.state})" for each in found[:_MOST_NAMED])
    more = " and others" if len(found) > _MOST_NAMED else ""
    return warning(
        f"Accounts that issue nothing: {named}{more}.",
        mend='the merchant mends it on the page "Who issues your documents"; /admin/ shows the trouble\'s code',
    )


@check("submissions", stage=Stage.UP)
def submissions() -> Finding:
    """Warn of documents that have been on their way to a provider for hours."""
    stuck = Submission.objects.filter(operators.is_stuck())
    stages = dict(stuck.order_by("stage").values_list("stage").annotate(Count("pk")))
    if not stages:
        return sound("No document is on its way to a provider for hours.")
    counted = ", ".join(f"{count} {stage}" for stage, count in stages.items())
    return warning(
        f"Documents on their way to a provider for hours: {counted}.",
        mend='see docs/operations.md, Stuck submissions; those "asked" wait for their merchants\' answer',
    )
