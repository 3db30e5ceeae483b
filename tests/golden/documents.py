"""Twenty representative orders with their drafts, seals and PDFs, identical in every run."""

import json
import random
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from unittest import mock

from django.utils import timezone

from apps.automation.decisions import Policy
from apps.automation.file_preview import Terms, as_json, preview_order
from apps.core.http import exact_json
from apps.formats.pdf.render import render_pdf
from apps.invoices.credit_notes import credit, reissue
from apps.invoices.issuing import issue
from apps.invoices.models import Invoice, Seal
from apps.invoices.renditions import document_data
from apps.orders import payload, snapshots
from apps.orders.data import Buyer, OrderData
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store
from config.environment import PROJECT
from tests.factories import make_store, order, own, product, tax

_NOW = datetime(2026, 3, 2, 15, 4, 5, tzinfo=UTC)
_TOKEN_BYTES = 24
_FOLDER = PROJECT / "apps" / "sandbox" / "orders"
_TEMPLATES = (
    "clp-factura-with-coupon clp-iva-included clp-sample-giftcard-with-iva clp-without-tax-data eur-coupon-discount "
    "eur-gift-card-sold eur-gift-card-used eur-vat-on-top-with-shipping usd-digital-without-tax "
    "usd-sample-pending-with-discount"
).split()
_COUNTRIES = {"CLP": "CL", "EUR": "PT", "BRL": "BR", "MXN": "MX", "COP": "CO", "PEN": "PE", "USD": "CL"}


@dataclass(frozen=True)
class Golden:
    """Result of one order: its draft as JSON, and the seal's texts and the PDF of each of its documents."""

    draft: dict[str, Any]
    seals: list[dict[str, Any]]
    pdfs: list[bytes]


def documents() -> dict[str, Golden]:
    """Return Folio's results for each order by the order's name. An empty database is required."""
    with _same_every_time():
        stores = {currency: _store(currency, country) for currency, country in _COUNTRIES.items()}
        made = {name: _made(stores[given["currency"]], given) for name, given in _orders().items()}
        return made | {"credited-and-reissued": _credited(stores["CLP"]), "test-document": _tested(stores["CLP"])}


def _orders() -> dict[str, dict[str, Any]]:
    vat = {rate: [tax(rate, inside=True)] for rate in ("0", "5", "10", "16", "18", "19")}
    dearer = product(id=2, name="Libro «El Sur»", price=11900, qty=2, tax=0, taxes=[])
    levied = [*vat["19"], tax("100", inside=True, fixed=True)]
    composed = {
        "exempt-beside-taxed": order(products=[product(), dearer], subtotal=33800, tax=1597, total=33800),
        "coupon-on-everything": order(discount=1000, total=9000, tax=1437, coupons=[{"code": "DIEZ"}]),
        "fixed-tax": order(products=[product(taxes=levied, price=12000)], subtotal=12000, total=12000, tax=2000),
        "mexico": _abroad("MXN", "16", price="1160.50", tax_id="XAXX010101000"),
        "colombia": _abroad("COP", "19", price="119000", tax_id="900.373.913-4"),
        "peru": _abroad("PEN", "18", price="59.90", tax_id="20100070970"),
        "brazil": _abroad("BRL", "10", price="349.90", tax_id="11.222.333/0001-81"),
        "any-script": order(products=[product(name=name) for name in ("قهوة عربية", "抹茶セット", "Taza 🐈‍⬛ 😺")][:1]),
        "many-lines": order(
            products=[product(id=place, name=f"Línea {place}") for place in range(1, 61)],
            subtotal=600000,
            total=600000,
            tax=95798,
        ),
    }
    templates = {name: _template(name) for name in _TEMPLATES}
    return templates | {name: made | {"id": 5001 + place} for place, (name, made) in enumerate(composed.items())}


def _template(name: str) -> dict[str, Any]:
    return dict(payload.unwrap_order(exact_json.parse_json((_FOLDER / f"{name}.json").read_bytes())))


