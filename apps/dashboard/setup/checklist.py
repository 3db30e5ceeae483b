"""Setup steps: the decisions of a new merchant, and automatic issuing.

Until it is turned on, paid orders wait: a document with a wrong seller, tax or number cannot be withdrawn unseen.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.automation import order_state
from apps.automation.models import OrderRecord, OrderRecordQuerySet
from apps.core.errors import FolioError
from apps.dashboard.settings import sections, seller_tax_id
from apps.dashboard.settings.form import InvoicingSettingsForm, save_settings
from apps.dashboard.settings.sections import Section
from apps.intake import receive
from apps.stores import settings_log
from apps.stores.models import InvoicingSettings, Store

# Without them documents would be wrong, or could not be corrected later; the others have usable defaults.
_NEEDED = ("seller", "taxes", "numbering")


class NotReady(FolioError):
    """A required step is missing for automatic issuing."""

    code = "not_ready"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the setup steps, with its form; the open one is the next to complete."""

    section: Section
    form: InvoicingSettingsForm
    is_done: bool
    is_open: bool


def steps_of(store: Store, given: InvoicingSettingsForm | None = None) -> list[Step]:
    """Return the setup steps of `store`; `given`, a refused form, replaces its step's own."""
    invoicing_settings = InvoicingSettings.objects.select_related("store", "logo").get(store=store)
    done, wrong = invoicing_settings.steps_done, given.sections[0].name if given else ""
    here = wrong or next((name for name in sections.FIRST_STEPS if name not in done), "")
    forms = {
        name: InvoicingSettingsForm(instance=invoicing_settings, section=sections.BY_NAME[name])
        for name in sections.FIRST_STEPS
    }
    if given:
        forms[wrong] = given
    return [
        Step(section=sections.BY_NAME[name], form=form, is_done=name in done, is_open=name == here)
        for name, form in forms.items()
    ]


def save_step(store: Store, section: Section, data: Any, files: Any, *, by: str) -> InvoicingSettingsForm:
    """Save `data` and `files` as the step `section` and record that it is done, if valid; return the form.

    `by` is the session's digest.
    """
    form = save_settings(store, data, files, by=by, section=section)
    if not form.errors:
        with transaction.atomic():
            invoicing_settings = InvoicingSettings.objects.select_for_update().get(store=store)
            invoicing_settings.steps_done = [*{*invoicing_settings.steps_done, section.name}]
            invoicing_settings.save(update_fields=["steps_done"])
    return form


def lacking(invoicing_settings: InvoicingSettings) -> list[Promise]:
    """Return what is required before automatic issuing, in the merchant's terms."""
    return list(_lacking(invoicing_settings))


class _StillWaiting(Exception):
    """An unwanted order began to wait after the others were marked."""


def turn_on_issuing(store: Store, *, by: str, with_waiting: bool) -> None:
    """Turn automatic issuing on; `with_waiting` also issues the paid orders that wait. Raise NotReady.

    Otherwise these stay pending until the merchant issues them manually, even if new webhooks arrive: they may have
    documents from elsewhere.
    """
    while True:
        with suppress(_StillWaiting):
            _turn_on(store, by=by, with_waiting=with_waiting)
            return


@transaction.atomic
def _turn_on(store: Store, *, by: str, with_waiting: bool) -> None:
    """Mark the unwanted orders, then turn automatic issuing on. Raise NotReady, _StillWaiting.

    The orders are locked before the settings, in the general order of row locks. So another order can begin to wait in
    between, but none after the settings are locked.
    """
    if not with_waiting:
        order_state.leave_to_merchant(waiting_orders(store).locked())
    with settings_log.log_changes(store, by=by):
        invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=store)
        if lacking(invoicing_settings):
            raise NotReady("Finish the first steps before Folio may issue by itself.")
        if not with_waiting and waiting_orders(store).exists():
            raise _StillWaiting
        InvoicingSettings.objects.filter(store=store).update(issues_automatically=True)
        if with_waiting:
            receive.ask_again_for_all(store.pk, waiting_orders(store).values_list("order_id", flat=True))


def turn_off_issuing(store: Store, *, by: str) -> None:
    """Turn automatic issuing off: from now on every order waits for the merchant."""
    with settings_log.log_changes(store, by=by):
        InvoicingSettings.objects.filter(store=store).update(issues_automatically=False)


def waiting_orders(store: Store) -> OrderRecordQuerySet:
    """Return the paid orders that wait for automatic issuing, or are held by a setting, oldest record first."""
    return OrderRecord.objects.waiting_for_start().filter(store=store).order_by("pk")


def _lacking(invoicing_settings: InvoicingSettings) -> Iterator[Promise]:
    for name in _NEEDED:
        if name not in invoicing_settings.steps_done:
            yield sections.BY_NAME[name].title
    if not (invoicing_settings.seller_name and invoicing_settings.seller_tax_id and invoicing_settings.seller_address):
        yield _("Your name, tax number and address")
    else:
        try:
            seller_tax_id.check_seller_tax_id(invoicing_settings.seller_tax_id, invoicing_settings.store.country)
        except ValidationError:
            yield _("A valid tax number of your business")
