"""A document in InvoiceXpress's terms: kind, series, client, lines, and what they come to there. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from stdnum.pt import nif

from apps.core.money import ZERO
from apps.countries import registry
from apps.formats.document import PIECES, Totals
from apps.providers.account import Account, Values
from apps.providers.document import Document, DocumentLine, Party
from apps.providers.invoicexpress.arithmetic import Charged, Priced, nets_of, priced_lines, sums_of, total_of
from apps.providers.invoicexpress.countries import country_name
from apps.providers.invoicexpress.fields import DOCUMENT
from apps.providers.invoicexpress.kinds import KINDS, Kind
from apps.providers.invoicexpress.taxes import tax_of
from apps.providers.invoicexpress.texts import bare_nif, normal_number, written_date
from apps.providers.plan import DeclaredLine, Plan, Refusal
from apps.providers.problems import Problem

_HOME = "PT"
_CURRENCY = "EUR"
_CONSUMER = "Consumidor Final"
_CONSUMER_NUMBER = "999999990"
_NOTES = {"pt": "Encomenda {number} de {date}", "es": "Pedido {number} de {date}", "en": "Order {number} of {date}"}
_NOTES_WITHOUT_DATE = {"pt": "Encomenda {number}", "es": "Pedido {number}", "en": "Order {number}"}
_SHIPPING = "SHIP"
# Characters; what InvoiceXpress takes at most is not known, and these have been seen.
_LONGEST_NAME, _LONGEST_TEXT = 100, 255


@dataclass(slots=True)
class Context:
    """What a mapping rests on, and the problems that it has found."""

    document: Document
    account: Account
    choices: Values
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, **figures: str) -> None:
        """Note a problem, once."""
        found = Problem(code, figures)
        if found not in self.problems:
            self.problems.append(found)


@dataclass(frozen=True, slots=True)
class SentLine:
    """A line of the document, the item that is sent for it, and the same in numbers."""

    item: Mapping[str, Any]
    priced: Priced


def plan_sale(document: Document, account: Account, choices: Values) -> Plan | Refusal:
    """Return what would be declared for the sale `document`, or why it cannot be."""
    context = Context(document, account, choices)
    check(context)
    kind = kind_of_sale(document, choices)
    client = client_of(context)
    sequence = sequence_id(kind, context)
    exemption = exemption_of(document.lines, context)
    lines = lines_of(document.lines, context)
    if context.problems:
        return Refusal(tuple(context.problems))
    inner = heading(document, sequence, note_of(document))
    inner |= {"client": client, "items": [each.item for each in lines]}
    if exemption:
        inner["tax_exemption"] = exemption
    return planned(kind, inner, [each.priced for each in lines], context)


def check(context: Context) -> None:
    """Note what no document of InvoiceXpress can have."""
    document = context.document
    if document.currency != _CURRENCY:
        context.refuse("provider_currency", currency=document.currency)
    if any(tax.parts or tax.is_vat is False or tax.rate is None for tax in document.taxes if tax.tax):
        context.refuse("provider_other_taxes")
    if any(line.fixed_tax or (line.tax_rate is None and line.tax) for line in document.lines):
        context.refuse("provider_other_taxes")
    if any(line.gross < 0 or line.quantity <= 0 for line in document.lines):
        context.refuse("provider_negative_line")


def kind_of_sale(document: Document, choices: Values) -> Kind:
    """Return the kind of the document: a fatura where the order is not paid, else what the merchant wants."""
    wanted = choices.get(DOCUMENT.name) or DOCUMENT.default
    if document.payment_date is None or wanted == "FT":
        return KINDS["FT"]
    return KINDS["FS"] if wanted == "FS" and _may_be_simplified(document) else KINDS["FR"]


def _may_be_simplified(document: Document) -> bool:
    """Tell whether the law allows a fatura simplificada: in the country, and up to the limit for its buyer."""
    buyer = document.buyer
    if buyer.country not in {"", _HOME}:
        return False
    is_consumer = buyer.kind == "consumer" or not (buyer.kind or buyer.tax_id)
    simplified = next(each for each in registry.country(_HOME).official_documents if each.authority_code == "FS")
    limit = simplified.consumer_limit if is_consumer else simplified.business_limit
    total = document.totals.gross_total
    return limit is not None and limit.is_passed(total, document.currency, document.today.year) is False


def client_of(context: Context) -> dict[str, Any]:
    """Return the buyer as the document names them, without what is not known."""
    buyer = context.document.buyer
    address = buyer.address
    street = " ".join(filter(None, (address.street, address.street_number)))
    known = {
        "name": buyer.name[:_LONGEST_TEXT] or _CONSUMER,
        "code": buyer.code or context.document.reference.lower(),
        "email": buyer.email,
        "fiscal_id": _fiscal_id(buyer, context),
        "address": ", ".join(filter(None, (street, address.complement)))
        or ", ".join(buyer.address_text.split("\n") if not address else ()),
        "postal_code": address.postcode,
        "city": address.city or address.municipality,
        "country": _country(buyer, context),
    }
    return {name: value for name, value in known.items() if value}


def _fiscal_id(buyer: Party, context: Context) -> str:
    """Return the buyer's tax number as InvoiceXpress takes it; empty for a consumer without one."""
    stated = buyer.normal_tax_id or buyer.tax_id
    if bare_nif(stated) == _CONSUMER_NUMBER or not stated.strip():
        return ""
    is_portuguese = buyer.country in {"", _HOME}
    if not buyer.normal_tax_id or (is_portuguese and not nif.is_valid(bare_nif(buyer.normal_tax_id))):
        context.refuse("provider_buyer_tax_id_wrong")
        return ""
    return bare_nif(buyer.normal_tax_id)


