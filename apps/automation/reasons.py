"""The registry of reason codes: how much each weighs, what the merchant reads, where it is mended, what it waits for.

A record keeps reasons as `Problem.as_json` makes them: codes and figures, for people only. What a code means is looked
up here when it is shown, its sentences in `apps.orders.sentences`. Nothing is decided by stored reasons: what an order
waits for is a column, which `waits_for` fills when reasons are written. A test compares the registry with the codes
that `Problem` is made with. The texts are keys of the translation catalogues.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.core.errors import FolioError
from apps.orders.data import Problem
from apps.orders.messages import TEMPLATES, sentence_in_words
from apps.orders.sentences import AS_WRITTEN


class Severity(StrEnum):
    """What a reason means for the order at most; a setting may let `DECIDE` be a note."""

    HOLD = "hold"
    DECIDE = "decide"
    SKIP = "skip"
    NOTE = "note"


class WaitsFor(TextChoices):
    """What a paid order waits for, apart from a person who looks at a held one."""

    # The merchant's request for the document of this order.
    REQUEST = "request"
    # The end of test mode, and then the merchant's request.
    TEST_END = "test_end"
    # Automatic issuing.
    START = "start"
    SHIPMENT = "shipment"
    # The merchant's answer whether the order has a document from before the installation.
    ORIGIN = "origin"
    # The rate of orders without tax data.
    TAX_RATE = "tax_rate"


@dataclass(frozen=True, slots=True)
class Mend:
    """Where the merchant mends what a reason names: a page by its URL name, a place on it, and the link's text."""

    page: str
    place: str
    text: Promise


@dataclass(frozen=True, slots=True)
class Reason:
    """What a code means. `text` is what the merchant reads, None where only the message tells.

    `has_detail` where sentences say more than the text: then a text that was stored before sentences is shown, too.
    `without_document` takes the place of the text in lists, and `answer` in the answer to a merchant's request, where
    the order has no document.
    """

    severity: Severity
    text: Promise | None = None
    has_detail: bool = False
    without_document: Promise | None = None
    answer: Promise | None = None
    mend: Mend | None = None
    waits_for: WaitsFor | None = None


