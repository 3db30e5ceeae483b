"""A machine for the soak: Folio's processes, and servers of their own that can be taken away and brought back."""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg

from config.local import stack
from config.local.merchant import Merchant
from config.local.processes import wait_until
from config.local.sandbox import Sandbox
from config.local.servers import PostgresServer, RedisServer, free_port
from tests.mail_server import MailController, MailServer

# Bytes of a file, less than a PDF has.
_FULL = 4096
_TEMPLATE = "clp-sample-giftcard-with-iva"
_DONE = """
SELECT s.code, i.order_id FROM {table} w JOIN invoices_invoice i ON i.id = w.invoice_id
JOIN stores_store s ON s.id = i.store_id WHERE w.state = 'done'
"""
_LEASES = ("intake_delivery", "invoices_rendering", "invoices_posting", "invoices_mailing")

# The code of a store and the id of its order.
Sale = tuple[str, int]


class Mail:
    """A mail server on one port, which can be away."""

    def __init__(self) -> None:
        self.server, self.port = MailServer(), free_port()
        self._controller: MailController | None = None

    def start(self) -> None:
        self._controller = MailController(self.server, self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()


@dataclass
class Machine:
    """The running stack, the servers that it uses, and its stores."""

    stack: stack.Stack
    postgresql: PostgresServer
    redis: RedisServer
    mail: Mail
    sandbox: Sandbox
    merchants: dict[str, Merchant] = field(default_factory=dict)
    placed: list[Sale] = field(default_factory=list)

    @property
    def media(self) -> Path:
        return Path(self.stack.environment["MEDIA_ROOT"])

    def set_clock(self, seconds: float) -> None:
        """Put what Folio takes as time `seconds` before the machine's time, or behind it."""
        Path(self.stack.environment["SOAK_CLOCK"]).write_text(str(seconds))

    def fill_disk(self, *, full: bool) -> None:
        """Have the kernel refuse what the worker writes to a file beyond a few kilobytes, or no longer.

        A full disk answers ENOSPC instead of EFBIG, which the code does not tell apart.
        """
        worker = psutil.Process(self.stack.processes["worker"].pid)
        for process in (worker, *worker.children(recursive=True)):
            _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (_FULL if full else hard, hard))

    def protect_media(self, *, read_only: bool) -> None:
        """Take the right to write from the folders of the PDFs, or give it back."""
        self.media.mkdir(exist_ok=True)
        for folder, _, __ in os.walk(self.media):
            Path(folder).chmod(0o555 if read_only else 0o755)

    def prepare(self, count: int) -> list[Sale]:
        """Place unpaid orders, one store after the other; each has a buyer with an address of their own."""
        codes = list(self.merchants)
        placed = []
        for number in range(count):
            code = codes[number % len(codes)]
            order = self.sandbox.create_order(code, template=_TEMPLATE, assign_id=True, quiet=True)["order"]
            sale = (code, int(order["id"]))
            self.sandbox.change_order(*sale, {"customer": {"email": buyer(sale)}}, quiet=True)
            placed.append(sale)
        self.placed += placed
        return placed

    def pay(self, sales: list[Sale]) -> None:
        for sale in sales:
            self.sandbox.pay(*sale)

    def done(self, table: str = "invoices_posting") -> set[Sale]:
        """Return the sales whose work of `table` is done; none while PostgreSQL is away."""
        try:
            with psycopg.connect(self.postgresql.url) as connection:
                return set(connection.execute(_DONE.format(table=table)).fetchall())
        except psycopg.OperationalError:
            return set()

    def end_leases(self) -> None:
        """Make the claims of dead processes due, as the end of their leases does."""
        with psycopg.connect(self.postgresql.url, autocommit=True) as connection:
            for table in _LEASES:
                connection.execute(f"UPDATE {table} SET due_at = now() WHERE state = 'claimed'")

    def invoiced(self) -> list[Sale]:
        """Return the sale of each invoice."""
        query = "SELECT s.code, i.order_id FROM invoices_invoice i JOIN stores_store s ON s.id = i.store_id"
        with psycopg.connect(self.postgresql.url) as connection:
            return [(str(code), int(order_id)) for code, order_id in connection.execute(query).fetchall()]

    def mails_to(self, sale: Sale) -> int:
        return sum(buyer(sale) in envelope.rcpt_tos for envelope in self.mail.server.taken)


def buyer(sale: Sale) -> str:
    """Return the address of the buyer of `sale`."""
    return f"buyer-{sale[0]}-{sale[1]}@buyer.example"


@contextmanager
def machine(
    folder: Path, *, stores: int, fill: Callable[[str], None] = lambda _: None, **settings: str
) -> Iterator[Machine]:
    """Run a machine in `folder` with so many `stores`, in each of which Folio is installed and mails to buyers.

    `fill` may put the tables into the empty database at the given address; migrations do what it leaves.
    """
    with ExitStack() as entered:
        postgresql = entered.enter_context(PostgresServer(folder / "postgresql"))
        redis = entered.enter_context(RedisServer(folder / "redis"))
        mail = Mail()
        mail.start()
        entered.callback(mail.stop)
        fill(postgresql.url)
        running = entered.enter_context(_running(folder, postgresql, redis, mail, settings))
        made = Machine(running, postgresql, redis, mail, Sandbox(running.sandbox, running.folio))
        _install(made, stores)
        yield made


@contextmanager
def _running(
    folder: Path, postgresql: PostgresServer, redis: RedisServer, mail: Mail, settings: dict[str, str]
) -> Iterator[stack.Stack]:
    clock = folder / "clock"
    clock.write_text("0")
    settings |= {"DJANGO_SETTINGS_MODULE": "tests.soak.settings", "SOAK_CLOCK": str(clock)}
    settings |= {"EMAIL_URL": f"smtp://127.0.0.1:{mail.port}"}
    urls = {"DATABASE_URL": postgresql.url, "REDIS_URL": redis.url}
    wired = stack.with_sandbox(folder, urls, ports=(0, 0), store_code="first-store", **settings)
    with stack.running(wired, "sandbox", "web", "worker", "beat") as running:
        yield running


def _install(machine: Machine, stores: int) -> None:
    machine.sandbox.set_limits(per_second=500, per_minute=20_000)
    for number in range(stores):
        code = f"soak-{number}"
        machine.sandbox.create_store(code, currency="CLP", country="CL", timezone="America/Santiago")
        merchant = machine.merchants[code] = Merchant(folio=machine.stack.folio, store=code)
        merchant.install()
        merchant.start()
    with psycopg.connect(machine.postgresql.url, autocommit=True) as connection:
        connection.execute("UPDATE stores_invoicingsettings SET mail_buyers = true")
    (warm,) = sales = machine.prepare(1)
    machine.pay(sales)
    wait_until(lambda: warm in machine.done("invoices_mailing"), seconds=60, what="the first mail")
