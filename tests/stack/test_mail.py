"""The mail to the buyer, over real processes: sent automatically, once, even if Redis loses its message."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import redis

from config.local.processes import wait_until
from tests.stack.conftest import PATIENCE, World


def mails(world: World) -> list[EmailMessage]:
    """Return the mails of the test's store from the folder of all stores' mails."""
    files = sorted(Path(world.stack.folder, "mails").glob("*"))
    found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    return [mail for mail in found if world.store in str(mail["Subject"])]


def wait_for_mail(world: World) -> None:
    wait_until(
        lambda: bool(world.count("invoices_mailing", "state = 'done'")), seconds=PATIENCE, what="the buyer's mail"
    )


def mail_buyers(world: World) -> None:
    world.database.execute(
        "UPDATE stores_invoicingsettings SET mail_buyers = true"
        " WHERE store_id = (SELECT id FROM stores_store WHERE code = %s)",
        [world.store],
    )
    world.database.execute("UPDATE stores_store SET name = code WHERE code = %s", [world.store])


def test_a_sale_is_mailed_once_with_the_pdf_that_the_link_opens(world: World) -> None:
    mail_buyers(world)
    (document,) = world.wait_for_documents(world.sell(), 1)
    wait_for_mail(world)
    (mail,) = mails(world)
    (attachment,) = mail.iter_attachments()
    assert attachment.get_content() == world.merchant.download(f"{document['url']}.pdf")


def test_a_mail_whose_message_redis_lost_is_sent(world: World, broker: redis.Redis) -> None:
    mail_buyers(world)
    world.stack.kill("worker")
    try:
        world.sell()
        wait_until(lambda: bool(world.count("intake_delivery")), seconds=PATIENCE, what="the webhook")
        broker.flushdb()
    finally:
        world.stack.start("worker")
    wait_for_mail(world)
    assert len(mails(world)) == 1
