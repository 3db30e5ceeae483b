"""Issue of an invoice: one transaction takes the number and inserts every row that the document prints.

Where a provider issues for the store, the transaction submits the document instead (`issuer`).
"""

from django.db import transaction

from apps.core import clock
from apps.core.facts import facts_of
from apps.core.money import quantize
from apps.formats.document import Totals
from apps.invoices import languages
from apps.invoices.drafting import rows
from apps.invoices.drafting.draft import Draft, draft_document, tax_difference
from apps.invoices.drafting.merchant_answers import answers_of
from apps.invoices.drafting.payment_means import PaymentMap, means_of
from apps.invoices.drafting.tax_rounding import rounding_of
from apps.invoices.facts import BuyerFacts, DocumentFacts, DocumentRows, Sale, SellerFacts, rows_of
from apps.invoices.issuing import issuer
from apps.invoices.issuing.issuer import Made
from apps.invoices.models import Invoice, Kind
from apps.orders.data import OrderData
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store


@transaction.atomic(savepoint=False)
def issue_invoice(
    *,
    store: Store,
    invoicing_settings: InvoicingSettings,
    order: OrderData,
    snapshot: OrderSnapshot,
    revision: int = 1,
    again: bool = False,
) -> Made:
    """Issue the invoice for `order` and return it; its PDF and its posting follow after the commit.

    Where a provider issues for the store, return its submission, which is sent after the commit; `again` also if the
    provider refused this very document before.

    `revision` is one more than the order's invoices. The caller holds the lock on the order's record. The database
    refuses another revision, and a second open invoice for the order.
    """
    return _record(
        Kind.INVOICE,
        store,
        invoicing_settings,
        order,
        snapshot=snapshot,
        revision=revision,
        again=again,
    )


@transaction.atomic
def issue_test_document(
    *, store: Store, invoicing_settings: InvoicingSettings, order: OrderData, snapshot: OrderSnapshot | None = None
) -> Invoice:
    """Issue a test document for `order` in the test series: a PDF to look at, never credited and never posted.

    `snapshot` is the evidence of a real order.
    """
    made = _record(Kind.TEST, store, invoicing_settings, order, snapshot=snapshot)
    if not isinstance(made, Invoice):
        raise TypeError("A test document is Folio's own.")
    return made


def draft_rows(store: Store, invoicing_settings: InvoicingSettings, order: OrderData) -> DocumentRows:
    """Return the rows that the invoice for `order` would have. Nothing is written, and no number is taken."""
    return _rows(Kind.INVOICE, store, invoicing_settings, order, snapshot=None)


def _record(
    kind: Kind,
    store: Store,
    invoicing_settings: InvoicingSettings,
    order: OrderData,
    *,
    snapshot: OrderSnapshot | None,
    revision: int = 1,
    again: bool = False,
) -> Made:
    made = _rows(kind, store, invoicing_settings, order, snapshot=snapshot, revision=revision)
    mail_buyer = invoicing_settings.emails.mail_buyers
    return issuer.issue_rows(made, invoicing_settings, mail_buyer=mail_buyer, again=again)


def _rows(
    kind: Kind,
    store: Store,
    invoicing_settings: InvoicingSettings,
    order: OrderData,
    *,
    snapshot: OrderSnapshot | None,
    revision: int = 1,
) -> DocumentRows:
    answers = answers_of(store)
    drafted = draft_document(order, rounding_of(invoicing_settings), store.country, answers.taxes)
    language = languages.document_language(
        invoicing_settings.languages, order.buyer.country, seller_country=store.country
    )
    facts = DocumentFacts(
        store=store,
        kind=kind,
        revision=revision,
        snapshot=snapshot,
        sale=_sale(store, order, drafted, language, answers.payments),
        seller=SellerFacts.of_settings(invoicing_settings.seller, store.country),
        buyer=BuyerFacts.of_order(order.buyer),
        totals=facts_of(Totals, drafted),
        paper=invoicing_settings.paper,
    )
    return rows_of(facts, rows.lines_of(drafted, language), rows.taxes_of(drafted, language))


def _sale(store: Store, order: OrderData, drafted: Draft, language: str, payment_map: PaymentMap) -> Sale:
    """Return the facts about the sale. The supply date is the payment date: Jumpseller states no day of delivery."""
    paid_on = clock.local_date(order.completed_at, store.time_zone) if order.completed_at else None
    difference = tax_difference(order, drafted)
    remarks = [*order.remarks, *([difference] if difference else [])]
    return Sale(
        order_id=order.order_id,
        country=store.country,
        time_zone=store.time_zone,
        language=language,
        currency=order.currency,
        supply_date=paid_on,
        payment_date=paid_on,
        payment_method=order.payment_method[:255],
        payment_means=means_of(order.payment_method, payment_map).code,
        stated_tax=None if order.stated_tax is None else quantize(order.stated_tax, order.currency),
        reading=order.reading,
        rounding=drafted.rounding,
        remarks="\n".join(remark.message for remark in remarks),
        noticed=[remark.as_json() for remark in remarks],
    )
