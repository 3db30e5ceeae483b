"""Which document a sale becomes in Chile, and what it has to name: 39, 41, 33 or 34.

A consumer gets a boleta, unless the voucher of their payment is it. A buyer who wants a factura gets one or nothing:
a boleta in its place would cost them their IVA. Beyond 135 UF a boleta names the buyer and the payment.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from stdnum.cl import rut

from apps.countries import registry
from apps.countries.documents import AmountLimit
from apps.countries.payment_proposals import (
    BANK_CARD,
    CHEQUE,
    CREDIT_CARD,
    CREDIT_TRANSFER,
    DEBIT_CARD,
    IN_CASH,
    ONLINE_SERVICE,
    SEPA_CREDIT_TRANSFER,
    TO_BANK_ACCOUNT,
)
from apps.countries.tax_categories import TaxCategory
from apps.providers.document import Document, DocumentLine, Party
from apps.providers.problems import Problem
from apps.providers.sii.amounts import RATE, is_exempt
from apps.providers.sii.choices import Options
from apps.providers.sii.comunas import official_comuna
from apps.providers.sii.refusals import Stopped, stop
from apps.providers.sii.texts import latin1

COUNTRY, CURRENCY = "CL", "CLP"
ANYBODY, FOREIGNER = "66666666-6", "55555555-5"
"""The receivers of boletas who have no RUT, or did not state it."""

FACTURAS = frozenset({"33", "34"})
_EXEMPT = frozenset({TaxCategory.EXEMPT, TaxCategory.OUTSIDE_SCOPE})
# Format of boletas 4.2: MedioPago.
_CASH, _ELECTRONIC, _TRANSFER, _CHEQUE, _OTHER = 1, 2, 3, 4, 5
_MEANS = {
    IN_CASH: _CASH,
    CHEQUE: _CHEQUE,
    **dict.fromkeys((CREDIT_TRANSFER, SEPA_CREDIT_TRANSFER, TO_BANK_ACCOUNT), _TRANSFER),
    **dict.fromkeys((BANK_CARD, CREDIT_CARD, DEBIT_CARD, ONLINE_SERVICE), _ELECTRONIC),
}


def check_sale(document: Document) -> None:
    """Raise Stopped for what no DTE of Folio states: other currencies, other taxes, negative lines."""
    if document.currency != CURRENCY:
        raise stop("provider_currency", currency=document.currency)
    if document.totals.gross_total <= 0:
        raise Stopped([Problem("sii_nothing_charged")], is_nothing=True)
    problems = [problem for place, line in enumerate(document.lines, start=1) for problem in _of_line(place, line)]
    if any(row.is_vat is False or row.rate is None or len(row.parts) > 1 for row in document.taxes):
        problems.append(Problem("sii_other_taxes"))
    if problems:
        raise Stopped(problems)


def document_type(document: Document, lines: Iterable[DocumentLine], options: Options) -> str:
    """Return the SII's code of the document. Raise Stopped where the payment's voucher is it, or nobody told."""
    exempt = all(map(is_exempt, lines))
    if wants_factura(document.buyer, options):
        return "34" if exempt else "33"
    _check_voucher(document)
    return "41" if exempt else "39"


def wants_factura(buyer: Party, options: Options) -> bool:
    """Tell whether the buyer asks for a factura: by their answer, else by what the merchant takes a company for."""
    if buyer.wants_factura is not None:
        return buyer.wants_factura
    if buyer.kind != "business" or options.company_buyer == "boleta":
        return False
    return options.company_buyer == "factura" or bool(buyer.activity)


def rut_of(buyer: Party) -> str:
    """Return the buyer's RUT as a DTE states it, empty where they stated no valid one of Chile."""
    number = buyer.normal_tax_id if buyer.country in ("", COUNTRY) else ""
    return number if number and rut.is_valid(number) else ""


