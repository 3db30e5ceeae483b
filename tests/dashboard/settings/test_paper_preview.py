"""Live preview of the paper: the real renderer with unsaved settings, and nothing saved."""

import base64
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from apps.dashboard.settings import paper_preview
from apps.invoices.issuing import numbers
from apps.invoices.models import Invoice, Kind, Series
from apps.stores.models import InvoicingSettings, Logo, Store


def filled_in(browser: Client) -> dict[str, Any]:
    form = browser.get("/settings").context["form"]
    return {field.name: field.value() for field in form if field.value() not in (None, False)}


def shown(answer: Any) -> Image.Image:
    source = answer.context["picture"].source
    return Image.open(BytesIO(base64.b64decode(source.removeprefix("data:image/png;base64,"))))


def colours(picture: Image.Image) -> set[Any]:
    return {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}


@pytest.fixture
def browser(store: Store, signed_in: Callable[[Store], Client]) -> Client:
    return signed_in(store)


def test_the_paper_shows_what_the_form_holds_and_nothing_is_saved(browser: Client, store: Store) -> None:
    given = filled_in(browser)
    plain = shown(browser.post("/settings/preview", given))
    red = shown(browser.post("/settings/preview", given | {"accent_colour": "#a01010"}))
    assert plain.width == paper_preview.WIDTH
    assert (160, 16, 16) in colours(red) - colours(plain)
    assert InvoicingSettings.objects.get(store=store).accent_colour != "#a01010"
    assert not Invoice.objects.exists()
    assert not Series.objects.exists()


def test_a_logo_is_seen_before_it_is_kept(browser: Client) -> None:
    target = BytesIO()
    Image.new("RGB", (60, 30), (1, 200, 3)).save(target, "PNG")
    logo = SimpleUploadedFile("logo.png", target.getvalue(), content_type="image/png")
    answer = browser.post("/settings/preview", filled_in(browser) | {"logo_file": logo})
    assert any(green > 190 and red < 20 for red, green, _ in colours(shown(answer)))
    assert not Logo.objects.exists()


def test_what_is_wrong_is_left_out_and_said(browser: Client) -> None:
    given = filled_in(browser)
    answer = browser.post("/settings/preview", given | {"seller_tax_id": "76.123.456-1", "accent_colour": "blue"})
    assert shown(answer).width == paper_preview.WIDTH
    assert answer.context["is_valid"] is False
    assert shown(browser.post("/settings/preview", given)).tobytes() == shown(answer).tobytes()


def test_one_step_is_shown_with_the_rest_as_saved(browser: Client, store: Store) -> None:
    InvoicingSettings.objects.filter(store=store).update(accent_colour="#a01010")
    answer = browser.post("/settings/preview", {"section": "seller", "seller_name": "Another"})
    assert (160, 16, 16) in colours(shown(answer))
    saved = browser.post("/settings/preview", {"section": "saved"})
    assert saved.context["is_valid"] is True


def test_the_number_is_the_one_that_comes_next(browser: Client, store: Store, sell: Callable[..., Invoice]) -> None:
    sell(store)
    given = filled_in(browser)
    assert browser.post("/settings/preview", given).context["picture"].number == "F-000002"
    other = browser.post("/settings/preview", given | {"invoice_prefix": "B-", "invoice_first_number": 41})
    assert other.context["picture"].number == "B-000041"
    invoicing_settings = InvoicingSettings.objects.get(store=store)
    assert numbers.upcoming_number(store, Kind.INVOICE, invoicing_settings.numbering) == "F-000002"


def test_nothing_is_locked_while_the_paper_is_drawn(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    depths, draw = [len(connection.savepoint_ids)], paper_preview.picture_of

    def drawn(invoicing_settings: InvoicingSettings) -> paper_preview.Picture:
        depths.append(len(connection.savepoint_ids))
        return draw(invoicing_settings)

    monkeypatch.setattr(paper_preview, "picture_of", drawn)
    browser.post("/settings/preview", filled_in(browser))
    assert depths[0] == depths[1]


def test_an_endless_address_is_neither_drawn_nor_kept(browser: Client, store: Store) -> None:
    given = filled_in(browser) | {"seller_address": "a\n" * 501}
    assert browser.post("/settings/preview", given).context["is_valid"] is False
    assert browser.post("/settings", given).status_code == 200
    assert InvoicingSettings.objects.get(store=store).seller_address == "Calle Larga 8\nSantiago"
