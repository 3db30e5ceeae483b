"""The document that a provider is asked to issue, from the frozen rows of a submission."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from apps.core import clock
from apps.core.facts import columns_of, facts_of
from apps.core.money import quantize
from apps.countries.addresses import Address
from apps.formats.document import Line, TaxTotal, Totals
from apps.invoices.drafting.tax_category import key_of
from apps.invoices.facts import DocumentRows, tax_facts
from apps.invoices.models import Invoice, InvoiceLine, Kind, PaymentMapping
from apps.jumpseller import payloads
from apps.orders import payload, snapshots
from apps.providers.document import Document, DocumentLine, Original, Party


def document_of(rows: DocumentRows, reference: str) -> Document:
    """Return the document of `rows` as it is declared today, called `reference` at the provider."""
    invoice = rows.document
    return Document(
        kind="credit_note" if invoice.kind == Kind.CREDIT_NOTE else "invoice",
        order_id=invoice.order_id,
        reference=reference,
        today=clock.today(invoice.time_zone),
        country=invoice.country,
        language=invoice.language,
        currency=invoice.currency,
        seller=_party(invoice, "seller_"),
        buyer=_party(invoice, "buyer_"),
        lines=tuple(_line(line, invoice.currency) for line in rows.lines),
        taxes=tuple(_settled_tax(tax_facts(tax), invoice.currency) for tax in rows.taxes),
        totals=_settled_totals(invoice),
        payment_date=invoice.payment_date,
        payment_method=invoice.payment_method,
        payment_means=invoice.payment_means,
        voucher_counts=_voucher_counts(invoice),
        credits=_original(invoice, rows.lines),
        credit_reason=invoice.credit_reason,
        order_date=_order_date(invoice),
    )


def _party(invoice: Invoice, prefix: str) -> Party:
    def text(name: str) -> str:
        return str(getattr(invoice, prefix + name, "") or "")

    is_buyer = prefix == "buyer_"
    return Party(
        name=text("name") if is_buyer else text("legal_name") or text("name"),
        tax_id=text("tax_id"),
        normal_tax_id=text("vat_id"),
        activity=text("activity"),
        address=facts_of(Address, invoice, prefix),
        address_text=text("address"),
        email=text("email"),
        phone=text("phone"),
        country=text("country") if is_buyer else invoice.country,
        kind=text("kind"),
        wants_factura=invoice.buyer_wants_factura if is_buyer else None,
        code=_code_of_buyer(invoice) if is_buyer else "",
    )


def _code_of_buyer(invoice: Invoice) -> str:
    """Return the buyer's code at a provider that keeps customers: one for the same data, which it does not tell."""
    facts = (invoice.store_id, invoice.buyer_name, invoice.buyer_vat_id or invoice.buyer_tax_id, invoice.buyer_email)
    return f"folio-{hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}"


def _line(row: InvoiceLine, currency: str) -> DocumentLine:
    line = facts_of(Line, row)
    amounts = {
        name: quantize(getattr(line, name), currency) for name in ("discount", "net", "tax", "fixed_tax", "gross")
    }
    return DocumentLine(**columns_of(line) | amounts, credits=row.credits.position if row.credits else None)


def _settled_tax(tax: TaxTotal, currency: str) -> TaxTotal:
    amounts = {name: quantize(getattr(tax, name), currency) for name in ("net", "tax", "gross")}
    return TaxTotal(**{name: getattr(tax, name) for name in TaxTotal.__dataclass_fields__} | amounts)


def _settled_totals(invoice: Invoice) -> Totals:
    totals = columns_of(facts_of(Totals, invoice))
    return Totals(**{name: quantize(amount, invoice.currency) for name, amount in totals.items()})


def _voucher_counts(invoice: Invoice) -> bool | None:
    """Return the merchant's answer for the payment method, None where they gave none."""
    mapping = PaymentMapping.objects.filter(store=invoice.store_id, key=key_of(invoice.payment_method)).first()
    return mapping.voucher_counts if mapping else None


def _order_date(invoice: Invoice) -> date | None:
    """Return the date of the order as it was read, None where it states none."""
    if invoice.snapshot is None:
        return None
    order = payload.unwrap_order(snapshots.thaw_order(invoice.snapshot))
    made_at = payloads.parse_moment(order.get("created_at"))
    return clock.local_date(made_at, invoice.time_zone) if made_at else None


def _original(invoice: Invoice, lines: Sequence[InvoiceLine]) -> Original | None:
    original = invoice.credits
    if original is None:
        return None
    known = original.provider_document
    return Original(
        type=known.type,
        reference=known.reference,
        number=known.number,
        issue_date=known.issue_date,
        totals=_settled_totals(original),
        body=json.loads(known.submission.plan)["body"] if known.submission.plan else {},
        is_all=invoice.gross_total == original.gross_total,
        line_count=original.line_count,
    )
