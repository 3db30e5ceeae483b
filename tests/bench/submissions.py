"""Documents that a provider issues, from webhook to posted document, beside documents of Folio's own.

Platform and provider answer at once. A document of the provider takes its calls for the document, what was kept of it,
its state at the authority, and its PDF; Folio draws and seals its own.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from statistics import median

from django.test import override_settings

from apps.invoices.models import PaymentMapping
from apps.invoices.submission import accounts
from apps.stores.models import Store
from tests import factories
from tests.bench import provider
from tests.bench.costs import server_pids
from tests.bench.job import Job, Round, running_folio, running_platform
from tests.bench.spread import spread

_ROUNDS, _ORDERS, _STORES = 3, 100, 10
_AIM = 2.5
_HOST, _KEY = "api.haulmer.com", "a key of the bench"


def measure(folder: Path, urls: dict[str, str]) -> None:
    """Print the table, with the aim beside the results."""
    with running_platform() as platform:
        address = f"http://{platform[0]}:{platform[1]}{provider.PATH}"
        with running_folio(folder, urls, platform, PROVIDER_STAND_INS=f"{_HOST}={address}") as running:
            own = [factories.make_store(f"own-{number}") for number in range(_STORES)]
            with override_settings(PROVIDER_STAND_INS={_HOST: address}):
                theirs = [_connected(f"provided-{number}") for number in range(_STORES)]
            job = Job(running, platform, urls, server_pids(urls, folder / "postgresql"))
            for store in (*own, *theirs):
                job.take([store], 4)
            kinds: dict[str, Callable[[], Round]] = {
                "Folio's own": lambda: job.take(own, _ORDERS),
                "of a provider": lambda: job.take(theirs, _ORDERS),
            }
            rounds: dict[str, list[Round]] = {name: [] for name in kinds}
            for _ in range(_ROUNDS):
                for name, kind in kinds.items():
                    rounds[name].append(kind())
            _print(rounds)


def _connected(code: str) -> Store:
    store = factories.make_store(
        code, seller_tax_id="76.795.561-8", seller_legal_name="HAULMER SPA", seller_activity="VENTA"
    )
    PaymentMapping.objects.create(store=store, name="Webpay", key="webpay", code="48", voucher_counts=False)
    credentials = {"environment": "live", "key": _KEY}
    # No line of the log stands in the table.
    logging.disable(logging.INFO)
    found = accounts.look_at(store, "openfactura", credentials)
    accounts.switch_to(accounts.connect(store, "openfactura", credentials, found), store)
    logging.disable(logging.NOTSET)
    return store


def _print(rounds: dict[str, list[Round]]) -> None:
    print(f"Submissions, {_STORES} stores, medians of {_ROUNDS} rounds of {_ORDERS} orders")
    print(f"  the aim: {_AIM} × the CPU of a document of Folio's own")
    print(f"  {'documents':<24}{'a second':>9}{'min–max':>10}{'CPU':>10}{'min–max':>12}{'ratio':>7}")
    own = median(each.milliseconds for each in rounds["Folio's own"])
    for name, found in rounds.items():
        cpu = [each.milliseconds for each in found]
        parts = {part: median(1000 * each.cpu[part] / each.orders for each in found) for part in found[0].cpu}
        print(
            f"  {name:<24}{median(each.rate for each in found):>7.1f}/s{spread((e.rate for e in found), '.0f'):>10}"
            f"{median(cpu):>7.1f} ms{spread(cpu, '.0f'):>12}{median(cpu) / own:>7.1f}"
        )
        print("    ms: " + ", ".join(f"{part} {value:.1f}" for part, value in parts.items()))
