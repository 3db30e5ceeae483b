"""The readiness of a store: which facts of the seller the official documents of its country lack. Pure."""

from apps.countries import registry
from apps.countries.documents import EN16931, Need
from apps.invoices.readiness.facts import facts_of_seller
from apps.invoices.readiness.fields import MISSING, WRONG
from apps.orders.messages import Sentence
from apps.stores.setting_groups import SellerIdentity


def missing_of_seller(seller: SellerIdentity, country: str) -> tuple[Sentence, ...]:
    """Return what official documents of `country` need of the `seller` and the settings do not state, or not validly.

    What only some orders need, as an IBAN for transfers, is not among it.
    """
    facts, known = registry.country(country), facts_of_seller(seller, country)
    documents = (*facts.official_documents, *((EN16931,) if facts.uses_en16931 else ()))
    wanted = {need for each in documents for need in each.needs or ()} & known.keys()
    missing = [need for need in Need if need in wanted and not known[need]]
    is_wrong = bool(seller.seller_tax_id)
    return tuple(WRONG[need] if need is Need.SELLER_TAX_ID and is_wrong else MISSING[need] for need in missing)
