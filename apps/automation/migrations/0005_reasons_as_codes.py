"""Stored reasons become codes and figures, and what orders wait for is filled from them.

Each chunk is a transaction of its own, which locks the rows that it changes: a table of any size stays usable. A
conversion changes nothing in what is converted already, so the migration can be interrupted and run again.

The tables are those of the day of this migration and are never changed.
"""

import json
import re

from django.db import migrations, transaction

_CHUNK = 2000
# The English messages of reasons without details, by their codes.
_PLAIN = {
    "abandoned": "The order was abandoned before it was paid.",
    "already_invoiced": "The order has its invoice.",
    "by_hand": "The document waits until the merchant asks for it.",
    "canceled": "The order is cancelled.",
    "canceled_before_invoice": "The order was cancelled before it had an invoice.",
    "credited_by_hand": "The invoice was credited by hand; the order is still paid.",
    "from_before": "The order is dated before Folio was installed.",
    "negative_figure": "The order holds a negative amount, or a quantity that is not above zero.",
    "negative_net": "A fixed tax of the order is larger than the price that holds it.",
    "no_products": "The order has no products.",
    "no_tax_data": "The order has no tax data. Set the tax rate for such orders in Folio's settings (0 if there is none).",
    "no_total": "The order states no total.",
    "not_paid": "The order is not paid yet.",
    "not_read": "Folio has not read this order yet.",
    "not_shipped": "The order is not shipped yet.",
    "not_started": "The merchant has not turned on automatic issuing yet.",
    "nothing_charged": "The order's total is zero: nothing was charged.",
    "odd_quantity": "The order holds a quantity with more than four decimals.",
    "order_gone": "Jumpseller does not know this order.",
    "paid_before_start": "The order was paid before Folio began to issue documents.",
    "review": "The order waits for a person to look at it.",
    "test_mode": "Test mode is on: a test document stands for the invoice.",
    "unclear_wish": "The buyer's answer asks for a factura and for none.",
    "unknown_status": "The order's status is none that Folio knows.",
}
# The codes of the English sentences in details.
_CODES = {
    "The order's total or gift card has more decimals than {currency} has.": "amount_beyond_decimals",
    "Ask the buyer for the right one.": "ask_for_tax_id",
    "No font has these characters, so the document shows a box for each: {characters}.": "characters_without_font",
    "The order states tax {tax} and shipping tax {shipping_tax} {currency}, the document declares {declared}: a difference of {difference}.": "declared_tax_differs",
    "The order has a discount of {discount} {currency} that may be for some of its products only, and nothing in it tells for which.": "discount_for_some",
    "This order cannot be read: its “{name}” is not a number.": "field_not_a_number",
    "Its figures come to {gross}: products {products} + shipping {shipping} − discount {discount} + tax on top {on_top}. The difference is {difference}.": "figures_come_to",
    "Its discounts or its shipping tax fit no reading: products {products} + shipping {shipping} − discount {discount}.": "figures_fit_nothing",
    "The order states different gift card amounts: {amounts}.": "gift_card_amounts_differ",
    "Gift cards: {amount}.": "gift_cards",
    "Gift cards paid {paid}, more than the order's {gross}.": "gift_cards_beyond_total",
    "Line discounts: {amount}.": "line_discounts",
    "“{name}” states tax {tax}, but by its rates it holds {held}.": "line_tax",
    "The list holds no order.": "list_without_order",
    "“{name}”": "named",
    "The order names a tax but not its rate.": "named_tax_without_rate",
    "This is not an order of Jumpseller: its id is not a positive whole number.": "order_id_not_whole",
    "This is not an order of Jumpseller: it has no products and no total.": "order_without_content",
    "This is not an order of Jumpseller: it has no id.": "order_without_id",
    "A product has tax but the order does not say at which rate.": "product_tax_without_rate",
    "The order does not list its taxes. By the tax that its products state, their rates are {rates} %.": "rates_of_products",
    "It comes from item-by-item rounding.": "rounding_by_item",
    "It comes from rounding once a rate.": "rounding_by_rate",
    "Shipping discount: {amount}.": "shipping_discount",
    "The order does not state the tax of its shipping.": "shipping_tax_not_stated",
    "The order states tax {tax} and shipping tax {shipping_tax} {currency}, but by its rates its products hold {products} and its shipping {shipping}.": "stated_taxes",
    "The order states subtotal {subtotal}, tax {tax}, shipping tax {shipping_tax} and total {total} {currency}.": "stated_totals",
    "The order's tax agrees with the rates.": "tax_agrees",
    "The stated tax is that of the prices before discounts.": "tax_before_discounts",
    "Its check digit does not fit.": "tax_id_check_digit",
    "It is not written like one.": "tax_id_format",
    "It is too short or too long.": "tax_id_length",
    "The buyer's tax number is not a valid one of {country}.": "tax_id_not_valid",
    "A part of it does not exist.": "tax_id_part",
    "The stated tax is only what is added on top.": "tax_on_top_only",
    "The order holds a tax rate of {rate} %.": "tax_rate",
    "The order holds a tax rate of {rate} %, and states no tax that confirms it.": "tax_rate_without_tax",
    "The stated tax counts sold gift cards, which carry none.": "tax_with_gift_cards",
    "The order states tax of {tax} but not at which rate.": "tax_without_rate",
    "The order now comes to {now}, its invoice {number} says {then}.": "total_since_invoice",
    "The order's figures can be read in two ways that give different documents.": "two_readings",
}
# Messages of reasons without details that hold figures: the sentence's code, and how the figures are found.
_FIGURED = {
    "not_an_order": ("field_not_a_number", r"This order cannot be read: its “(?P<name>.*)” is not a number\."),
    "rejected": ("platform_said", r"Jumpseller refused the call with (?P<words>.*)"),
    "unknown_currency": (
        "currency_not_known",
        r"“(?P<currency>.*)” is not a currency of ISO 4217 that amounts can be stated in\.",
    ),
}
# What a reason's order waits for, and what one in a state can wait for; the request goes before all else.
_WAITS = {
    "by_hand": "request",
    "test_mode": "test_end",
    "not_started": "start",
    "not_shipped": "shipment",
    "from_before": "origin",
    "no_tax_data": "tax_rate",
}
_IN_STATE = {
    "skipped": {"request", "test_end", "start", "shipment", "origin"},
    "held": {"request", "tax_rate"},
    "credited": {"test_end"},
}


