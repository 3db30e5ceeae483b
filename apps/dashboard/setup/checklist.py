"""The first steps: what a new merchant decides, and the switch that lets Folio issue by itself.

Until it is turned on, paid orders wait: a document with the wrong seller, tax or number cannot be taken back unseen.
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

# Without them documents would be wrong, or could not be mended later; the others may stay as they are.
_NEEDED = ("seller", "taxes", "numbering")


class NotReady(FolioError):
    """Something must be decided before Folio may issue by itself."""

    code = "not_ready"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first steps, with its form; the open one is where the merchant goes on."""

    section: Section
    form: InvoicingSettingsForm
    is_done: bool
    is_open: bool


def steps_of(store: Store, given: InvoicingSettingsForm | None = None) -> list[Step]:
    """Returns the first steps of STORE; the form GIVEN, which was refused, takes the place of its step's own."""
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
    """Saves DATA and FILES as the step SECTION and notes that it is done, if they are valid; returns the form.

    BY is the session's digest.
    """
    form = save_settings(store, data, files, by=by, section=section)
    if not form.errors:
        with transaction.atomic():
            invoicing_settings = InvoicingSettings.objects.select_for_update().get(store=store)
            invoicing_settings.steps_done = [*{*invoicing_settings.steps_done, section.name}]
            invoicing_settings.save(update_fields=["steps_done"])
    return form


def lacking(invoicing_settings: InvoicingSettings) -> list[Promise]:
    """Returns what must be done before Folio may issue by itself, in the merchant's words."""
    return list(_lacking(invoicing_settings))


class _StillWaiting(Exception):
    """An order that is not wanted came to wait after the others were marked."""


def turn_on_issuing(store: Store, *, by: str, with_waiting: bool) -> None:
    """Let Folio issue by itself, `with_waiting` also for the paid orders that came before. Raises NotReady.

    Without, these wait for a person's word whatever is heard of them: they may have documents from elsewhere.
    """
    while True:
        with suppress(_StillWaiting):
            _turn_on(store, by=by, with_waiting=with_waiting)
            return


@transaction.atomic
def _turn_on(store: Store, *, by: str, with_waiting: bool) -> None:
    """Mark the orders that are not wanted, then turn the switch on. Raises NotReady, _StillWaiting.

    The orders are locked before the settings, in the order in which all row locks are taken. So another one can come
    to wait in between; from then on none can.
    """
    if not with_waiting:
        order_state.leave_to_merchant(waiting_orders(store).locked())
    with settings_log.logged(store, by=by):
        invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=store)
        if lacking(invoicing_settings):
            raise NotReady("Finish the first steps before Folio may issue by itself.")
        if not with_waiting and waiting_orders(store).exists():
            raise _StillWaiting
        InvoicingSettings.objects.filter(store=store).update(issues_automatically=True)
        if with_waiting:
            receive.ask_again_for_all(store.pk, waiting_orders(store).values_list("order_id", flat=True))


def turn_off_issuing(store: Store, *, by: str) -> None:
    """Lets every order wait for a person from now on."""
    with settings_log.logged(store, by=by):
        InvoicingSettings.objects.filter(store=store).update(issues_automatically=False)


def waiting_orders(store: Store) -> OrderRecordQuerySet:
    """Returns the paid orders that wait for the switch, or that a setting held up, in the order in which they came."""
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
