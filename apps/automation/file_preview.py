"""Preview of an order in a file: the same reading, decision and draft as in the pipeline, without a database."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from apps.automation.decisions import Hold, Issue, Policy, Skip, decide
from apps.core import clock
from apps.core.facts import names_of
from apps.core.http import exact_json
from apps.core.money import decimals, quantize
from apps.countries import registry
from apps.formats.document import NUMBERS, Line, TaxTotal, Totals
from apps.formats.pdf.text.wrapping import missing_characters
from apps.formats.wording.tax_names import tax_name
from apps.invoices.drafting.draft import Draft, DraftLine, DraftTax, draft_document, tax_difference
from apps.invoices.drafting.tax_kinds import TaxKind
from apps.invoices.drafting.tax_rounding import Rounding
from apps.invoices.readiness.assessment import Readiness, assess_sale
from apps.invoices.readiness.facts import facts_of_sale
from apps.invoices.readiness.fields import field_of
from apps.invoices.readiness.orders import sold_on
from apps.invoices.renditions import document_data
from apps.orders.data import Buyer, OrderData, Problem, Reading, TaxFallback
from apps.orders.interpretation.interpret import UnclearCoupons
from apps.orders.messages import Sentence, written_amount
from apps.orders.payload import NotAnOrder
from apps.orders.reading import read_order
from apps.stores.setting_groups import SellerIdentity

Verdict = Literal["ready", "hold", "skip"]
_INSTEAD = {"tax_label": "tax_kind"}
_NO_STORE = "unknown: no store"
_UNSHOWN = frozenset({"tax_inside"})


@dataclass(frozen=True, slots=True)
class Terms:
    """The merchant's settings that shape a draft; `country` is the seller's (ISO 3166-1 alpha-2).

    `seller` is None where no store was asked. Nobody was asked what the names of taxes and payment methods mean.
    """

    fallback: TaxFallback | None
    rounding: Rounding
    time_zone: str
    policy: Policy
    country: str = ""
    unclear_coupons: UnclearCoupons = "hold"
    seller: SellerIdentity | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The outcome for one order: `order`, `draft` and `readiness` are None where its figures cannot be read.

    `readiness` is None, too, where the seller's country is not known.
    """

    status: Verdict
    problems: tuple[Problem, ...]
    currency: str
    order: OrderData | None
    draft: Draft | None
    payment_date: date | None
    country: str = ""
    readiness: tuple[Readiness, ...] | None = None


def orders_in(path: Path) -> list[Any]:
    """Return the orders in the file `path`: {"order": {…}}, a bare order, a list, or the {"orders": […]} of a search.

    Raise NotAnOrder, OSError.
    """
    try:
        document = exact_json.parse_json(path.read_bytes())
    except exact_json.NotJson as error:
        raise NotAnOrder(Sentence("as_written", {"text": str(error)})) from None
    if isinstance(document, dict) and isinstance(document.get("orders"), list):
        document = document["orders"]
    orders = document if isinstance(document, list) else [document]
    if not orders:
        raise NotAnOrder(Sentence("list_without_order"))
    return orders


def preview_order(document: Any, terms: Terms) -> Preview:
    """Return the outcome for the order `document` if it had no invoice yet. Raise NotAnOrder."""
    reading = read_order(
        document,
        terms.fallback,
        usual_rates=sorted(registry.country(terms.country).vat_rates),
        unclear_coupons=terms.unclear_coupons,
    )
    status, problems = _verdict(reading, terms.policy)
    order = reading.data
    drafted = draft_document(order, terms.rounding, terms.country) if order else None
    paid_at = order.completed_at if order else None
    return Preview(
        status=status,
        problems=(*problems, *_remarks(order, drafted)),
        currency=reading.currency,
        order=order,
        draft=drafted,
        payment_date=clock.local_date(paid_at, terms.time_zone) if paid_at else None,
        country=terms.country,
        readiness=_readiness(order, drafted, terms) if order and drafted and terms.country else None,
    )


def _readiness(order: OrderData, drafted: Draft, terms: Terms) -> tuple[Readiness, ...]:
    """Return what `order` can become, as far as its file and `terms` tell."""
    year = sold_on(order, terms.time_zone).year
    return assess_sale(
        facts_of_sale(order, drafted, country=terms.country, seller=terms.seller, year=year, payment_means=None)
    )


def as_json(preview: Preview) -> dict[str, Any]:
    """Return `preview` as plain data: amounts are strings with the currency's decimals."""
    drafted, currency = preview.draft, preview.currency
    return {
        "status": preview.status,
        "problems": [{"code": problem.code, "message": problem.message} for problem in preview.problems],
        "currency": currency,
        "buyer": _buyer(preview.order.buyer) if preview.order else None,
        "lines": [_line(line, currency) for line in drafted.lines] if drafted else [],
        "taxes": [_tax(tax, currency, preview.country) for tax in drafted.taxes] if drafted else [],
        **{name: _amount(getattr(drafted, name), currency) if drafted else None for name in names_of(Totals)},
        "payment_date": preview.payment_date.isoformat() if preview.payment_date else None,
        "reading": preview.order.reading if preview.order else None,
        "readiness": _told(preview),
    }


