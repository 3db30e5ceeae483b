"""Mail to the buyer over real SMTP: one mail a document, and no repetition after an unknown outcome."""

from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import escape
from pytest_django import Settings

from apps.core.work import GIVE_UP_AFTER
from apps.invoices import links
from apps.invoices.issuing.issue import issue_test_document
from apps.invoices.models import Invoice, MailAttempt, Mailing
from apps.invoices.renditions import pdf_store
from apps.invoices.tasks import sweep
from apps.invoices.transmission import email, email_message
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store
from config.local.servers import free_port
from tests import mail_server
from tests.factories import order
from tests.mail_server import HANG_UP, MailServer

DUE, DONE, FAILED = Mailing.State.DUE, Mailing.State.DONE, Mailing.State.FAILED
SENT, REFUSED, UNREACHABLE = MailAttempt.Outcome.SENT, MailAttempt.Outcome.REFUSED, MailAttempt.Outcome.UNREACHABLE


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server.running(settings) as started:
        yield started


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mailed(store: Store, issue: Callable[..., Invoice]) -> Callable[..., Invoice]:
    """Return a function that issues and renders an invoice of a store that mails its buyers, with changed settings."""

    def issued(document: dict[str, Any] | None = None, **changes: Any) -> Invoice:
        InvoicingSettings.objects.filter(store=store).update(**{"mail_buyers": True} | changes)
        made = issue(store, document)
        pdf_store.make_sure(made.pk)
        return made

    return issued


def to_country(code: str) -> dict[str, Any]:
    document = order()
    document["billing_address"] |= {"country_code": code, "country": code}
    return document


def send(invoice: Invoice) -> Mailing:
    Mailing.objects.filter(invoice=invoice).update(due_at=timezone.now())
    email.send_document(Mailing.objects.get(invoice=invoice).pk)
    return Mailing.objects.get(invoice=invoice)


def outcomes(row: Mailing) -> list[str]:
    return list(row.tries.order_by("pk").values_list("outcome", flat=True))


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


# --- What the buyer gets --------------------------------------------------------------------------------------------
def test_the_buyer_gets_the_stored_pdf_the_link_and_the_total(
    server: MailServer, mailed: Callable[..., Invoice]
) -> None:
    invoice = mailed(mail_reply_to="ayuda@tienda.example", mail_message="Horario: 9 a 18.\n<b>¡Gracias!</b>")
    assert send(invoice).state == DONE
    (envelope,), (message,) = server.taken, server.mails
    assert (envelope.mail_from, envelope.rcpt_tos) == ("documents@folio.example", ["ana@example.com"])
    assert message["Subject"] == "Comprobante de venta F-000001 de Tienda alpha"
    assert message["From"] == "Tienda alpha <documents@folio.example>"
    assert (message["To"], message["Reply-To"]) == ("ana@example.com", "ayuda@tienda.example")
    assert message["Auto-Submitted"] == "auto-generated"
    assert abs(message["Date"].datetime.replace(tzinfo=UTC) - timezone.now()) < timedelta(minutes=1)
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "F-000001.pdf"
    assert attachment.get_content() == pdf_store.pdf_of(invoice)
    plain, html = body(message, "plain"), body(message, "html")
    for text in (plain, html):
        assert "Hola, Ana Muñoz:" in text
        assert links.document_link(invoice) in text
        assert "$10.000" in text.replace(" ", "")
        assert "Horario: 9 a 18." in text
        assert "no es un documento tributario" in text
    assert "<b>¡Gracias!</b>" in plain
    assert "&lt;b&gt;¡Gracias!&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("home", "country", "subject", "phrase"),
    [
        ("CL", "CL", "Comprobante de venta F-000001 de Tienda alpha", "Gracias por tu pedido"),
        ("CL", "GB", "Sales receipt F-000001 from Tienda alpha", "thank you for your order"),
        ("CL", "BR", "Comprovante de venda F-000001 de Tienda alpha", "Agradecemos o seu pedido"),
        ("ES", "PT", "Fatura F-000001 de Tienda alpha", "agradecemos a sua encomenda"),
    ],
)
def test_the_mail_speaks_the_documents_language(
    server: MailServer,
    mailed: Callable[..., Invoice],
    store: Store,
    home: str,
    country: str,
    subject: str,
    phrase: str,
) -> None:
    Store.objects.update(country=home)
    store.refresh_from_db()
    send(mailed(to_country(country)))
    (message,) = server.mails
    assert message["Subject"] == subject
    assert phrase in body(message, "plain")
    assert phrase in body(message, "html")


