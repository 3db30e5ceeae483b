"""The clients of an account at the stand-in: found by id, code or name, created where they are unknown."""

from django.http import HttpResponse

from apps.sandbox.answers import Payload, as_json, body_of
from apps.sandbox.providers.accounts import Account
from apps.sandbox.providers.invoicexpress.shapes import not_found, refused
from apps.sandbox.providers.service import Call

FIELDS = {
    *("id", "name", "code", "email", "language", "fiscal_id", "address", "city", "postal_code", "country"),
    *("phone", "fax", "website", "observations", "send_options", "payment_days", "tax_exemption_code"),
}
# Of the names in the provider's appendix, those that shops in Portugal sell to.
COUNTRIES = frozenset(
    "Portugal|Spain|France|Germany|Italy|Ireland|Great Britain|Netherlands|Belgium|Luxembourg|Austria|Denmark|Sweden|"
    "Finland|Norway|Switzerland|Poland|Czech Republic|Slovakia|Slovenia|Hungary|Romania|Bulgaria|Greece|Croatia|Cyprus|"
    "Malta|Estonia|Latvia|Lithuania|Brazil|Angola|Cape Verde|Mozambique|United States|Canada|Mexico|Chile|Colombia|"
    "Peru|Argentina|Japan|Korea, South|Macau|Turkey|São Tomé and Príncipe".split("|")
)
_NINE, _CONSUMER = 9, "999999990"


def is_nif(number: str) -> bool:
    """Tell whether `number` has nine digits of which the last checks the others."""
    if len(number) != _NINE or not number.isdecimal():
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(number, range(9, 1, -1), strict=False)) % 11
    return int(number[-1]) == (0 if rest < 2 else 11 - rest)


def client_for(account: Account, wanted: Payload) -> Payload:
    """Return the client that a document names: by id, then code, then name, else a new one. Raise Refused."""
    if unknown := wanted.keys() - FIELDS:
        raise refused(account, f"Client has unknown fields: {', '.join(sorted(unknown))}")
    known: list[Payload] = account.memory.setdefault("clients", [])
    for name in ("id", "code", "name"):
        if wanted.get(name):
            found = next((each for each in known if each.get(name) == wanted[name]), None)
            if found or name == "id":
                return found or _missing(account)
            if name == "code":
                break
    made = {"id": account.memory.setdefault("next_client", 3001), **_checked(account, wanted)}
    account.memory["next_client"] += 1
    known.append(made)
    return made


def find_by_code(call: Call, account: str) -> HttpResponse:
    """Answer GET /clients/find-by-code.json."""
    code = call.request.GET.get("client_code", "")
    for each in call.account.memory.get("clients", []):
        if each.get("code") == code:
            return as_json({"client": each})
    raise not_found(call.account)


def update(call: Call, account: str, client_id: int) -> HttpResponse:
    """Answer PUT /clients/{id}.json; a name is required."""
    wanted = body_of(call.request).get("client")
    if not isinstance(wanted, dict) or wanted.keys() - FIELDS:
        raise refused(call.account, "Client has unknown fields")
    for each in call.account.memory.get("clients", []):
        if each["id"] == client_id:
            each.update(_checked(call.account, wanted))
            return as_json({"client": each}) if call.account.details["put_has_body"] else HttpResponse(b"")
    raise not_found(call.account)


def _missing(account: Account) -> Payload:
    raise refused(account, "Client is invalid")


def _checked(account: Account, wanted: Payload) -> Payload:
    """Return the data of a client as they are kept. Raise Refused."""
    if not wanted.get("name"):
        raise refused(account, "Client name can't be blank")
    country = wanted.get("country", "")
    if country and country not in COUNTRIES:
        raise refused(account, f"Country {country} was not found")
    number = wanted.get("fiscal_id", "")
    if number and country in {"", "Portugal"} and not is_nif(number):
        if account.details["wrong_nif"] == "refuse":
            raise refused(account, "Fiscal não é válido")
        number = _CONSUMER
    return dict(wanted) | {"fiscal_id": number}
