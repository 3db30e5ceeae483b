"""A merchant at his browser, with documents that came the usual road."""

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
    """Posts what the sign-in page's script posts, as it does, and returns the answer."""
    form = "application/x-www-form-urlencoded"
    return client.post("/session", urlencode(given), content_type=form, headers={"Origin": origin})


@pytest.fixture
def signed_in() -> Callable[[Store], Client]:
    """Returns a browser whose frame has traded a sign-in's code for the store's session."""

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
    """Sells an order (by default of CLP 10,000) in a store and returns its invoice."""

    def sold(store: Store, **changes: Any) -> Invoice:
        document = order(**changes)
        platform.serve_order(document)
        pipeline.order_changed(store, document["id"])
        return Invoice.objects.get(store=store, order_id=document["id"], kind=Kind.INVOICE)

    return sold
