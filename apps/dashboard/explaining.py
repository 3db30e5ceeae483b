"""Why an order has no document, in the words of the merchant; what a reason means is keyed by its code."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_EXPLANATIONS = {
    "no_tax_data": _("The order has no tax data. Set the rate for such orders in the settings, then read it again."),
    "tax_rate_unknown": _("The order states tax but not at which rate. Complete the taxes in Jumpseller."),
    "totals_do_not_reconcile": _("The order's figures do not add up to its total, so nothing was issued."),
    "ambiguous_totals": _("The order's figures can be read in two ways that give different documents."),
    "unknown_currency": _("The order's currency is unknown."),
    "unknown_status": _("The order's status is unknown to Folio."),
    "no_products": _("The order has no products."),
    "negative_figure": _("The order holds a negative amount or quantity."),
    "odd_tax_rate": _("The order holds a tax rate above 100 %."),
    "odd_total": _("The order's total has more decimals than its currency."),
    "changed_after_invoice": _("The order was changed after its invoice was issued. The invoice stands as it is."),
    "not_paid": _("The order has an invoice but is no longer paid."),
    "abandoned": _("The order has an invoice but was abandoned."),
    "order_gone": _("Jumpseller no longer knows this order."),
}


def explain(reason: dict[str, Any]) -> dict[str, Any]:
    """Returns a stored REASON with its `text` for the merchant; `detail` is the arithmetic behind it, if any."""
    known = _EXPLANATIONS.get(reason["code"])
    detail = reason["message"] if reason["code"] in _WITH_DETAIL or known is None else ""
    return {"text": known or "", "detail": detail}


_WITH_DETAIL = {"totals_do_not_reconcile", "ambiguous_totals", "changed_after_invoice", "odd_total", "tax_rate_unknown"}
