"""Live preview of the paper: the time from a merchant's changed form to the last byte of the image."""

import time
from statistics import median

from django.test import Client
from django.test.utils import override_settings

from apps.dashboard.settings.form import InvoicingSettingsForm
from apps.stores.models import InvoicingSettings
from tests.bench import filling
from tests.bench.lists import signed_in
from tests.bench.spread import spread

_LIMIT = 0.3
_ROUNDS = 25


def measure() -> None:
    """Print the table: server time of the whole form and of the image's PDF, each with a changed setting."""
    store = filling.make_store("preview")
    browser, form = signed_in(store), InvoicingSettingsForm(instance=InvoicingSettings.objects.get(store=store))
    with override_settings(DEBUG=False, ALLOWED_HOSTS=["*"]):
        given = {field.name: field.value() for field in form if field.value() not in (None, False)}
        taken = [_time(browser, given | {"footer": f"www.example.com/{number}"}) for number in range(_ROUNDS)]
    here, reach = median(taken), spread(1000 * each for each in taken)
    print(f"Live preview, median of {_ROUNDS} changes in one warm process, beside the limit of {1000 * _LIMIT:.0f} ms")
    print(f"  median {1000 * here:.0f} ms, min–max {reach} ms, ratio to the limit {here / _LIMIT:.2f}")


def _time(browser: Client, given: dict[str, object]) -> float:
    start = time.perf_counter()
    answer = browser.post("/settings/preview", given)
    taken = time.perf_counter() - start
    if b"data:image/png" not in answer.content:
        raise RuntimeError("The preview holds no picture.")
    return taken
