"""Sales of a simulated Chilean shop: the stand-in's own arithmetic comes to what was charged, or Folio had refused."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.facts import columns_of
from apps.invoices.drafting.draft import Draft, DraftLine, draft_document
from apps.providers.account import Account, Entry
from apps.providers.document import Document, DocumentLine, Party
from apps.providers.openfactura.adapter import OpenFactura
from apps.providers.plan import Plan, Refusal
from apps.sandbox.providers import accounts
from apps.sandbox.providers.openfactura.arithmetic import check_amounts, check_credit, check_naming
from apps.sandbox.providers.openfactura.schema import check_form
from tests.examples import examples
from tests.orders.judging import read_sale
from tests.orders.simulating import Cart, Convention, Promotion, Tax, Thing, sell
from tests.orders.strategies import amounts, conventions
from tests.providers.documents import COMPANY, CONSUMER, credit_note, document

_ACCOUNT = Account(
    holder="HAULMER SPA",
    holder_tax_id="76795561-8",
    environment="live",
    entries={"activities": (Entry(id="479100", name="VENTA"),)},
    details={"name": "HAULMER SPA", "activity": "VENTA", "address": "ARTURO PRAT 527", "comuna": "Curicó"},
)
_OFF = [Fraction(0), Fraction(0), Fraction(1, 10), Fraction(1, 3)]


@st.composite
def chilean_carts(draw: st.DrawFn) -> Cart:
    """Draw a cart in pesos whose things bear 19 % or are exempt; prices may have cents."""
    iva = Tax(Fraction(19), draw(st.sampled_from(["inside", "inside", "on top"])))
    exempt = Tax(Fraction(0), iva.where)
    thing = st.builds(
        lambda price, quantity, tax, off: Thing(price, quantity, (tax,), price * off),
        amounts(draw(st.sampled_from([0, 0, 2])), 1_000 if draw(st.booleans()) else 40_000),
        st.integers(1, 9),
        st.sampled_from([iva] * 9 + [exempt]),
        st.sampled_from(_OFF),
    )
    shipping = draw(st.one_of(st.just(Fraction(0)), amounts(0, 9_000)))
    return Cart(
        things=tuple(draw(st.lists(thing, min_size=1, max_size=8))),
        decimals=0,
        promotions=draw(st.sampled_from([(), (), (Promotion(part=Fraction(15, 100)),)])),
        shipping=shipping,
        shipping_taxes=(iva,) if shipping else (),
    )


def document_of(drafted: Draft, buyer: Party) -> Document:
    """Return the document of a draft whose taxes the merchant has explained."""
    lines = tuple(map(_line, drafted.lines))
    return document(lines, buyer, totals=_totals(drafted))


def _line(line: DraftLine) -> DocumentLine:
    facts = {name: value for name, value in columns_of(line).items() if name in DocumentLine.__dataclass_fields__}
    return DocumentLine(**facts | {"tax_category": "S" if line.tax_rate else "E"})


def _totals(drafted: Draft) -> object:
    names = ("net_total", "tax_total", "gross_total", "gift_card_amount", "amount_paid")
    return replace(document([]).totals, **{name: getattr(drafted, name) for name in names})


def accept(stand_in: accounts.Account, plan: Plan) -> None:
    """Let the stand-in check the body of `plan` and keep it. Raise Refused."""
    dte = plan.body["dte"]
    kind = check_form(dte)
    check_amounts(stand_in, kind, dte)
    check_naming(kind, dte)
    check_credit(stand_in, kind, dte)
    folio = len(stand_in.documents) + 1
    stand_in.documents.append({"kind": kind, "folio": folio, "dte": dte, "state": "Pendiente"})


@pytest.mark.parametrize("buyer", [CONSUMER, COMPANY], ids=["boletas", "facturas"])
@pytest.mark.parametrize("choice", ["hold", "accept"])
def test_what_is_sent_comes_to_what_was_charged(buyer: Party, choice: str, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes: Counter[str] = Counter()

    @settings(max_examples=examples(40), deadline=None, derandomize=True, database=None)
    @given(chilean_carts(), conventions)
    def check(cart: Cart, how: Convention) -> None:
        order = read_sale(sell(cart, how).order).data
        if order is None or not order.gross_total:
            return
        sale = document_of(draft_document(order, "document", "CL"), buyer)
        outcomes[planned_and_accepted(sale, choice)] += 1

    check()
    with capsys.disabled():
        total = sum(outcomes.values())
        print(f"\nOpenFactura, {choice}: {outcomes['refused']} of {total} refused as {buyer.kind}", end="")  # noqa: T201
    assert outcomes["sent"]
    assert choice == "hold" or not outcomes["refused"]
    assert buyer is COMPANY or not outcomes["refused"]


def planned_and_accepted(sale: Document, choice: str) -> str:
    """Plan `sale`, then a credit note for each of its lines, and let the stand-in check them all."""
    choices = {"peso_difference": choice}
    plan = OpenFactura().plan(sale, _ACCOUNT, choices)
    if isinstance(plan, Refusal):
        assert {each.code for each in plan.problems} == {"sii_peso_difference"}
        return "refused"
    assert isinstance(plan, Plan)
    stand_in = accounts.Account("key", details={"tolerance": 1 if choice == "accept" else 0})
    accept(stand_in, plan)
    check_declared(plan, sale)
    whole = OpenFactura().plan(credit_note(sale, plan, number=f"{plan.type}-1"), _ACCOUNT, choices)
    assert isinstance(whole, Plan)
    accept(accounts.Account("key", details=stand_in.details, documents=list(stand_in.documents)), whole)
    check_declared(whole, sale)
    for line in (each for each in sale.lines if each.gross):
        note = credit_note(sale, plan, number=f"{plan.type}-1", lines=[line])
        part = OpenFactura().plan(note, _ACCOUNT, choices)
        assert isinstance(part, Plan), part
        accept(accounts.Account("key", details=stand_in.details, documents=list(stand_in.documents)), part)
        check_declared(part, note)
    return "sent"


def check_declared(plan: Plan, sale: Document) -> None:
    """Check that lines, totals and body declare what was charged."""
    totals = plan.body["dte"]["Encabezado"]["Totales"]
    assert totals["MntTotal"] == plan.totals.gross_total == sale.totals.gross_total
    assert [each.gross for each in plan.lines] == [each.gross for each in sale.lines]
    assert sum(each.net for each in plan.lines) == plan.totals.net_total
    assert sum(each.tax for each in plan.lines) == plan.totals.tax_total == totals.get("IVA", 0)
    assert all(each.net + each.tax == each.gross for each in plan.lines)