def test_a_credit_note_is_mailed_with_what_it_credits_and_why(
    server: MailServer, mailed: Callable[..., Invoice], credit: Callable[[Invoice], Invoice]
) -> None:
    note = credit(mailed())
    pdf_store.make_sure(note.pk)
    assert send(note).state == DONE
    (message,) = server.mails
    assert "NC-000001" in message["Subject"]
    for kind in ("plain", "html"):
        assert "F-000001" in body(message, kind)
        assert "Pedido anulado" in body(message, kind)


def test_without_an_address_of_his_own_answers_go_to_the_seller_of_the_document(
    server: MailServer, mailed: Callable[..., Invoice]
) -> None:
    send(mailed(seller_email="ventas@tienda.example"))
    assert server.mails[0]["Reply-To"] == "ventas@tienda.example"
    assert "Las respuestas llegan al vendedor." in body(server.mails[0], "plain")


def test_without_any_address_the_mail_promises_no_answer(server: MailServer, mailed: Callable[..., Invoice]) -> None:
    send(mailed())
    assert server.mails[0]["Reply-To"] is None
    assert "respuestas" not in body(server.mails[0], "plain")


@pytest.mark.parametrize(
    "name",
    [
        "Tienda\r\nBcc: spy@example.com",
        "Tienda\nBcc: spy@example.com",
        'a" <boss@bank.example>, "b',
        "boss@bank.example",
        "Ñandú y “Compañía” " * 12,
        "Tienda\x00\x1b\u2028Bcc: spy@example.com",
        "商店" * 100,
    ],
)
def test_a_name_never_becomes_a_header_or_an_address(
    server: MailServer, mailed: Callable[..., Invoice], store: Store, name: str
) -> None:
    Store.objects.update(name=name.replace("\x00", "")[:255])
    store.refresh_from_db()
    send(mailed(seller_name=name.replace("\x00", "")[:255]))
    (envelope,), (message,) = server.taken, server.mails
    assert envelope.rcpt_tos == ["ana@example.com"]
    assert message["Bcc"] is None
    (sender,) = message["From"].addresses
    assert sender.addr_spec == "documents@folio.example"
    assert sender.display_name[:6] == name[:6]
    assert len(message["Subject"].splitlines()) == 1


# --- The name in the greeting ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        "Tu cuenta esta bloqueada: https://evil.example/pay",
        "Ana hxxp://evil.example",
        "www.evil.example",
        "Ana evil.example/pay",
        "Ana evil.com",
        "Ana EVIL.CO",
        "Ana ｅｖｉｌ．ｃｏｍ",
        "Ana evil。com",
        "Ana münchen-.de",
        "Ana пример.рф",
        "ana@evil.example",
        "Ana ＠evil",
        "Llama al +56 2 2345 6789",
        "Llama ya 22345678",
        "Ana: tu pago fue rechazado",
        "Ana\nTu pago fue rechazado",
        "Ana\r\n\r\nResponde con tu clave",
        "Ana\u2028Responde",
        "Ana\u200b\u202emoc.live",
        "Ana <b>Muñoz</b>",
        "Ana [pagar](evil)",
        "¡Ana, paga hoy!",
        "Ana 🎁",
        "x" * 61,
        "Ana mailto;evil",
        "",
        "   ",
    ],
)
def test_a_name_that_could_be_a_message_is_not_greeted(mailed: Callable[..., Invoice], name: str) -> None:
    invoice = mailed()
    invoice.buyer_name = name
    plain, html = parts_of(invoice)
    for text in (plain, html):
        assert "Hola:" in text
        assert "evil" not in text
        assert not name.strip() or name.strip() not in text
        assert "Responde" not in text
        assert "rechazado" not in text