def _told(preview: Preview) -> str | list[dict[str, Any]] | None:
    """Return the readiness as plain data: its sentences in English, with the fields that mend what is missing."""
    if preview.order and preview.readiness is None:
        return _NO_STORE
    return None if preview.readiness is None else [_document(each) for each in preview.readiness]


def _document(readiness: Readiness) -> dict[str, Any]:
    return {
        "document": readiness.document,
        "title": readiness.title,
        "authority_code": readiness.authority_code,
        "issuer": "folio" if readiness.is_folios else "provider",
        "state": _NO_STORE if readiness.state == "unknown" and readiness.untold else readiness.state,
        "missing": [_missing(each) for each in readiness.missing],
        "unknown": [str(need) for need in readiness.untold],
    }


def _missing(sentence: Sentence) -> dict[str, Any]:
    mended = field_of(sentence.code)
    return {"code": sentence.code, "message": str(sentence), "field": str(mended) if mended else None}


def _buyer(buyer: Buyer) -> dict[str, Any]:
    """Return the buyer's data in the document; the name is the company's, if there is one."""
    printed = ("tax_id", "activity", "taxpayer_type", "wants_factura", "address", "country", "email")
    return {"name": buyer.company or buyer.name, **{name: getattr(buyer, name) for name in printed}}


def _remarks(order: OrderData | None, drafted: Draft | None) -> tuple[Problem, ...]:
    """Return the remarks on a readable order, for any outcome."""
    if order is None or drafted is None:
        return ()
    noticed = (tax_difference(order, drafted), _unprintable(order))
    return (*order.remarks, *(problem for problem in noticed if problem))


def _unprintable(order: OrderData) -> Problem | None:
    missing = missing_characters(document_data.texts_of(order))
    if not missing:
        return None
    codes = ", ".join(f"U+{ord(char):04X}" for char in missing)
    text = Sentence("characters_without_font", {"characters": codes})
    return Problem.told("unprintable_characters", text)


def _verdict(reading: Reading, policy: Policy) -> tuple[Verdict, tuple[Problem, ...]]:
    match decide(reading, has_open_invoice=False, policy=policy):
        case Issue(warnings=warnings):
            return "ready", warnings
        case Hold(problems):
            return "hold", problems
        case Skip(problem):
            return "skip", (problem,)
        case other:
            raise AssertionError(other)


def _line(line: DraftLine, currency: str) -> dict[str, Any]:
    """Return the facts of `line`: `tax_kind` in the place of `tax_label`, and no fixed tax of zero."""
    facts: dict[str, Any] = {"kind": line.kind}
    for name in names_of(Line):
        shown = _INSTEAD.get(name, name)
        if shown not in _UNSHOWN and (line.fixed_tax or name != "fixed_tax"):
            facts[shown] = _written(shown, getattr(line, shown), currency)
    return facts


def _tax(tax: DraftTax, currency: str, country: str) -> dict[str, Any]:
    first: dict[str, Any] = {"rate": None, "kind": tax.kind, "label": None}
    facts = {name: _written(name, getattr(tax, name), currency) for name in names_of(TaxTotal) if name != "parts"}
    row = first | facts | {"label": _label(tax, country)}
    if tax.parts:
        row["parts"] = [
            {"name": part.name, "rate": written_amount(part.rate), "tax": _amount(part.tax, currency)}
            for part in tax.parts
        ]
    return row


def _written(name: str, value: object, currency: str) -> object:
    """Return the value of the fact `name` as plain data: numbers and amounts are strings."""
    if not isinstance(value, Decimal):
        return value
    if name == "unit_price":
        return _price(value, currency)
    return written_amount(value) if name in NUMBERS else _amount(value, currency)


def _label(tax: DraftTax, country: str) -> str:
    """Return the label of the row of `tax`: for the sales tax its name in `country`, such as “IVA 19 %”.

    Without `country` the sales tax has no label.
    """
    if tax.label or tax.rate is None or tax.kind is TaxKind.UNTAXED or not country:
        return tax.label
    return f"{tax_name(country, 'es')} {written_amount(tax.rate)} %"


def _price(price: Decimal, currency: str) -> str:
    """Return `price` as it is stated, with the currency's decimals or more."""
    places = max(decimals(currency), -int(price.normalize().as_tuple().exponent))
    return f"{price:.{places}f}"


def _amount(amount: Decimal, currency: str) -> str:
    return f"{quantize(amount, currency):.{decimals(currency)}f}"
