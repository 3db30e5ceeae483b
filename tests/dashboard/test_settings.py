"""The settings page: every field under a heading, labels edited one a line, errors shown at their field."""

import html
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import BoundField
from django.test import Client
from PIL import Image

from apps.automation.models import OrderRecord
from apps.dashboard.home import overview
from apps.dashboard.settings import seller_address
from apps.dashboard.settings.form import InvoicingSettingsForm
from apps.dashboard.settings.rounding_example import rounding_examples
from apps.orders.checkout_questions import DEFAULT, TARGETS, LabelMap
from apps.stores import logos
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store

Submit = Callable[..., InvoicingSettingsForm]


@pytest.fixture
def submit(invoicing_settings: InvoicingSettings) -> Submit:
    """Return a function that submits the form with `changes`, saves it if valid and returns it."""

    def submitted(**changes: Any) -> InvoicingSettingsForm:
        current = InvoicingSettings.objects.get(pk=invoicing_settings.pk)
        shown = {field.name: field.value() for field in InvoicingSettingsForm(instance=current)}
        values = {name: "" if value is None else value for name, value in (shown | changes).items()}
        form = InvoicingSettingsForm(values, instance=current)
        if form.is_valid():
            form.save()
        return form

    return submitted


def labels_of(invoicing_settings: InvoicingSettings) -> LabelMap:
    invoicing_settings.refresh_from_db()
    return LabelMap.with_defaults(invoicing_settings.buyer_labels)


def test_every_field_stands_under_one_heading_with_its_label_and_help(invoicing_settings: InvoicingSettings) -> None:
    form = InvoicingSettingsForm(instance=invoicing_settings)
    shown: list[BoundField] = [field for fieldset in form.fieldsets() for field in fieldset.fields]
    assert sorted(field.name for field in shown) == sorted(form.fields)
    # The parts of an address are clear by their labels.
    explained = [field for field in shown if field.name not in seller_address.FIELDS]
    assert [field.name for field in explained if not field.label or not field.help_text] == []


def test_saving_what_is_shown_changes_nothing(submit: Submit, invoicing_settings: InvoicingSettings) -> None:
    assert submit().errors == {}
    assert labels_of(invoicing_settings) == DEFAULT
    assert invoicing_settings.buyer_labels == {}
    assert (invoicing_settings.free_orders, invoicing_settings.wrong_tax_id) == ("skip", "warn")


def test_labels_are_kept_one_a_line_in_their_order(submit: Submit, invoicing_settings: InvoicingSettings) -> None:
    assert submit(labels_company="  Mi   empresa \n\n¿Mi empresa?\nRazón social\r\n").errors == {}
    assert labels_of(invoicing_settings).company == ("Mi empresa", "Razón social")
    assert set(invoicing_settings.buyer_labels) == {"company"}
    assert submit(free_orders="invoice", wrong_tax_id="hold").errors == {}
    assert labels_of(invoicing_settings).company == ("Mi empresa", "Razón social")
    assert (invoicing_settings.free_orders, invoicing_settings.wrong_tax_id) == ("invoice", "hold")


def test_an_emptied_list_is_folios_own_again(submit: Submit, invoicing_settings: InvoicingSettings) -> None:
    submit(labels_company="Mi empresa")
    assert submit(labels_company=" \n ").errors == {}
    assert labels_of(invoicing_settings) == DEFAULT
    assert invoicing_settings.buyer_labels == {}
    assert list(submit(labels_tax_id="Documento", labels_wants_factura="").errors) == ["labels_wants_factura"]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("labels_company", "x" * 101, "100"),
        ("labels_company", "\n".join(f"Empresa {number}" for number in range(51)), "50"),
        ("labels_company", "Empresa\n¿?", "¿?"),
        ("labels_tax_id", "RUT\nEmpresa:", "Empresa:"),
        ("labels_wants_factura", "¿Giro?", "¿Giro?"),
        ("labels_company", "a\x00b", ""),
        ("free_orders", "maybe", ""),
        ("wrong_tax_id", "", ""),
        ("fallback_tax_rate", "100", ""),
        ("fallback_tax_rate", "-1", ""),
        ("credit_note_prefix", "F-", ""),
    ],
)
def test_bad_input_is_answered_beside_its_field_and_changes_nothing(
    submit: Submit, invoicing_settings: InvoicingSettings, field: str, text: str, said: str
) -> None:
    errors = submit(**{field: text}).errors
    assert any(said in str(error) for list_ in errors.values() for error in list_)
    assert "__all__" not in errors
    assert list(errors) == [field]
    invoicing_settings.refresh_from_db()
    assert (invoicing_settings.buyer_labels, invoicing_settings.free_orders, invoicing_settings.fallback_tax_rate) == (
        {},
        "skip",
        None,
    )


