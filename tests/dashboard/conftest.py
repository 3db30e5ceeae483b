"""Fixtures of a merchant with a browser, and of documents issued by the pipeline."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from apps.automation import pipeline
from apps.invoices.models import Invoice, Kind
from apps.stores import sign_in
from apps.stores.models import Store
from tests.factories import order
from tests.platform import Platform


def trade_code(client: Client, *, origin: str = settings.APP_URL, **given: str) -> Any:
    """Post the same request as the sign-in page's script, and return the answer."""
    form = "application/x-www-form-urlencoded"
    return client.post("/session", urlencode(given), content_type=form, headers={"Origin": origin})


@pytest.fixture
def signed_in() -> Callable[[Store], Client]:
    """Return a function that makes a browser whose frame has exchanged a sign-in's code for the store's session."""

    def browser(store: Store, **options: Any) -> Client:
        client, secret = Client(**options), "secret of the frame"
        trip = sign_in.begin_sign_in(frame_challenge=sign_in._digest(secret))
        back = sign_in.accept_return(state=trip.state, browser_secret=trip.browser_secret)
        code = sign_in.give_code(back, store)
        assert trade_code(client, code=code, frame_secret=secret).status_code == 204
        return client

    return browser


@pytest.fixture
def sell(platform: Platform) -> Callable[..., Invoice]:
    """Return a function that sells an order (by default of CLP 10,000) in a store and returns its invoice."""

    def sold(store: Store, **changes: Any) -> Invoice:
        document = order(**changes)
        platform.serve_order(document)
        pipeline.order_changed(store, document["id"])
        return Invoice.objects.get(store=store, order_id=document["id"], kind=Kind.INVOICE)

    return sold