@pytest.mark.parametrize(
    "name",
    [
        "Ana Muñoz",
        "María José O’Higgins-Núñez",
        "J. R. R. Tolkien",
        "J.R.R. Tolkien",
        "Conceição d'Ávila",
        "Comercial Ñuble & Cía. Ltda.",
        "Inversiones Andes S.A.",
        "Editorial 1984 (Chile) SpA",
        "3M Chile S.A.",
        "Мария Иванова",
        "فاطمة الزهراء",
        "अनीता शर्मा",
        "株式会社さくら",
        "Àngels Col·lell",
        "M.ª del Carmen",
    ],
)
def test_a_name_is_greeted(mailed: Callable[..., Invoice], name: str) -> None:
    invoice = mailed()
    invoice.buyer_name = name
    plain, html = parts_of(invoice)
    assert f"Hola, {name}:" in plain
    assert f"Hola, {escape(name)}:" in html


_ADDRESS = ("name", "surname", "address", "city", "region", "municipality", "postal", "taxid", "company")


def test_nothing_else_in_the_mail_is_the_buyers_or_the_orders_text(
    server: MailServer, mailed: Callable[..., Invoice]
) -> None:
    evil = "evil.example/pay"
    document = order(
        customer={"id": 1, "email": "ana@example.com", "fullname": evil, "phone": evil},
        payment_method_name=evil,
        additional_information=evil,
        billing_address=dict.fromkeys(_ADDRESS, evil),
    )
    document["products"][0] |= {"name": evil, "sku": evil, "brand": evil}
    send(mailed(document))
    (message,) = server.mails
    assert "evil" not in "".join(
        (body(message, "plain"), body(message, "html"), *(str(value) for value in message.values()))
    )


def parts_of(invoice: Invoice) -> tuple[str, str]:
    """Return the mail about `invoice`, as plain text and as HTML."""
    message = email_message.compose_message(Mailing.objects.get(invoice_id=invoice.pk), invoice, b"%PDF")
    (html,) = message.alternatives
    return str(message.body), str(html[0])


# --- Who gets mail --------------------------------------------------------------------------------------------------
def test_the_mailing_is_there_with_the_document_and_rung_for_when_its_pdf_is(
    store: Store, issue: Callable[..., Invoice], published: list[tuple[str, int]]
) -> None:
    InvoicingSettings.objects.update(mail_buyers=True)
    invoice = issue(store)
    row = Mailing.objects.get(invoice=invoice)
    assert (row.state, row.recipient, row.by_hand) == (DUE, "ana@example.com", False)
    assert ("invoices.mail", row.pk) not in published
    pdf_store.render_and_store(invoice.rendering.pk)
    assert published[-1] == ("invoices.mail", row.pk)


def test_a_mail_that_redis_forgot_is_swept(mailed: Callable[..., Invoice], published: list[tuple[str, int]]) -> None:
    invoice = mailed()
    Mailing.objects.update(rung_at=None)
    sweep()
    assert ("invoices.mail", Mailing.objects.get(invoice=invoice).pk) in published


@pytest.mark.parametrize("address", ["", "ana", "ana@", "ana@example.com\nBcc: b@example.com", '"a b"@example.com'])
def test_an_address_that_cannot_be_one_gets_no_mail_and_stops_no_document(
    mailed: Callable[..., Invoice], address: str
) -> None:
    invoice = mailed(order(customer={"id": 1, "email": address, "fullname": "Ana"}))
    assert invoice.number == "F-000001"
    assert not Mailing.objects.exists()


def test_nobody_gets_mail_whose_store_does_not_want_it(mailed: Callable[..., Invoice]) -> None:
    mailed(mail_buyers=False)
    assert not Mailing.objects.exists()


def test_a_test_document_is_never_mailed(store: Store) -> None:
    InvoicingSettings.objects.update(mail_buyers=True)
    data = read_order(order()).data
    assert data is not None
    test = issue_test_document(store=store, invoicing_settings=InvoicingSettings.objects.get(), order=data)
    assert not Mailing.objects.exists()
    with pytest.raises(email.NotMailed):
        email.send_again(test, "ana@example.com", seen=0)