def factura_gaps(buyer: Party) -> tuple[Problem, ...]:
    """Return what the buyer's data lack for a factura."""
    comuna = buyer.address.municipality
    return tuple(
        Problem(code)
        for code, is_missing in (
            ("buyer_rut_wrong", buyer.tax_id and not rut_of(buyer)),
            ("buyer_rut_missing", not buyer.tax_id and not rut_of(buyer)),
            ("buyer_name_missing", not latin1(buyer.name)),
            ("buyer_giro_missing", not latin1(buyer.activity)),
            ("buyer_address_missing", not street_of(buyer)),
            ("buyer_comuna_missing", not comuna),
            ("buyer_comuna_unknown", comuna and not comuna_of(buyer)),
        )
        if is_missing
    )


def street_of(party: Party) -> str:
    """Return street, number and complement; the first line of the address where its parts are not known."""
    address = party.address
    known = " ".join(filter(None, (address.street, address.street_number, address.complement)))
    return latin1(known or next(iter(party.address_text.splitlines()), ""))


def comuna_of(party: Party) -> str:
    """Return the official name of the party's comuna, empty if there is none: a city's name is no comuna."""
    return official_comuna(party.address.municipality)


def must_be_named(document: Document) -> AmountLimit | None:
    """Return the limit that the boleta is beyond, or may be beyond: then it names buyer and payment; else None.

    The pesos of a year are fixed by the UF at its beginning. In a year whose value Folio does not know, a total below
    half of the last known limit is below its limit, too: the UF follows the prices.
    """
    year, total = document.today.year, document.totals.gross_total
    naming = registry.country(COUNTRY).official_documents[0].naming
    if naming is None:
        return None
    passed = naming.limit.is_passed(total, CURRENCY, year)
    if passed is None:
        passed = total > _last_known(naming.limit) / 2
    return naming.limit if passed else None


def named_gaps(document: Document, limit: AmountLimit) -> tuple[Problem, ...]:
    """Return what a boleta beyond `limit` lacks, with the limit first; none where it names all."""
    buyer = document.buyer
    gaps = tuple(
        Problem(code)
        for code, is_missing in (
            ("buyer_rut_wrong", buyer.tax_id and not rut_of(buyer)),
            ("buyer_rut_missing", not buyer.tax_id and not rut_of(buyer)),
            ("buyer_name_missing", not latin1(buyer.name)),
            ("payment_means_missing", not document.payment_means),
        )
        if is_missing
    )
    if not gaps:
        return ()
    year, pesos = document.today.year, limit.in_year(document.today.year)
    if pesos is None:
        return Problem("sii_limit_unknown", {"year": str(year)}), *gaps
    return Problem("sii_boleta_must_name", {"limit": f"{pesos:.0f}"}), *gaps


def means_of(document: Document) -> int:
    """Return MedioPago of a boleta."""
    return _MEANS.get(document.payment_means, _OTHER)


def _check_voucher(document: Document) -> None:
    """Raise Stopped where the voucher is the boleta, or may be. Cash and transfers have none and need a boleta."""
    if _MEANS.get(document.payment_means) in (_CASH, _TRANSFER):
        return
    if document.voucher_counts:
        raise Stopped([Problem("sii_voucher_is_boleta")], is_nothing=True)
    if document.voucher_counts is None:
        raise stop("sii_voucher_not_told")


def _of_line(place: int, line: DocumentLine) -> Iterator[Problem]:
    figures = {"line": str(place)}
    if line.gross < 0 or line.quantity <= 0:
        yield Problem("sii_line_amount", figures | {"amount": f"{line.gross:f}"})
    if line.fixed_tax or line.tax_rate not in (RATE, Decimal(0)):
        yield Problem("sii_line_tax", figures)
    elif not line.tax_rate and not line.tax_category:
        yield Problem("sii_tax_reason_missing", figures)
    elif not line.tax_rate and line.tax_category not in _EXEMPT:
        yield Problem("sii_line_tax", figures)


def _last_known(limit: AmountLimit) -> Decimal:
    return limit.in_year(max(limit.unit_values)) or Decimal(0)
