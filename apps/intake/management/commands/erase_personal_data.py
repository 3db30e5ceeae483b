"""manage.py erase_personal_data: erase buyers' data past the retention, or those of one buyer on their request."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.intake import erase_buyer
from apps.stores.models import Store

_ON_ITS_WAY = "a document is on its way to a provider. Run this again once it has ended."


class Command(BaseCommand):
    help = (
        "Erases buyers' data of uninstalled stores past the legal retention; with --store and --buyer, those of one "
        "buyer, as far as the law does not keep them. Numbers, totals and seals stay. It cannot be undone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--store", help="the store's code")
        parser.add_argument("--buyer", help="the buyer's e-mail address")

    def handle(self, *_: Any, **options: Any) -> None:
        if bool(options["store"]) != bool(options["buyer"]):
            raise CommandError("Give both --store and --buyer, or neither.")
        if not options["buyer"]:
            self.stdout.write(f"{erase_buyer.of_uninstalled_stores()} orders erased.")
            return
        store = Store.objects.filter(code=options["store"]).first()
        if store is None:
            raise CommandError(f"No store has the code {options['store']}.")
        erased, kept = erase_buyer.of_buyer(store, options["buyer"])
        self.stdout.write(f"{erased} orders erased.")
        for each in kept:
            why = f"the law keeps its documents until {each.until}." if each.until else _ON_ITS_WAY
            self.stdout.write(f"Order {each.order_id}: {why}")
