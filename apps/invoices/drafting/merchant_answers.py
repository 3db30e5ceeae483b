"""The merchant's answers on the names in their store, as drafting takes them."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models import Value as Constant

from apps.core.postgresql.statements import Slot, Values
from apps.invoices.drafting.payment_means import PaymentMap
from apps.invoices.drafting.tax_category import Mapped, Subject, TaxMap
from apps.invoices.models import PaymentMapping, TaxMapping
from apps.stores.models import Store

# In the place of a tax's subject.
_PAYMENT = "payment"


class Answers(NamedTuple):
    """How the taxes of a store are classed, and the codes of its payment methods that have one."""

    taxes: TaxMap
    payments: PaymentMap


def answers_of(store: Store) -> Answers:
    """Return the answers for `store`, read in one statement."""
    taxes: dict[tuple[Subject, str], Mapped] = {}
    payments: dict[str, str] = {}
    for subject, key, code, *exemption in _ANSWERS.rows(store_id=store.pk):
        if subject == _PAYMENT:
            payments[key] = code
        else:
            taxes[Subject(subject), key] = Mapped(code, *exemption)
    return Answers(taxes, payments)


def tax_map_of(store: Store) -> TaxMap:
    """Return how the taxes of `store` are classed."""
    return answers_of(store).taxes


def _answers() -> "QuerySet[Any, Any]":
    taxes = TaxMapping.objects.filter(store=Slot("store_id"))
    payments = PaymentMapping.objects.filter(store=Slot("store_id")).exclude(code="")
    return taxes.values_list("subject", "key", "category", "exemption_code", "exemption_reason").union(
        payments.values_list(Constant(_PAYMENT), "key", "code", Constant(""), Constant("")), all=True
    )


_ANSWERS = Values(_answers)
