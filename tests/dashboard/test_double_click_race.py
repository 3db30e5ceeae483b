"""Concurrent clicks on one confirmation: one credit note, and a refusal for the others."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from apps.invoices.models import Invoice
from apps.stores.models import Store
from tests.factories import make_store

pytestmark = pytest.mark.django_db(transaction=True)
_CLICKS = 8


def test_clicks_at_once_credit_once(signed_in: Callable[[Store], Client], sell: Callable[..., Invoice]) -> None:
    store = make_store()
    invoice, cookies = sell(store), signed_in(store).cookies
    given = {"way": "amounts", "at_1": "500", "reason": "Descuento", "seen": "0", "step": "issue"}

    def click(_: int) -> int:
        browser = Client()
        browser.cookies = cookies
        try:
            return browser.post(f"/documents/{invoice.pk}/credit", given).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(_CLICKS) as pool:
        answers = sorted(pool.map(click, range(_CLICKS)))
    assert answers == [200] * (_CLICKS - 1) + [302]
    assert invoice.credit_notes.count() == 1
