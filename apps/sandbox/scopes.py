"""The scopes that an App can request, with Jumpseller's names."""

_RESOURCES = {
    "apps": "installed apps",
    "categories": "categories",
    "checkout_custom_fields": "additional fields of the checkout",
    "countries": "countries",
    "custom_fields": "custom fields of products",
    "customer_categories": "groups of customers",
    "customers": "customers",
    "fulfillments": "fulfilments",
    "hooks": "webhooks",
    "jsapps": "JavaScript apps",
    "locations": "stock locations",
    "orders": "orders, their history and their documents",
    "pages": "pages",
    "payment_methods": "payment methods",
    "products": "products",
    "promotions": "promotions",
    "settings": "store configuration",
    "shipping_methods": "shipping methods",
    "store": "store information",
    "taxes": "taxes",
}


def description(scope: str) -> str:
    """Return `scope` in words that a merchant understands: `read_orders` is “Read orders, …”."""
    action, _, resource = scope.partition("_")
    return f"{action.title()} {_RESOURCES[resource]}"


def is_known(scope: str) -> bool:
    """Tell whether Jumpseller has the scope `scope`."""
    action, _, resource = scope.partition("_")
    return action in {"read", "write"} and resource in _RESOURCES
