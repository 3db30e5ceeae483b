"""The options that `draft_order` and `render_order` share."""

import argparse
import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from babel import Locale
from django.core.management.base import CommandParser

from apps.automation.decisions import Policy
from apps.automation.file_preview import Terms
from apps.core import clock
from apps.core.facts import facts_of, names_of
from apps.orders.data import TaxFallback
from apps.stores.setting_groups import SellerIdentity

EXIT_STATUS = {"ready": 0, "hold": 3, "skip": 4}
NOT_AN_ORDER = 2


def add_to(parser: CommandParser) -> None:
    """Add the argument `file` and the options to `parser`."""
    parser.add_argument("file", type=Path, help="an order as Jumpseller sends it")
    parser.add_argument("--fallback-tax-rate", type=_percentage, help="percent, for orders that have no tax data")
    parser.add_argument("--fallback-prices", choices=("include", "exclude"), default="include")
    parser.add_argument("--tax-rounding", choices=("line", "document"), default="line")
    parser.add_argument("--store-timezone", type=_time_zone, default="UTC", help="for instance America/Santiago")
    parser.add_argument("--free-orders", choices=("skip", "invoice"), default="skip")
    parser.add_argument(
        "--unclear-coupons",
        choices=("hold", "everything"),
        default="hold",
        help="a discount of which nothing tells what it was for",
    )
    parser.add_argument(
        "--country", type=_country, help="the seller's (ISO 3166-1 alpha-2); that of the time zone if not given"
    )
    parser.add_argument("--wrong-tax-id", choices=("warn", "hold"), default="warn", help="the buyer's")


def add_settings_to(parser: CommandParser) -> None:
    """Add the option for a file with the seller of a store. Django has taken the name `--settings`."""
    parser.add_argument(
        "--store-settings",
        type=_seller,
        dest="store_seller",
        help="a file with settings of the store as JSON, by their names: seller_name, seller_tax_id, …",
    )


def terms_of(options: dict[str, Any]) -> Terms:
    """Return the settings in the parsed `options`."""
    rate = options["fallback_tax_rate"]
    fallback = None if rate is None else TaxFallback(rate=rate, inside=options["fallback_prices"] == "include")
    return Terms(
        fallback=fallback,
        rounding=options["tax_rounding"],
        time_zone=options["store_timezone"],
        unclear_coupons=options["unclear_coupons"],
        country=options["country"] or clock.country_of(options["store_timezone"]),
        seller=options.get("store_seller"),
        policy=Policy(free_orders=options["free_orders"], wrong_tax_id=options["wrong_tax_id"]),
    )


def _country(text: str) -> str:
    code = text.strip().upper()
    if code not in Locale("en").territories or not code.isalpha():
        raise argparse.ArgumentTypeError(f"{text} is not a country's code such as CL")
    return code


def _seller(name: str) -> SellerIdentity:
    """Return the seller in the file `name`; what it leaves out is empty."""
    try:
        stated = json.loads(Path(name).read_text())
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{name} cannot be read: {error}") from None
    known = names_of(SellerIdentity)
    if not isinstance(stated, dict) or not all(isinstance(each, str) for each in stated.values()):
        raise argparse.ArgumentTypeError(f"{name} is not an object of texts")
    unknown = sorted(set(stated) - set(known))
    if unknown:
        raise argparse.ArgumentTypeError(f"{name} holds no settings of a seller: {', '.join(unknown)}")
    return facts_of(SellerIdentity, SimpleNamespace(**dict.fromkeys(known, "") | stated))


def _percentage(text: str) -> Decimal:
    try:
        rate = Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{text} is not a number") from None
    if not rate.is_finite() or not 0 <= rate <= 100:
        raise argparse.ArgumentTypeError(f"{text} is not a percentage from 0 to 100")
    return rate


def _time_zone(text: str) -> str:
    try:
        clock.zone(text)
    except clock.UnknownTimeZone as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text