def test_before_the_pdf_is_there_nothing_is_tried(
    server: MailServer, store: Store, issue: Callable[..., Invoice]
) -> None:
    InvoicingSettings.objects.update(mail_buyers=True)
    row = send(issue(store))
    assert (row.state, row.attempts, row.error, outcomes(row)) == (DUE, 0, "", [])
    assert Mailing.sweep() == []


# --- What the server says -------------------------------------------------------------------------------------------
def test_a_mail_is_sent_once_however_often_it_is_asked_for(server: MailServer, mailed: Callable[..., Invoice]) -> None:
    invoice = mailed()
    for _ in range(3):
        row = send(invoice)
    assert (row.state, outcomes(row), len(server.taken)) == (DONE, [SENT], 1)


def test_a_refused_recipient_is_final_and_told_in_the_servers_words(
    server: MailServer, mailed: Callable[..., Invoice]
) -> None:
    server.to_recipients = ["550 5.1.1 <ana@example.com>: no such user"]
    row = send(mailed())
    assert (row.state, outcomes(row), server.taken) == (FAILED, [REFUSED], [])
    assert row.tries.get().detail == row.error == "550 5.1.1 <ana@example.com>: no such user"


def test_a_mail_refused_after_it_was_read_is_final(server: MailServer, mailed: Callable[..., Invoice]) -> None:
    server.to_mails = ["554 5.7.1 spam"]
    row = send(mailed())
    assert (row.state, row.error, outcomes(row)) == (FAILED, "554 5.7.1 spam", [REFUSED])


@pytest.mark.parametrize("told", ["to_recipients", "to_mails"])
def test_a_refusal_for_now_is_tried_again_later(server: MailServer, mailed: Callable[..., Invoice], told: str) -> None:
    setattr(server, told, ["451 4.7.1 try later"])
    invoice = mailed()
    row = send(invoice)
    assert (row.state, row.error) == (DUE, "451 4.7.1 try later")
    assert row.due_at > timezone.now()
    row = send(invoice)
    assert (row.state, outcomes(row), len(server.taken)) == (DONE, [REFUSED, SENT], 1)


def test_a_server_that_is_away_is_tried_again_and_given_up_in_the_end(
    settings: Settings, mailed: Callable[..., Invoice]
) -> None:
    mail_server.use(settings, free_port())
    invoice = mailed()
    row = send(invoice)
    assert (row.state, row.error, outcomes(row)) == (DUE, "ConnectionRefusedError", [UNREACHABLE])
    Mailing.objects.update(attempts=GIVE_UP_AFTER - 1)
    assert send(invoice).state == FAILED


def test_without_a_mail_server_the_merchant_reads_why(settings: Settings, mailed: Callable[..., Invoice]) -> None:
    settings.EMAIL_BACKEND = "apps.core.smtp.NoServer"
    row = send(mailed())
    assert (row.state, outcomes(row)) == (DUE, [UNREACHABLE])
    assert row.error == "421 this installation has no mail server: EMAIL_URL is not set"


def test_a_server_that_hangs_up_before_it_has_the_mail_is_tried_again(
    server: MailServer, mailed: Callable[..., Invoice]
) -> None:
    server.to_recipients = [HANG_UP]
    invoice = mailed()
    assert send(invoice).state == DUE
    assert outcomes(send(invoice)) == [UNREACHABLE, SENT]


def test_a_server_that_hangs_up_with_the_mail_may_have_sent_it(
    server: MailServer, mailed: Callable[..., Invoice]
) -> None:
    server.to_mails = [HANG_UP]
    invoice = mailed()
    for _ in range(2):
        row = send(invoice)
    assert (row.state, outcomes(row), len(server.taken)) == (FAILED, [""], 1)
    assert row.error.startswith(email.MAY_HAVE_BEEN_SENT)


