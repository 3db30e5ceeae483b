"""Calls to Zemblabill, and what its answers mean."""

from typing import Any

from apps.core.http.exact_json import NotJson
from apps.providers.account import Values
from apps.providers.http import Answer, Http, NoAnswer
from apps.providers.outcomes import CallFailed, Failed, Issued, Limited, Outcome, Refused, Unauthorised, Unclear
from apps.providers.plan import Plan
from apps.providers.problems import Problem

_HOST = "https://api.zemblabill.example"


def company(http: Http, credentials: Values) -> Any:
    """Return the company behind the key. Raise CallFailed."""
    try:
        answer = http.call("GET", f"{_HOST}/company", headers={"X-Key": credentials["key"]})
    except NoAnswer as error:
        raise CallFailed(str(error), Unclear(str(error))) from None
    if answer.status == 401:
        raise CallFailed("The key is not valid.", Unauthorised())
    if not answer.is_success:
        raise CallFailed("Zemblabill does not work.", Failed(f"HTTP {answer.status}"))
    return answer.json()


def create(http: Http, credentials: Values, plan: Plan, key: str) -> Outcome:
    """Declare `plan` under `key`."""
    headers = {"X-Key": credentials["key"], "Idempotency-Key": key}
    try:
        return _outcome(http.call("POST", f"{_HOST}/bills", headers=headers, body=plan.body), plan)
    except NoAnswer as error:
        return Unclear(str(error)) if error.was_sent else Failed(str(error))


def _outcome(answer: Answer, plan: Plan) -> Outcome:
    if answer.status == 401:
        return Unauthorised()
    if answer.status == 429:
        return Limited(answer.retry_after(1.0))
    if answer.status == 422:
        return Refused((Problem("provider_refused", said=answer.words()),))
    try:
        said = answer.json() if answer.is_success else {}
        return Issued(
            reference=said["id"],
            number=said["number"],
            issue_date=plan.issue_date,
            type=plan.type,
            gross_total=said["total"],
        )
    except (NotJson, KeyError, TypeError):
        return Unclear(f"Zemblabill answered {answer.status}.")