def _abroad(currency: str, rate: str, *, price: str, tax_id: str) -> dict[str, Any]:
    gross = Decimal(price)
    line = product(price=gross, taxes=[tax(rate, inside=True)])
    stated = round(gross * Decimal(rate) / (100 + Decimal(rate)), 2)
    made = order(currency=currency, products=[line], subtotal=gross, total=gross, tax=stated)
    address = made["billing_address"] | {"country_code": _COUNTRIES[currency], "taxid": tax_id, "region": ""}
    return made | {"billing_address": address}


def _store(currency: str, country: str) -> Store:
    language = "pt" if country in ("PT", "BR") else "es"
    store = make_store(f"golden-{currency.lower()}", language=language, invoice_prefix=f"{country}-")
    store.currency, store.country = currency, country
    store.save()
    return store


def _made(store: Store, given: dict[str, Any]) -> Golden:
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=store)
    seen = preview_order(given, Terms(None, "line", store.time_zone, Policy(), store.country))
    if seen.order is None:
        return Golden(as_json(seen), [], [])
    snapshot = snapshots.freeze_order(store, given)
    made = issue.issue_invoice(store=store, invoicing_settings=invoicing_settings, order=seen.order, snapshot=snapshot)
    return Golden(as_json(seen), *_sealed([own(made)]))


def _credited(store: Store) -> Golden:
    given = order(id=6001, products=[product(qty=4, price=2500)])
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=store)
    snapshot = snapshots.freeze_order(store, given)
    how: dict[str, Any] = {"invoicing_settings": invoicing_settings, "snapshot": snapshot, "reason": "Devolución"}
    made = issue.issue_invoice(
        store=store, invoicing_settings=invoicing_settings, order=_readable(given), snapshot=snapshot
    )
    first = own(made)
    partial = own(credit.credit_lines(first, {1: Decimal(1)}, **how))
    eva = Buyer("Eva", "Eva SpA", "76.086.428-5", "Comercio", "", True, ("Calle 1", "Santiago"), "CL", "")
    second = own(reissue.reissue_invoice(first, eva, **how))
    rest = Invoice.objects.filter(credits=first).latest("pk")
    return Golden({}, *_sealed([first, partial, rest, second]))


def _tested(store: Store) -> Golden:
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=store)
    return Golden(
        {},
        *_sealed(
            [
                issue.issue_test_document(
                    store=store, invoicing_settings=invoicing_settings, order=_readable(order(id=6002))
                )
            ]
        ),
    )


def _readable(given: dict[str, Any]) -> OrderData:
    data = read_order(given).data
    assert data is not None
    return data


def _sealed(issued: list[Invoice]) -> tuple[list[dict[str, Any]], list[bytes]]:
    seals = [Seal.objects.get(invoice=document) for document in issued]
    texts = [{"public": json.loads(seal.body), "personal": json.loads(seal.personal)} for seal in seals]
    chained = [
        text | {"previous": seal.previous, "sha256": seal.sha256} for text, seal in zip(texts, seals, strict=True)
    ]
    return chained, [render_pdf(document_data.data_of(Invoice.objects.get(pk=document.pk))) for document in issued]


def _told(seal: Seal) -> dict[str, Any]:
    texts = {"public": json.loads(seal.body), "personal": json.loads(seal.personal)}
    return texts | {"previous": seal.previous, "sha256": seal.sha256}


@contextmanager
def _same_every_time() -> Iterator[None]:
    """Stop the clock and draw random values from a fixed seed."""
    drawn = random.Random(17)
    uid = Invoice._meta.get_field("uid")
    tokens: list[str] = []

    def drawn_uid() -> uuid.UUID:
        # A document's token was drawn before its uid when the golden files were first written.
        tokens.append(f"{drawn.getrandbits(_TOKEN_BYTES * 8):0{_TOKEN_BYTES}x}"[:32])
        return uuid.UUID(int=drawn.getrandbits(128), version=4)

    with (
        mock.patch.object(timezone, "now", return_value=_NOW),
        mock.patch.object(secrets, "token_hex", lambda size: drawn.randbytes(size).hex()),
        mock.patch.object(secrets, "token_urlsafe", side_effect=lambda _: tokens.pop(0)),
        mock.patch.object(uid, "_get_default", side_effect=drawn_uid),
    ):
        yield