def test_an_attempt_that_nobody_lived_to_close_is_not_repeated(
    server: MailServer, mailed: Callable[..., Invoice]
) -> None:
    invoice = mailed()
    row = Mailing.objects.get(invoice=invoice)
    MailAttempt.objects.create(store=row.store, mailing=row)
    Mailing.objects.update(state=Mailing.State.CLAIMED, attempts=1)
    row = send(invoice)
    assert (row.state, row.error, server.taken) == (FAILED, email.MAY_HAVE_BEEN_SENT, [])
    row.reopen()
    assert send(invoice).state == FAILED


def test_a_late_worker_whose_mail_was_taken_has_the_last_word(
    server: MailServer, mailed: Callable[..., Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice, hand_over = mailed(), email._hand_over

    def slowly(message: Any) -> Any:
        send(invoice)
        assert Mailing.objects.get(invoice=invoice).state == FAILED
        return hand_over(message)

    monkeypatch.setattr(email, "_hand_over", slowly)
    row = send(invoice)
    assert (row.state, outcomes(row), len(server.taken)) == (DONE, [SENT], 1)


def test_dots_and_long_lines_arrive_as_they_were(server: MailServer, mailed: Callable[..., Invoice]) -> None:
    words = ".\n..\n.hidden\n" + "x" * 1990
    send(mailed(mail_message=words))
    assert words in body(server.mails[0], "plain").replace("\r\n", "\n")


def test_a_mail_sent_twice_is_one_mail_to_whoever_reads_it(server: MailServer, mailed: Callable[..., Invoice]) -> None:
    invoice = mailed()
    send(invoice)
    Mailing.objects.update(state=DUE)
    MailAttempt.objects.update(outcome=UNREACHABLE)
    send(invoice)
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_a_damaged_pdf_is_not_mailed(server: MailServer, mailed: Callable[..., Invoice], tmp_path: Path) -> None:
    invoice = mailed()
    for stored in tmp_path.rglob("*.pdf"):
        stored.write_bytes(b"%PDF-other")
    row = send(invoice)
    assert (row.state, row.error, server.taken) == (DUE, "The mail was not written: DamagedRendition.", [])


def test_nothing_personal_is_logged(
    server: MailServer, mailed: Callable[..., Invoice], caplog: pytest.LogCaptureFixture
) -> None:
    server.to_recipients = ["451 <ana@example.com> later", "550 <ana@example.com> unknown"]
    invoice = mailed()
    for _ in range(2):
        send(invoice)
    ours = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("apps."))
    assert "mail attempt" in ours
    assert "ana@" not in ours
    assert "Ana" not in ours


# --- By hand --------------------------------------------------------------------------------------------------------
def test_a_mail_sent_again_by_hand_goes_where_the_merchant_says_with_an_id_of_its_own(
    server: MailServer, mailed: Callable[..., Invoice]
) -> None:
    invoice = mailed()
    send(invoice)
    again = email.send_again(invoice, " berta@example.com ", seen=1)
    email.send_document(again.pk)
    assert [envelope.rcpt_tos for envelope in server.taken] == [["ana@example.com"], ["berta@example.com"]]
    first, second = server.mails
    assert first["Message-ID"] != second["Message-ID"]


def test_while_a_mail_is_on_its_way_or_came_since_no_other_is_sent(
    server: MailServer, mailed: Callable[..., Invoice]
) -> None:
    invoice = mailed()
    for seen in (1, 0):
        with pytest.raises(email.MailOnItsWay):
            email.send_again(invoice, "ana@example.com", seen=seen)
    send(invoice)
    email.send_document(email.send_again(invoice, "ana@example.com", seen=1).pk)
    with pytest.raises(email.MailOnItsWay):
        email.send_again(invoice, "ana@example.com", seen=1)
    assert len(server.taken) == 2


@pytest.mark.parametrize("address", ["", "ana", "ana@example.com, b@example.com", "ana@example.com\nBcc: b@e.com"])
def test_by_hand_too_an_address_must_be_one(mailed: Callable[..., Invoice], address: str) -> None:
    with pytest.raises(email.NoMailAddress):
        email.send_again(mailed(mail_buyers=False), address, seen=0)
