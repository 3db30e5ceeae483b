"""Starting a real sandbox for tests.

with start_sandbox(app_url="http://127.0.0.1:9000") as sandbox:
    sandbox.create_store("casa", currency="EUR", country="ES", timezone="Europe/Madrid")
    order = sandbox.create_order("casa", template="eur-coupon-discount")
    sandbox.pay("casa", order["order"]["id"])
"""

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import requests

from config.environment import PROJECT
from config.local.processes import Process, stop, wait_until
from config.local.sandbox import CLIENT_ID, CLIENT_SECRET, Sandbox
from config.local.servers import free_port

_START_SECONDS = 30.0


@contextlib.contextmanager
def start_sandbox(
    *,
    app_url: str = "http://127.0.0.1:8000",
    store_code: str = "demo-store",
    webhook_time_scale: float = 1.0,
    port: int = 0,
    client_id: str = CLIENT_ID,
    client_secret: str = CLIENT_SECRET,
    app_code: str = "folio",
) -> Iterator[Sandbox]:
    """Run `manage.py sandbox` on `port` (0: a free one) until the context ends. Raise ProcessEnded if it fails.

    An App with another `client_id` and `client_secret` than the defaults gets its tokens itself, not from `Sandbox`.
    """
    port = port or free_port()
    options = {"port": port, "app-url": app_url, "store-code": store_code, "webhook-time-scale": webhook_time_scale}
    options |= {"client-id": client_id, "client-secret": client_secret, "app-code": app_code}
    command = [sys.executable, str(PROJECT / "manage.py"), "sandbox"]
    command += [f"--{name}={value}" for name, value in options.items()]
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.sandbox"}
    with tempfile.TemporaryDirectory() as folder:
        process = Process("sandbox", command, settings, Path(folder) / "sandbox.log")
        sandbox = Sandbox(f"http://127.0.0.1:{port}", app_url)
        try:
            wait_until(lambda: _answers(sandbox, process), seconds=_START_SECONDS, what="the sandbox to answer")
            yield sandbox
        finally:
            sandbox.session.close()
            stop([process])


def _answers(sandbox: Sandbox, process: Process) -> bool:
    process.check()
    with contextlib.suppress(requests.ConnectionError):
        return bool(sandbox.control("GET", "health")["status"] == "ok")
    return False