REASONS = {
    # Why nothing is issued until a person has looked.
    "no_tax_data": Reason(
        Severity.HOLD,
        _("The order has no tax data. Set the rate for such orders in the settings, then read it again."),
        mend=Mend("settings", "section-taxes", _("Set the rate for such orders")),
        waits_for=WaitsFor.TAX_RATE,
    ),
    "tax_rate_unknown": Reason(
        Severity.HOLD,
        _("The order states tax but not at which rate. Complete the taxes in Jumpseller."),
        has_detail=True,
    ),
    "totals_do_not_reconcile": Reason(
        Severity.HOLD, _("The order's figures do not add up to its total, so nothing was issued."), has_detail=True
    ),
    "tax_does_not_agree": Reason(
        Severity.HOLD,
        _("The tax that the order states is not what its rates give, so nothing was issued."),
        has_detail=True,
    ),
    "negative_net": Reason(Severity.HOLD, _("A fixed tax of the order is larger than the price that holds it.")),
    "gift_card_too_large": Reason(Severity.HOLD, _("Gift cards paid more than the order comes to."), has_detail=True),
    "ambiguous_totals": Reason(
        Severity.HOLD, _("The order's figures can be read in two ways that give different documents."), has_detail=True
    ),
    "discount_unclear": Reason(
        Severity.HOLD,
        _(
            "Nothing in the order tells which products its discount was for. If your coupons are for whole orders, "
            "say so in the settings, then read it again."
        ),
    ),
    "no_total": Reason(Severity.HOLD, _("The order states no total.")),
    "unknown_currency": Reason(Severity.HOLD, _("The order's currency is unknown.")),
    "unknown_status": Reason(Severity.HOLD, _("The order's status is unknown to Folio.")),
    "no_products": Reason(Severity.HOLD, _("The order has no products.")),
    "negative_figure": Reason(Severity.HOLD, _("The order holds a negative amount or quantity.")),
    "odd_tax_rate": Reason(Severity.HOLD, _("The order holds a tax rate that cannot be."), has_detail=True),
    "odd_total": Reason(
        Severity.HOLD, _("The order's total or gift card has more decimals than its currency."), has_detail=True
    ),
    "order_gone": Reason(Severity.HOLD, _("Jumpseller does not know this order.")),
    "odd_quantity": Reason(Severity.HOLD, _("The order holds a quantity with more than four decimals.")),
    "changed_since_seen": Reason(
        Severity.HOLD, _("The order was changed since you looked at it. Look again, then decide.")
    ),
    "not_read": Reason(Severity.HOLD, _("Folio has not read this order yet.")),
    "not_found": Reason(Severity.HOLD, _("Jumpseller does not know this order.")),
    "rejected": Reason(Severity.HOLD, _("Jumpseller refuses to show this order."), has_detail=True),
    "not_an_order": Reason(Severity.HOLD, _("The order holds something that is not a number."), has_detail=True),
    # What came of a provider.
    "submission_refused": Reason(
        Severity.HOLD, _("The document cannot be issued at the provider as it is."), has_detail=True
    ),
    "submission_unclear": Reason(
        Severity.HOLD,
        _("The provider did not say whether it made the document. Look there, then answer on the order's page."),
    ),
    "rejected_by_authority": Reason(
        Severity.HOLD,
        _("The tax authority rejected the document, so it does not count. Mend its cause, then issue it again."),
        has_detail=True,
    ),
    "account_disconnected": Reason(
        Severity.SKIP, _("The account that issued this order's invoice is disconnected: connect it again.")
    ),
    "submitted": Reason(Severity.SKIP, _("The document is on its way to the provider.")),
    "credit_submitted": Reason(Severity.SKIP, _("The credit note is on its way to the provider.")),
    "voucher_is_document": Reason(
        Severity.SKIP, _("The payment's voucher counts as the document, as your settings say.")
    ),
    "credit_refused": Reason(
        Severity.NOTE, _("The credit note cannot be issued at the provider as it is."), has_detail=True
    ),
    "document_differs": Reason(
        Severity.NOTE,
        _("The provider's document states something else than was declared. Look at it, and credit it if it is wrong."),
        has_detail=True,
    ),
    "credit_rejected": Reason(
        Severity.NOTE, _("The tax authority rejected the credit note, so it does not count."), has_detail=True
    ),
    # What a person can decide about: the order itself can be read.
    "wrong_tax_id": Reason(
        Severity.DECIDE,
        _(
            "The buyer's tax number is not valid in the buyer's country, so it may hold a slip. If the order has no "
            "document yet, correct the number in Jumpseller and read the order again; an issued document stays as it "
            "is."
        ),
        has_detail=True,
    ),
    "review": Reason(Severity.DECIDE, _("The document is ready. Look at it and issue it, as your settings ask.")),
    # Why nothing is issued, or not yet.
    "not_paid": Reason(
        Severity.SKIP,
        _("The order has an invoice but is no longer paid."),
        without_document=_("It is not paid yet."),
        answer=_("The order is not paid yet: its invoice is issued when it is."),
    ),
    "abandoned": Reason(
        Severity.SKIP,
        _("The order has an invoice but was abandoned."),
        without_document=_("It was abandoned before it was paid."),
        answer=_("The order was abandoned before it was paid."),
    ),
    "credited_by_hand": Reason(
        Severity.SKIP, _("The invoice was credited by hand while the order was paid, so it gets no new one.")
    ),
    "paid_before_start": Reason(
        Severity.SKIP, _("The order was paid before Folio began to issue documents, so it gets none.")
    ),
    "from_before": Reason(
        Severity.SKIP,
        _("Jumpseller dates this order before Folio was installed. Issue its document if it has none from elsewhere."),
        waits_for=WaitsFor.ORIGIN,
    ),
    "invoiced_elsewhere": Reason(
        Severity.SKIP, _("The order has an invoice from another app already, so it gets none."), has_detail=True
    ),
    "test_mode": Reason(
        Severity.SKIP,
        _("The order came in test mode and got a test document. Once test mode is off, you can issue its invoice."),
        waits_for=WaitsFor.TEST_END,
    ),
    "payment_method_left_out": Reason(
        Severity.SKIP, _("Your settings leave out orders that were paid this way."), has_detail=True
    ),
    "source_left_out": Reason(
        Severity.SKIP, _("Your settings leave out orders that came from there."), has_detail=True
    ),
    "by_hand": Reason(Severity.SKIP, _("The order waits until you issue its document."), waits_for=WaitsFor.REQUEST),
    "not_started": Reason(
        Severity.SKIP,
        _("Folio does not issue by itself yet. Finish the first steps, or issue this order's document yourself."),
        waits_for=WaitsFor.START,
        mend=Mend("start", "", _("First steps")),
    ),
    "not_shipped": Reason(
        Severity.SKIP, _("The document is issued when the order is shipped."), waits_for=WaitsFor.SHIPMENT
    ),
    "already_invoiced": Reason(Severity.SKIP, _("The order has its invoice already.")),
    "nothing_charged": Reason(
        Severity.SKIP,
        without_document=_("Its total is zero, and your settings leave such orders out."),
        answer=_("The order's total is zero, and your settings leave such orders out."),
    ),
    "canceled_before_invoice": Reason(
        Severity.SKIP,
        without_document=_("It was cancelled before it had an invoice."),
        answer=_("The order was cancelled before it had an invoice."),
    ),
    "canceled": Reason(Severity.SKIP),
    # What the merchant should know of a document that is issued.
    "tax_differs": Reason(
        Severity.NOTE, _("The document's tax is not exactly the tax that the order states."), has_detail=True
    ),
    "line_tax_differs": Reason(
        Severity.NOTE,
        _("A product states a tax that its rates do not give. The order's tax agrees with the rates."),
        has_detail=True,
    ),
    "tax_rate_found": Reason(
        Severity.NOTE, _("The order does not list its taxes. Their rates follow from the tax that its products state.")
    ),
    "changed_after_invoice": Reason(
        Severity.NOTE,
        _("The order was changed after its invoice was issued. The invoice stands as it is."),
        has_detail=True,
    ),
    "unclear_wish": Reason(
        Severity.NOTE,
        _(
            "The buyer answered both that a factura is wanted and that none is, so the document names no wish. Ask the "
            "buyer which one is meant."
        ),
    ),
    "unprintable_characters": Reason(Severity.NOTE),
}

