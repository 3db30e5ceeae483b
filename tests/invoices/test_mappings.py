"""The database refuses an answer that no page gives: an unknown category, a name twice, a standard rate at zero."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from apps.invoices.drafting import merchant_answers
from apps.invoices.drafting.tax_category import Mapped, Subject
from apps.invoices.models import PaymentMapping, TaxMapping
from apps.stores.models import Store
from tests.factories import make_store

_KEPT: dict[str, Any] = {"subject": "at_zero", "name": "Exento", "key": "exento", "category": "E"}


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"key": "otro", "category": "X"}, "tax_category_is_known"),
        ({"key": "otro", "category": "S"}, "a_rate_above_zero_is_standard"),
        ({"subject": "taxed"}, "a_rate_above_zero_is_standard"),
        ({"subject": "untaxed"}, "only_taxes_have_names"),
        ({}, "a_tax_is_mapped_once"),
    ],
)
def test_an_impossible_answer_on_a_tax_is_refused(store: Store, changes: dict[str, str], constraint: str) -> None:
    TaxMapping.objects.create(store=store, **_KEPT)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        TaxMapping.objects.create(store=store, **_KEPT | changes)


def test_an_impossible_answer_on_a_payment_is_refused(store: Store) -> None:
    PaymentMapping.objects.create(store=store, name="Webpay", key="webpay")
    with pytest.raises(IntegrityError, match="a_way_of_paying_is_mapped_once"), transaction.atomic():
        PaymentMapping.objects.create(store=store, name="WebPay", key="webpay")
    with pytest.raises(IntegrityError, match="a_way_of_paying_has_a_name"), transaction.atomic():
        PaymentMapping.objects.create(store=store, name="…", key="")


def test_the_answers_of_one_store_are_not_those_of_another(store: Store) -> None:
    other = make_store("beta")
    TaxMapping.objects.create(store=store, **_KEPT)
    PaymentMapping.objects.create(store=store, name="Webpay", key="webpay", code="48")
    PaymentMapping.objects.create(store=store, name="Khipu", key="khipu", voucher_counts=False)
    assert merchant_answers.tax_map_of(store) == {(Subject.AT_ZERO, "exento"): Mapped("E")}
    assert merchant_answers.answers_of(store).payments == {"webpay": "48"}
    assert merchant_answers.answers_of(other) == ({}, {})