def test_fifty_labels_of_a_hundred_characters_are_fine(submit: Submit, invoicing_settings: InvoicingSettings) -> None:
    most = [f"{number:0100}" for number in range(50)]
    assert submit(labels_company="\n".join(most)).errors == {}
    assert labels_of(invoicing_settings).company == tuple(most)


def test_each_target_has_its_list(invoicing_settings: InvoicingSettings) -> None:
    form = InvoicingSettingsForm(instance=invoicing_settings)
    for target in TARGETS:
        assert form[f"labels_{target}"].value().splitlines() == list(getattr(DEFAULT, target))


def test_orders_that_wait_come_before_documents_to_look_at(store: Store) -> None:
    reasons = [{"code": "wrong_tax_id"}]
    for order_id, state in ((1, "held"), (2, "issued")):
        OrderRecord.objects.create(store=store, order_id=order_id, state=state, reasons=reasons)
    waiting = overview.overview_of(store)["waiting"]["rows"]
    assert [order["row"].order_id for order in waiting] == [1, 2]
    assert all(reason["text"] for order in waiting for reason in order["reasons"])


def picture(colour: str = "navy", name: str = "logo.png") -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (60, 30), colour).save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/png")


def filled_in(browser: Client) -> dict[str, Any]:
    form = browser.get("/settings").context["form"]
    shown = {field.name: field.value() for field in form}
    return {name: value for name, value in shown.items() if value is not None and value is not False}


