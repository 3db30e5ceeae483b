"""The registry of sentences about an order: a code that is stored, and the English text that translations know.

A code is never renamed and never given another meaning: rows hold it. Its text may change at any time, with its
translations. The {places} of a text are filled with the figures of a `Sentence`; a change of places needs a new code.

The sentences of a `Problem` without details have the problem's code.
"""


def _(text: str) -> str:
    """Mark `text` for the catalogues, which are asked when a sentence is shown."""
    return text


# The one text without a translation: it is kept as somebody wrote it.
AS_WRITTEN = "as_written"

TEMPLATES = {
    AS_WRITTEN: "{text}",
    # Problems without figures.
    "abandoned": _("The order was abandoned before it was paid."),
    "already_invoiced": _("The order has its invoice already."),
    "account_disconnected": _("The account at the provider is disconnected."),
    "credit_refused": _("The credit note cannot be issued at the provider as it is."),
    "credit_rejected": _("The tax authority rejected the credit note."),
    "credit_submitted": _("The credit note is on its way to the provider."),
    "document_differs": _("The provider's document states something else than was declared: {facts}."),
    "rejected_by_authority": _("The tax authority rejected the document."),
    "authority_said": _("The authority says: {words}"),
    "provider_said": _("The provider says: {words}"),
    "submission_refused": _("The document cannot be issued at the provider as it is."),
    "submitted": _("The document is on its way to the provider."),
    "voucher_is_document": _("The payment's voucher counts as the document."),
    "by_hand": _("The document waits until the merchant asks for it."),
    "canceled": _("The order is cancelled."),
    "canceled_before_invoice": _("The order was cancelled before it had an invoice."),
    "credited_by_hand": _("The invoice was credited by hand; the order is still paid."),
    "from_before": _("The order is dated before Folio was installed."),
    "negative_figure": _("The order holds a negative amount, or a quantity that is not above zero."),
    "negative_net": _("A fixed tax of the order is larger than the price that holds it."),
    "no_products": _("The order has no products."),
    "no_tax_data": _(
        "The order has no tax data. Set the tax rate for such orders in Folio's settings (0 if there is none)."
    ),
    "no_total": _("The order states no total."),
    "not_found": _("Jumpseller does not know this order."),
    "not_paid": _("The order is not paid yet."),
    "not_read": _("Folio has not read this order yet."),
    "not_shipped": _("The order is not shipped yet."),
    "not_started": _("The merchant has not turned on automatic issuing yet."),
    "nothing_charged": _("The order's total is zero: nothing was charged."),
    "odd_quantity": _("The order holds a quantity with more than four decimals."),
    "order_gone": _("Jumpseller does not know this order."),
    "paid_before_start": _("The order was paid before Folio began to issue documents."),
    "review": _("The order waits for a person to look at it."),
    "test_mode": _("Test mode is on: a test document stands for the invoice."),
    "unclear_wish": _("The buyer's answer asks for a factura and for none."),
    "unknown_status": _("The order's status is unknown to Folio."),
    # What is not decided of a document's taxes and its payment.
    "exemption_without_reason": _("The tax category {category} needs the reason for which no tax is due."),
    "gift_card_not_mapped": _("It is not decided how a sold gift card is classed for the value added tax."),
    "no_tax_categories": _("Folio knows no categories of the value added tax in this country."),
    "payment_not_mapped": _("It is not decided which means of payment “{name}” is."),
    "payment_not_stated": _("The order does not say how it was paid."),
    "tax_not_mapped": _("It is not decided whether “{name}” is the value added tax."),
    "untaxed_not_mapped": _("It is not decided why items without a tax bear none."),
    "zero_rate_not_mapped": _("It is not decided why “{name}” is at zero."),
    "zero_rates_differ": _("An item's taxes at zero belong to different categories."),
    # What an order's fields hold.
    "amount_beyond_decimals": _("The order's total or gift card has more decimals than {currency} has."),
    "currency_not_known": _("“{currency}” is not a currency of ISO 4217 that amounts can be stated in."),
    "field_not_a_number": _("This order cannot be read: its “{name}” is not a number."),
    "gift_card_amounts_differ": _("The order states different gift card amounts: {amounts}."),
    "gift_cards_beyond_total": _("Gift cards paid {paid}, more than the order's {gross}."),
    "list_without_order": _("The list holds no order."),
    "named_tax_without_rate": _("The order names a tax but not its rate."),
    "order_id_not_whole": _("This is not an order of Jumpseller: its id is not a positive whole number."),
    "order_without_content": _("This is not an order of Jumpseller: it has no products and no total."),
    "order_without_id": _("This is not an order of Jumpseller: it has no id."),
    "product_tax_without_rate": _("A product has tax but the order does not say at which rate."),
    "tax_rate": _("The order holds a tax rate of {rate} %."),
    "tax_rate_without_tax": _("The order holds a tax rate of {rate} %, and states no tax that confirms it."),
    "tax_without_rate": _("The order states tax of {tax} but not at which rate."),
    # How its figures go together.
    "discount_for_some": _(
        "The order has a discount of {discount} {currency} that may be for some of its products only, and nothing in "
        "it tells for which."
    ),
    "figures_come_to": _(
        "Its figures come to {gross}: products {products} + shipping {shipping} − discount {discount} + tax on top "
        "{on_top}. The difference is {difference}."
    ),
    "figures_fit_nothing": _(
        "Its discounts or its shipping tax fit no reading: products {products} + shipping {shipping} − discount "
        "{discount}."
    ),
    "gift_cards": _("Gift cards: {amount}."),
    "line_discounts": _("Line discounts: {amount}."),
    "line_tax": _("“{name}” states tax {tax}, but by its rates it holds {held}."),
    "rates_of_products": _(
        "The order does not list its taxes. By the tax that its products state, their rates are {rates} %."
    ),
    "shipping_discount": _("Shipping discount: {amount}."),
    "stated_taxes": _(
        "The order states tax {tax} and shipping tax {shipping_tax} {currency}, but by its rates its products hold "
        "{products} and its shipping {shipping}."
    ),
    "stated_totals": _(
        "The order states subtotal {subtotal}, tax {tax}, shipping tax {shipping_tax} and total {total} {currency}."
    ),
    "tax_agrees": _("The order's tax agrees with the rates."),
    "two_readings": _("The order's figures can be read in two ways that give different documents."),
    # The buyer's tax number.
    "ask_for_tax_id": _("Ask the buyer for the right one."),
    "tax_id_check_digit": _("Its check digit does not fit."),
    "tax_id_format": _("It is not written like one."),
    "tax_id_length": _("It is too short or too long."),
    "tax_id_not_valid": _("The buyer's tax number is not a valid one of {country}."),
    "tax_id_part": _("A part of it does not exist."),
    # The document beside the order.
    "characters_without_font": _("No font has these characters, so the document shows a box for each: {characters}."),
    "declared_tax_differs": _(
        "The order states tax {tax} and shipping tax {shipping_tax} {currency}, the document declares {declared}: a "
        "difference of {difference}."
    ),
    "rounding_by_item": _("It comes from item-by-item rounding."),
    "rounding_by_rate": _("It comes from rounding once a rate."),
    "shipping_tax_not_stated": _("The order does not state the tax of its shipping."),
    "tax_before_discounts": _("The stated tax is that of the prices before discounts."),
    "tax_on_top_only": _("The stated tax is only what is added on top."),
    "tax_with_gift_cards": _("The stated tax counts sold gift cards, which carry none."),
    "total_since_invoice": _("The order now comes to {now}, its invoice {number} says {then}."),
    # What is missing for an official document (`apps.invoices.readiness`).
    "above_limit": _("The total is above {limit} {currency}, up to which this document is allowed."),
    "document_not_in_currency": _("This document cannot be issued in {currency}."),
    "document_only_at_home": _("This document is only for buyers in {country}."),
    "limit_not_known": _("Folio does not know the limit of this document for {year} in the order's currency."),
    "missing_buyer_activity": _("The order does not state the buyer's line of business."),
    "missing_buyer_address": _("The order does not state the buyer's street."),
    "missing_buyer_country": _("The order does not state the buyer's country."),
    "missing_buyer_kind": _("The order does not tell whether the buyer is a business."),
    "missing_buyer_municipality": _("The order does not state the municipality in the buyer's address."),
    "missing_buyer_name": _("The order does not state the buyer's name."),
    "missing_buyer_national_id": _("The order does not state the buyer's tax number of your country."),
    "missing_buyer_tax_id": _("The order does not state the buyer's tax number."),
    "missing_buyer_vat_id": _("The order does not state the buyer's VAT number."),
    "missing_exemption_reason": _("The reason why no tax is due is not stated."),
    "missing_payment_date": _("The order does not state when it was paid."),
    "missing_payment_means": _("You have not told yet what kind of payment this payment method is."),
    "missing_seller_activity": _("Your line of business is missing in the settings."),
    "missing_seller_address": _("Your street is missing in the settings."),
    "missing_seller_iban": _("Your IBAN is missing in the settings: the order was paid by transfer."),
    "missing_seller_legal_name": _("Your legal name is missing in the settings."),
    "missing_seller_tax_id": _("Your tax number is missing in the settings."),
    "missing_tax_category": _("You have not told yet why a tax of this order is zero, or what kind of tax it is."),
    "needs_not_looked_up": _("Folio does not know yet what this document asks for."),
    "outside_scope_beside_others": _("Something is outside the scope of VAT beside things that are not."),
    "tax_misses_rate": _("The tax is not that of its rate, by a unit of the currency or more. Round once per rate."),
    "taxes_beside_vat": _("The order holds a tax beside the value added tax."),
    "wrong_buyer_national_id": _("The buyer's tax number is not a valid one of your country."),
    "wrong_buyer_tax_id": _("The buyer's tax number is not valid."),
    "wrong_buyer_vat_id": _("The buyer's tax number is not a VAT number of the European Union."),
    "wrong_seller_tax_id": _("Your tax number in the settings is not valid."),
    # Others' words.
    "named": _("“{name}”"),
    "platform_said": _("Jumpseller says: {words}"),
}