def _country(buyer: Party, context: Context) -> str:
    name = country_name(buyer.country) if buyer.country else ""
    if buyer.country and not name:
        context.refuse("provider_country", country=buyer.country)
    return name


def sequence_id(kind: Kind, context: Context) -> int | str | None:
    """Return the id of the chosen series for documents of `kind`, None for the account's usual series."""
    chosen = context.choices.get(kind.choice, "")
    if not chosen:
        return None
    entry = context.account.entry("series", chosen)
    of_kind = entry.details.get(kind.code) if entry else None
    if entry is None or not of_kind:
        context.refuse("provider_series_gone", type=kind.code)
        return None
    if not of_kind.get("validation"):
        context.remarks.append(
            Problem("provider_series_not_registered", {"series": entry.name, "type": kind.code}),
        )
    number = str(of_kind["id"])
    return int(number) if number.isdecimal() else number


def exemption_of(lines: Sequence[DocumentLine], context: Context) -> str:
    """Return the one reason why lines bear no tax, empty where all bear some. Items that cost something decide."""
    without = [line for line in lines if not line.tax_rate]
    codes = sorted({line.exemption_code for line in [each for each in without if each.gross] or without})
    known = registry.country(_HOME).tax_categories
    if "" in codes:
        context.refuse("provider_exemption_missing")
    elif len(codes) > 1:
        context.refuse("provider_exemptions_differ", codes=", ".join(codes))
    elif codes and (known is None or known.exemption(codes[0]) is None):
        context.refuse("provider_exemption_unknown", exemption=codes[0])
    elif codes:
        return codes[0]
    return ""


def lines_of(lines: Sequence[DocumentLine], context: Context) -> list[SentLine]:
    """Return the lines to send, priced so that they come to what was charged; none where there are problems."""
    taxes = [_tax(line, context) for line in lines]
    if context.problems:
        return []
    charged = [charged_line(line) for line in lines]
    priced = priced_lines(charged, context.document.totals.gross_total)
    return [SentLine(item_of(line, price, tax), price) for line, price, tax in zip(lines, priced, taxes, strict=True)]


def charged_line(line: DocumentLine) -> Charged:
    """Return what `line` has to come to."""
    return Charged(line.net, line.gross, line.quantity, line.tax_rate or ZERO, line.tax_inside)


def item_of(line: DocumentLine, priced: Priced, tax: Mapping[str, Any]) -> dict[str, Any]:
    """Return `line` as it is sent."""
    is_shipping = line.kind == "shipping"
    description = " ".join(line.description.split())[:_LONGEST_TEXT]
    return {
        "name": _SHIPPING if is_shipping else (line.sku or description or line.kind)[:_LONGEST_NAME],
        "description": description,
        "unit_price": price_text(priced.price),
        "quantity": quantity_text(priced.quantity),
        "unit": "service" if is_shipping else "unit" if line.unit in {"", PIECES} else "other",
        "tax": dict(tax),
    }


def price_text(price: Decimal) -> str:
    """Return a unit price as it is sent."""
    return f"{price:.5f}"


def quantity_text(quantity: Decimal) -> str:
    """Return a quantity as it is sent, with one decimal at least."""
    written = f"{quantity.normalize():f}"
    return written if "." in written else f"{written}.0"


def heading(document: Document, sequence: int | str | None, note: str) -> dict[str, Any]:
    """Return the first fields of the document: dates, reference, series and note."""
    today = written_date(document.today)
    known = {
        "date": today,
        "due_date": today,
        "reference": document.reference,
        "sequence_id": sequence,
        "observations": note,
    }
    return {name: value for name, value in known.items() if value}


def note_of(document: Document) -> str:
    """Return the note that names the order, in the document's language."""
    texts = _NOTES if document.order_date else _NOTES_WITHOUT_DATE
    day = written_date(document.order_date) if document.order_date else ""
    return texts.get(document.language, texts["pt"]).format(number=document.order_id, date=day)


def planned(kind: Kind, inner: Mapping[str, Any], lines: Sequence[Priced], context: Context) -> Plan | Refusal:
    """Return the plan for the document `inner`, refused where `lines` do not come to what was charged."""
    document = context.document
    charged, computed = document.totals.gross_total, total_of(lines)
    if computed != charged:
        figures = {"computed": f"{computed:f}", "charged": f"{charged:f}", "currency": document.currency}
        return Refusal((Problem("provider_total_unreachable", figures),))
    net_total, _tax_total = sums_of(lines)
    grosses = [line.gross for line in document.lines]
    nets = nets_of(lines, grosses, net_total)
    declared = zip(nets, grosses, strict=True)
    return Plan(
        type=kind.code,
        issue_date=document.today,
        body={kind.root: dict(inner)},
        lines=tuple(DeclaredLine(net=net, tax=gross - net, gross=gross) for net, gross in declared),
        totals=Totals(
            net_total=sum(nets, ZERO),
            tax_total=charged - sum(nets, ZERO),
            gross_total=charged,
            gift_card_amount=document.totals.gift_card_amount,
            amount_paid=document.totals.amount_paid,
        ),
        receiver=normal_number(str(inner["client"].get("fiscal_id", ""))),
        remarks=tuple(context.remarks),
    )


def _tax(line: DocumentLine, context: Context) -> dict[str, Any]:
    found = tax_of(line.tax_rate or ZERO, context.account, context.choices)
    if isinstance(found, Problem):
        context.refuse(found.code, **found.figures)
        return {}
    return found
