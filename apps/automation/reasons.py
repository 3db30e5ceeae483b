"""Why an order has no document, in the words of the merchant; what a reason means is keyed by its code."""

from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.orders.data import Problem
from apps.orders.messages import fill_message

_EXPLANATIONS = {
    "no_tax_data": _("The order has no tax data. Set the rate for such orders in the settings, then read it again."),
    "tax_rate_unknown": _("The order states tax but not at which rate. Complete the taxes in Jumpseller."),
    "totals_do_not_reconcile": _("The order's figures do not add up to its total, so nothing was issued."),
    "tax_does_not_agree": _("The tax that the order states is not what its rates give, so nothing was issued."),
    "tax_differs": _("The document's tax is not exactly the tax that the order states."),
    "line_tax_differs": _("A product states a tax that its rates do not give. The order's tax agrees with the rates."),
    "negative_net": _("A fixed tax of the order is larger than the price that holds it."),
    "gift_card_too_large": _("Gift cards paid more than the order comes to."),
    "ambiguous_totals": _("The order's figures can be read in two ways that give different documents."),
    "discount_unclear": _(
        "Nothing in the order tells which products its discount was for. If your coupons are for whole orders, say so "
        "in the settings, then read it again."
    ),
    "tax_rate_found": _("The order does not list its taxes. Their rates follow from the tax that its products state."),
    "no_total": _("The order states no total."),
    "unknown_currency": _("The order's currency is unknown."),
    "unknown_status": _("The order's status is unknown to Folio."),
    "no_products": _("The order has no products."),
    "negative_figure": _("The order holds a negative amount or quantity."),
    "odd_tax_rate": _("The order holds a tax rate that cannot be."),
    "odd_total": _("The order's total or gift card has more decimals than its currency."),
    "changed_after_invoice": _("The order was changed after its invoice was issued. The invoice stands as it is."),
    "not_paid": _("The order has an invoice but is no longer paid."),
    "abandoned": _("The order has an invoice but was abandoned."),
    "order_gone": _("Jumpseller does not know this order."),
    "odd_quantity": _("The order holds a quantity with more than four decimals."),
    "wrong_tax_id": _(
        "The buyer's tax number is not valid in the buyer's country, so it may hold a slip. If the order has no "
        "document yet, correct the number in Jumpseller and read the order again; an issued document stays as it is."
    ),
    "unclear_wish": _(
        "The buyer answered both that a factura is wanted and that none is, so the document names no wish. Ask the "
        "buyer which one is meant."
    ),
    "credited_by_hand": _("The invoice was credited by hand while the order was paid, so it gets no new one."),
    "paid_before_start": _("The order was paid before Folio began to issue documents, so it gets none."),
    "from_before": _(
        "Jumpseller dates this order before Folio was installed. Issue its document if it has none from elsewhere."
    ),
    "invoiced_elsewhere": _("The order has an invoice from another app already, so it gets none."),
    "test_mode": _(
        "The order came in test mode and got a test document. Once test mode is off, you can issue its invoice."
    ),
    "payment_method_left_out": _("Your settings leave out orders that were paid this way."),
    "source_left_out": _("Your settings leave out orders that came from there."),
    "by_hand": _("The order waits until you issue its document."),
    "not_started": _(
        "Folio does not issue by itself yet. Finish the first steps, or issue this order's document yourself."
    ),
    "not_shipped": _("The document is issued when the order is shipped."),
    "review": _("The document is ready. Look at it and issue it, as your settings ask."),
    "changed_since_seen": _("The order was changed since you looked at it. Look again, then decide."),
    "not_read": _("Folio has not read this order yet."),
    "not_found": _("Jumpseller does not know this order."),
    "already_invoiced": _("The order has its invoice already."),
    "not_an_order": _("The order holds something that is not a number."),
}

# Of reasons that were kept without details: whose message says more than their code.
_WITH_DETAIL = {
    "payment_method_left_out",
    "source_left_out",
    "invoiced_elsewhere",
    "ambiguous_totals",
    "changed_after_invoice",
    "gift_card_too_large",
    "line_tax_differs",
    "not_an_order",
    "odd_tax_rate",
    "odd_total",
    "tax_differs",
    "tax_does_not_agree",
    "tax_rate_unknown",
    "totals_do_not_reconcile",
    "wrong_tax_id",
}


def stored_reason(problem: Problem) -> dict[str, Any]:
    """Return `problem` as records keep it: its code, its message, and details that can be told in every language."""
    kept = {"code": problem.code, "message": problem.message}
    return kept | ({"details": [detail.as_json() for detail in problem.details]} if problem.details else {})


def explain_reason(reason: dict[str, Any]) -> dict[str, Any]:
    """Returns a stored REASON with its `text` for the merchant; `detail` is the arithmetic behind it, if any."""
    known = str(_EXPLANATIONS.get(reason["code"], ""))
    if "details" in reason:
        told = [_translated(sentence) for sentence in reason["details"]]
        return {"text": known, "detail": " ".join(sentence for sentence in told if sentence != known)}
    detail = reason["message"] if reason["code"] in _WITH_DETAIL or not known else ""
    return {"text": known, "detail": detail}


def _translated(sentence: dict[str, Any]) -> str:
    template, figures = sentence["template"], sentence["figures"]
    return fill_message(gettext(template), figures, language=(get_language() or "en")[:2], none=gettext("none"))
