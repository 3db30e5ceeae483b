"""The monthly e-mail that brings a merchant the latest seals of every series, to be kept outside Folio.

A seal proves the documents before it only to a holder of a copy from elsewhere: Folio's database could be rebuilt.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext

from apps.core import clock, periodic, queue
from apps.invoices import languages, recipients
from apps.invoices.issuing import seals
from apps.invoices.models import SealMailing
from apps.invoices.transmission import email
from apps.stores.models import InvoicingSettings, Store


def prepare_seal_mailings() -> None:
    """Insert and enqueue this month's mailing of each store that wants one and has documents.

    A store has one mailing a month, by the store's time zone, however often this runs. An error concerns one store.
    """
    wanted = InvoicingSettings.objects.filter(mail_seals=True).exclude(store__status=Store.Status.UNINSTALLED)
    for invoicing_settings in wanted.select_related("store").order_by("pk"):
        with periodic.one_of_many("prepare seals", store=invoicing_settings.store.code):
            _prepare(invoicing_settings)


def send_seals(mailing_id: int) -> None:
    """Send the mailing `mailing_id` if it is due; a temporary failure makes it due again later. Safe to repeat."""
    SealMailing.run(mailing_id, _compose, close=email.deliver, postpone=email.postpone_mailing)


def send_seals_again(row: SealMailing) -> None:
    """Retry the mailing `row` if it has failed; one that may have been sent fails again."""
    row.reopen()
    queue.enqueue("invoices.mail_seals", row.pk)


def _prepare(invoicing_settings: InvoicingSettings) -> None:
    store = invoicing_settings.store
    addresses = map(recipients.recipient_address, (invoicing_settings.seller_email, store.email))
    recipient = next(filter(None, addresses), "")
    if not recipient or not seals.chains_of(store):
        return
    month = clock.today(store.time_zone).replace(day=1)
    row, is_new = SealMailing.objects.get_or_create(store=store, month=month, defaults={"recipient": recipient})
    if is_new:
        queue.enqueue("invoices.mail_seals", row.pk)


def _compose(row: SealMailing) -> EmailMultiAlternatives:
    """Return the e-mail, with the same Message-ID for every try."""
    invoicing_settings = InvoicingSettings.objects.get(store=row.store)
    host = urlsplit(settings.APP_URL).hostname
    with translation.override(languages.interface_language(invoicing_settings.language, row.store.country)):
        return EmailMultiAlternatives(
            subject=gettext("Seals of your documents, %(month)s") % {"month": f"{row.month:%Y-%m}"},
            body=_body(row.store),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[row.recipient],
            # RFC 3834: machines do not answer.
            headers={"Message-ID": f"<seals.{row.pk}@{host}>", "Auto-Submitted": "auto-generated"},
        )


def _body(store: Store) -> str:
    about = gettext("The latest seals of the documents that Folio issued for your shop %(shop)s:") % {
        "shop": store.code
    }
    use = gettext(
        "Keep this mail. If somebody doubts your documents, download all of them and run verify.py with these lines: "
        "it proves that nothing up to these seals was changed, taken out or slipped in."
    )
    why = gettext("You get this mail once a month because you chose so in the settings of Folio.")
    notes = [f"{chain.series}: {chain.count}\n{chain.note}" for chain in seals.chains_of(store)]
    return "\n\n".join([about % {"shop": store.code}, *notes, use, why, ""])