def test_a_logo_is_uploaded_shown_and_taken_away(store: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(store)
    assert browser.get("/settings/logo").status_code == 404
    assert browser.post("/settings", filled_in(browser) | {"logo_file": picture()}).status_code == 302
    shown = browser.get("/settings/logo")
    assert (shown.status_code, shown["Content-Type"], shown["X-Content-Type-Options"]) == (200, "image/png", "nosniff")
    assert Image.open(BytesIO(shown.content)).size == (60, 30)
    assert 'src="/settings/logo?' in browser.get("/settings").content.decode()
    assert browser.post("/settings", filled_in(browser)).status_code == 302
    assert browser.get("/settings/logo").status_code == 200
    assert browser.post("/settings", filled_in(browser) | {"logo_remove": "on"}).status_code == 302
    assert browser.get("/settings/logo").status_code == 404


def test_a_logo_is_seen_by_its_own_store_only(store: Store, signed_in: Callable[[Store], Client]) -> None:
    other = signed_in(make_store("beta"))
    assert other.post("/settings", filled_in(other) | {"logo_file": picture()}).status_code == 302
    assert signed_in(store).get("/settings/logo").status_code == 404
    assert Client().get("/settings/logo").status_code == 403


def test_what_is_no_picture_is_answered_beside_its_field_and_changes_nothing(
    store: Store, signed_in: Callable[[Store], Client]
) -> None:
    browser = signed_in(store)
    hostile = SimpleUploadedFile("logo.svg", b"<svg><script>alert(1)</script></svg>", content_type="image/svg+xml")
    answer = browser.post("/settings", filled_in(browser) | {"logo_file": hostile, "notes": "Gracias"})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["logo_file"]
    assert InvoicingSettings.objects.get(store=store).notes == ""


@pytest.mark.parametrize("path", ["/settings", "/settings/preview", "/start/paper"])
def test_a_logo_is_decoded_before_any_transaction(
    store: Store, signed_in: Callable[[Store], Client], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, decode, within = signed_in(store), logos.read_logo, []

    def read(file: Any) -> logos.Picture:
        within.append(list(connection.savepoint_ids))
        return decode(file)

    monkeypatch.setattr(logos, "read_logo", read)
    assert browser.post(path, filled_in(browser) | {"logo_file": picture()}).status_code in (200, 302)
    assert within == [connection.savepoint_ids]


@pytest.mark.parametrize(("country", "words"), [("CL", "Receipts, not tax documents"), ("DE", "Invoices")])
def test_the_page_says_what_the_documents_are(
    store: Store, signed_in: Callable[[Store], Client], country: str, words: str
) -> None:
    Store.objects.filter(pk=store.pk).update(country=country)
    assert (
        f"<strong>{words}</strong>"
        in signed_in(store).get("/settings", headers={"Accept-Language": "en"}).content.decode()
    )


def test_names_that_are_left_out_are_kept_as_written_each_once(
    submit: Submit, invoicing_settings: InvoicingSettings
) -> None:
    form = submit(left_out_payment_methods="Transbank  POS\n\ntransbank pos\nWebpay")
    assert form.is_valid(), form.errors
    form.save()
    invoicing_settings.refresh_from_db()
    assert invoicing_settings.left_out_payment_methods == ["Transbank POS", "Webpay"]
    assert not submit(left_out_sources="\n".join(f"Origen {number}" for number in range(51))).is_valid()
    assert not submit(left_out_sources="---").is_valid()


def test_a_page_that_was_opened_before_a_change_elsewhere_does_not_undo_it(
    store: Store, signed_in: Callable[[Store], Client]
) -> None:
    browser = signed_in(store)
    form = browser.get("/settings").context["form"]
    shown = {each.html_name: each.value() for each in form if each.value() not in (None, False)}
    shown |= {each.html_initial_name: each.value() for each in form if each.field.show_hidden_initial and each.value()}
    page = browser.get("/settings").content.decode()
    assert 'name="initial-seller_address"' in page
    assert 'name="initial-logo_file"' not in page
    InvoicingSettings.objects.filter(store=store).update(seller_address="Calle Nueva 1", test_mode=True)
    answer = browser.post("/settings", shown | {"initial-test_mode": "False", "footer": "tienda.example"})
    assert answer.status_code == 302
    invoicing_settings = InvoicingSettings.objects.get(store=store)
    assert (invoicing_settings.seller_address, invoicing_settings.test_mode, invoicing_settings.footer) == (
        "Calle Nueva 1",
        True,
        "tienda.example",
    )
    browser.post(
        "/settings", shown | {"initial-test_mode": "True", "buyers_language": "", "initial-buyers_language": "True"}
    )
    invoicing_settings = InvoicingSettings.objects.get(store=store)
    assert (invoicing_settings.test_mode, invoicing_settings.buyers_language) == (False, False)


@pytest.mark.parametrize(("country", "currency"), [("CL", "CLP"), ("PT", "EUR"), ("ES", "EUR"), ("MX", "MXN")])
def test_the_example_of_roundings_is_drafted_both_ways(
    db: None, signed_in: Callable[[Store], Client], country: str, currency: str
) -> None:
    store = make_store()
    store.currency, store.country = currency, country
    store.save()
    by_line, by_document = rounding_examples(InvoicingSettings.objects.select_related("store").get(store=store))
    assert by_line.tax != by_document.tax
    assert by_line.net != by_document.net
    assert (by_line.total, by_line.lines) == (by_document.total, by_document.lines)
    page = html.unescape(signed_in(store).get("/settings").content.decode())
    assert all(figure in page for figure in (by_line.tax, by_document.tax, by_line.lines))


def test_without_a_tax_there_is_no_example_of_roundings(db: None) -> None:
    store = make_store(fallback_tax_rate=0)
    assert rounding_examples(InvoicingSettings.objects.select_related("store").get(store=store)) == []


def test_what_official_documents_lack_of_the_seller_is_told(
    invoicing_settings: InvoicingSettings, signed_in: Callable[[Store], Client]
) -> None:
    browser = signed_in(invoicing_settings.store)
    link = 'href="/settings#id_seller_legal_name"'
    assert link in browser.get("/settings").content.decode()
    InvoicingSettings.objects.update(seller_legal_name="Tienda SpA")
    assert link not in browser.get("/settings").content.decode()
