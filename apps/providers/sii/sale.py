"""The boleta or factura of a sale."""

from typing import Any

from apps.providers.document import Document
from apps.providers.plan import Nothing, Refusal
from apps.providers.sii import selection
from apps.providers.sii.amounts import Sums, sums_of
from apps.providers.sii.choices import Options
from apps.providers.sii.dte import Draft, Dte, Issuer, caught, line_of, priced_lines, whole
from apps.providers.sii.limits import BOLETAS
from apps.providers.sii.receivers import boleta_receiver, factura_receiver
from apps.providers.sii.refusals import stop

_SALES_AND_SERVICES, _PAID, _ON_CREDIT = 3, 1, 2
_ORDER = "801"


def build_sale(document: Document, issuer: Issuer, options: Options) -> Dte | Refusal | Nothing:
    """Return the boleta or factura of a sale, or why there is none."""
    return caught(lambda: _sale(document, issuer, options))


def _sale(document: Document, issuer: Issuer, options: Options) -> Dte:
    selection.check_sale(document)
    charged = [line for line in document.lines if line.gross]
    draft = Draft(document, issuer, options, selection.document_type(document, charged, options), [])
    is_boleta = draft.type in BOLETAS
    sums = sums_of(charged)
    is_gross = is_boleta or (draft.type == "33" and options.gross_factura)
    if not is_gross:
        _check_rate(sums, options)
    head = {"TipoDTE": int(draft.type), "Folio": 0, "FchEmis": document.today.isoformat()}
    if is_boleta:
        head["IndServicio"] = _SALES_AND_SERVICES
        receiver, means = boleta_receiver(draft)
        head |= {"MedioPago": means} if means else {}
    else:
        head |= {"MntBruto": 1} if is_gross else {}
        head["FmaPago"] = _PAID if document.payment_date else _ON_CREDIT
        receiver = factura_receiver(draft)
    priced = priced_lines(document.lines, sums, is_gross=is_gross)
    references = _order_reference(draft) if options.order_reference else []
    return whole(draft, head, receiver, [line_of(draft, each) for each in priced], sums, references)


def _check_rate(sums: Sums, options: Options) -> None:
    """Raise Stopped where the rate gives another tax than the price holds, unless the merchant accepts the peso."""
    if sums.tax != sums.tax_by_rate and not options.accepts_peso:
        raise stop("sii_peso_difference", net=sums.net, held=sums.tax, by_rate=sums.tax_by_rate)


def _order_reference(draft: Draft) -> list[dict[str, Any]]:
    dated = {} if draft.type in BOLETAS else {"FchRef": draft.document.today.isoformat()}
    order = {"NroLinRef": 1, "TpoDocRef": _ORDER, "FolioRef": str(draft.document.order_id)}
    return [order | dated | {"RazonRef": "Pedido"}]