# Codes of errors that stop what a person asked for. A text may name figures of the document that it is about.
REFUSALS: dict[str, Promise] = {
    "nothing_to_credit": _("Nothing was chosen, or nothing is left. What is left to credit is %(left)s."),
    "credit_too_large": _("That is more than is left. What is left to credit is %(left)s."),
    "not_an_invoice": _("Only an invoice of an order can be credited or issued again."),
    "mail_on_its_way": _("No other mail was sent: one is on its way, or was sent since you looked."),
    "on_its_way": _("Nothing was done: a document of this order is on its way to the provider. Wait for its answer."),
    "account_disconnected": _(
        "Nothing was done: the account that issued the invoice is disconnected. Connect it again."
    ),
    "prefix_taken": _(
        "The prefix in your settings belongs to documents of another kind, or to numbers that restart otherwise. "
        "Choose another prefix in the settings."
    ),
    "backfill_under_way": _("Another period is being worked on. Wait for its end, or cancel it."),
    "not_to_be_confirmed": _("Nothing more was issued: this period is issued already, or was cancelled."),
    "test_mode": _("Nothing was issued, because test mode is on. Turn it off in the settings first."),
    "no_question": _("Nothing was changed: this was answered already."),
    "unusable_number": _("Nothing was recorded: this is no number, or it is that of another document."),
    "still_on_its_way": _("Documents are on their way to this account. Disconnect it when they have ended."),
    "test_account": _("Nothing was changed: the key is one of the provider's test environment."),
    "account_not_ready": _("Nothing was changed: the account issues nothing now."),
    "date_in_the_future": _(
        "Nothing was issued: the last document of this series is dated in the future, so a clock is wrong. Tell "
        "whoever runs Folio for you."
    ),
}
_UNKNOWN = Reason(Severity.HOLD)


def reason_of(code: str) -> Reason:
    """Return what `code` means; a code that is not registered is one that holds the order, without a text."""
    return REASONS.get(code, _UNKNOWN)


def waits_for(problems: Iterable[Problem]) -> str:
    """Return what an order with `problems` waits for, empty if nothing: the merchant's request before anything else."""
    waits = [found for problem in problems if (found := reason_of(problem.code).waits_for)]
    return WaitsFor.REQUEST if WaitsFor.REQUEST in waits else next(iter(waits), "")


def explain_reason(reason: dict[str, Any], *, has_document: bool = True) -> dict[str, Any]:
    """Return the `text` of a stored reason for the merchant, and the `detail`, the arithmetic behind it, if any.

    Some codes mean another thing where the order has no document.
    """
    meaning = reason_of(reason["code"])
    if meaning.without_document and not has_document:
        return {"text": str(meaning.without_document), "detail": ""}
    text = str(meaning.text or "")
    return {"text": text, "detail": tell_sentences(_sentences(reason, meaning), beside=text)}


def explain_refusal(error: FolioError) -> dict[str, Any]:
    """Return why `error` stopped what was asked for an order, as `explain_reason` does for a stored reason."""
    if error.code in REFUSALS and error.code not in REASONS:
        return {"text": str(REFUSALS[error.code]), "detail": ""}
    meaning = reason_of(error.code)
    return {"text": str(meaning.text or ""), "detail": str(error) if meaning.has_detail or not meaning.text else ""}


def answer_for(reason: dict[str, Any]) -> str:
    """Return why a merchant's request for the document brought none, by a stored reason; empty if that is silent."""
    told = explain_reason(reason)
    return str(reason_of(reason["code"]).answer or told["text"] or told["detail"])


def tell_sentences(stored: Iterable[dict[str, Any]], *, beside: str = "") -> str:
    """Return stored sentences in the current language, without one that `beside` says already."""
    language = (get_language() or "en")[:2]
    told = [sentence_in_words(each, gettext, language=language, none=gettext("none")) for each in stored]
    return " ".join(sentence for sentence in told if sentence != beside)


def _sentences(reason: dict[str, Any], meaning: Reason) -> list[dict[str, Any]]:
    """Return the sentences to show beside the text: without any text, the one with the reason's own code."""
    details = reason.get("details", [])
    if not details and not meaning.text and reason["code"] in TEMPLATES:
        return [{"code": reason["code"]}]
    return [each for each in details if each["code"] != AS_WRITTEN or meaning.has_detail or not meaning.text]