def convert_reasons(apps, schema_editor):
    """Convert the records of orders, then the orders of back-fills."""
    _convert_all(
        apps.get_model("automation", "OrderRecord"),
        schema_editor,
        ("reasons", "dismissed", "state"),
        _converted_record,
        "reasons jsonb, dismissed jsonb, waiting_for text",
    )
    _convert_all(
        apps.get_model("automation", "BackfilledOrder"),
        schema_editor,
        ("reasons",),
        lambda reasons: {"reasons": as_codes(reasons)},
        "reasons jsonb",
    )


def _convert_all(model, schema_editor, read, convert, written):
    alias, last = schema_editor.connection.alias, 0
    told = model.objects.using(alias).exclude(**{name: [] for name in read if name != "state"})
    while True:
        with transaction.atomic(using=alias):
            rows = list(told.filter(pk__gt=last).order_by("pk").select_for_update().values_list("pk", *read)[:_CHUNK])
            if not rows:
                return
            _write(schema_editor, model, [{"id": pk} | convert(*values) for pk, *values in rows], written)
        last = rows[-1][0]


def _write(schema_editor, model, values, written):
    columns = [column.split()[0] for column in written.split(", ")]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} t SET {', '.join(f'{name} = v.{name}' for name in columns)} "
            f"FROM jsonb_to_recordset(%s::jsonb) AS v(id bigint, {written}) WHERE t.id = v.id",
            [json.dumps(values)],
        )


def _converted_record(reasons, dismissed, state):
    converted, aside = as_codes(reasons), as_codes(dismissed)
    if converted == aside and reasons != dismissed:
        # What would have come back does come back.
        aside = []
    return {"reasons": converted, "dismissed": aside, "waiting_for": waiting_for(reasons, state)}


def waiting_for(reasons, state):
    """Return what an order in `state` with `reasons` waits for."""
    waits = [wait for reason in reasons if (wait := _WAITS.get(reason["code"])) in _IN_STATE.get(state, ())]
    return "request" if "request" in waits else next(iter(waits), "")


def as_codes(reasons):
    """Return `reasons` as codes and figures. Text that no table knows is kept as it was written."""
    return [_reason(reason) for reason in reasons]


def _reason(reason):
    if "details" in reason:
        # The message, if any, is the details in English.
        return {"code": reason["code"], "details": [_sentence(each) for each in reason["details"]]}
    code, message = reason["code"], reason.get("message", "")
    if message in ("", _PLAIN.get(code)):
        return {"code": code}
    sentence, pattern = _FIGURED.get(code, ("", "(?!)"))
    found = re.fullmatch(pattern, message, re.DOTALL)
    return {"code": code, "details": [_told(sentence, found.groupdict()) if found else _as_written(message)]}


def _sentence(detail):
    if "template" not in detail:
        return detail
    code = _CODES.get(detail["template"])
    return _told(code, detail["figures"]) if code else _as_written(_filled(detail))


def _told(code, figures):
    return {"code": code, "figures": figures} if figures else {"code": code}


def _as_written(text):
    return {"code": "as_written", "figures": {"text": text}}


def _filled(detail):
    """Return the English text of `detail`; a place without a figure stays as it is."""
    figures = {name: "none" if figure is None else figure for name, figure in detail["figures"].items()}
    return re.sub(r"\{(\w+)\}", lambda place: str(figures.get(place[1], place[0])), detail["template"])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("automation", "0004_waiting_for"),
    ]

    operations = [
        migrations.RunPython(convert_reasons, migrations.RunPython.noop),
    ]
