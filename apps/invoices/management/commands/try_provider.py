"""manage.py try_provider: run a provider's live check with real credentials against its test host."""

import getpass
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.core.errors import FolioError
from apps.providers.account import FormField
from apps.providers.contract import Provider
from apps.providers.http import Exchange, Http
from apps.providers.live_check.check import LiveCheck, Row
from apps.providers.live_check.documents import Order, folder_of, orders_in
from apps.providers.outcomes import CallFailed
from apps.providers.public_address import public_session
from apps.providers.registry import PROVIDERS

_HEADINGS = ("", "order", "step", "expected", "came")
_MARKS = {True: "ok", False: "!!", None: "--"}


class Command(BaseCommand):
    help = (
        "Declares orders at a provider's test host and prints what was expected beside what came; exit 1 if any "
        "differs. Credentials come from the environment (TRY_<CODE>_<FIELD>) or a prompt, and are never printed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", choices=sorted(PROVIDERS), help="the provider")
        parser.add_argument("--orders", type=Path, help="folder with documents as JSON; built-in ones without it")
        parser.add_argument("--output", type=Path, help="where exchanges and PDFs go; var/try_provider/… without it")
        parser.add_argument("--choice", action="append", default=[], metavar="NAME=VALUE", help="an answer to a choice")
        parser.add_argument("--live", action="store_true", help="go on in an account whose documents count")
        parser.add_argument(
            "--stand-in", action="append", default=[], metavar="HOST=URL", help="reach URL in place of HOST; for tests"
        )
        parser.add_argument(
            "--allow",
            action="append",
            default=[],
            metavar="HOST:PORT",
            help="reach it though it is not public; for tests",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        provider = PROVIDERS[options["code"]]
        moment = timezone.now()
        output = options["output"] or Path("var") / "try_provider" / f"{provider.code}-{moment:%Y%m%d-%H%M%S}"
        run = f"{int(moment.timestamp()) % 10**8:08}"
        try:
            output.mkdir(parents=True, exist_ok=True)
            folder = options["orders"] or folder_of(provider.abilities.countries)
            orders = orders_in(folder, today=timezone.localdate(), run=run)
            rows = self._rows(provider, orders, output, options)
        except (FolioError, OSError) as error:
            raise CommandError(_said(error)) from None
        table = _table(rows)
        (output / "table.txt").write_text(table)
        self.stdout.write(table)
        self.stdout.write(f"The exchanges are in {output}.")
        sys.exit(1 if _differing(rows) else 0)

    def _rows(self, provider: Provider, orders: list[Order], output: Path, options: Mapping[str, Any]) -> list[Row]:
        credentials = _credentials(provider)
        exchanges = _Exchanges(output)
        stand_ins = _pairs(options["stand_in"])
        session = public_session(allowed={*options["allow"], *map(_host, stand_ins.values())})
        secrets = [credentials[each.name] for each in provider.credential_fields if each.is_secret]
        check = LiveCheck(
            provider,
            credentials,
            {each.name: each.default for each in provider.choice_fields} | _pairs(options["choice"]),
            lambda step: Http(exchanges.keep, secrets, step, session, stand_ins),
            lambda name, pdf: _write(output / f"{_file_name(name)}.pdf", pdf),
            sleep,
            may_be_live=options["live"],
        )
        with session:
            return list(check.rows(orders))


class _Exchanges:
    """Writes each exchange into a file of its own, in their order. They hold no secrets."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def keep(self, exchange: Exchange) -> None:
        self._count += 1
        names = ("step", "method", "url", "request", "status", "answer", "milliseconds")
        text = json.dumps({name: getattr(exchange, name) for name in names}, indent=2, ensure_ascii=False)
        _write(self._folder / f"{self._count:03} {_file_name(exchange.step)}.json", f"{text}\n".encode())


def _credentials(provider: Provider) -> dict[str, str]:
    """Return the credentials from the environment, or from whoever sits at the terminal."""
    return {each.name: _credential(provider.code, each) for each in provider.credential_fields}


def _credential(code: str, field: FormField) -> str:
    variable = f"TRY_{code}_{field.name}".upper()
    test = next((each.value for each in field.options if each.value == "test"), field.default)
    value = os.environ.get(variable) or test
    if not value and sys.stdin.isatty():
        prompt = f"{field.label}: "
        value = getpass.getpass(prompt) if field.is_secret else input(prompt)
    if not value and field.is_required:
        raise CommandError(f"Set {variable}: “{field.label}”.")
    return value


def _pairs(written: Iterable[str]) -> dict[str, str]:
    """Return what `NAME=VALUE` texts say."""
    return {name: value for name, _, value in (each.partition("=") for each in written)}


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _file_name(name: str) -> str:
    return "".join(each if each.isalnum() or each in " -," else "_" for each in name)


def _said(error: Exception) -> str:
    if isinstance(error, CallFailed):
        return f"{error} {error.outcome}"
    return str(error)


def _table(rows: list[Row]) -> str:
    """Return `rows` as a table of text."""
    cells = [
        _HEADINGS,
        *((_MARKS[row.is_right], row.order, row.step, row.expected, row.came) for row in rows),
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADINGS) - 1)]
    lines = ("  ".join([*(map(str.ljust, row, widths)), row[-1]]).rstrip() for row in cells)
    refused = sum(row.is_right is None for row in rows)
    return (
        "\n".join([*lines, f"{_differing(rows)} of {len(rows)} differ, {refused} were refused before sending."]) + "\n"
    )


def _differing(rows: list[Row]) -> int:
    return sum(row.is_right is False for row in rows)
