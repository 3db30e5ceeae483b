"""All URLs of the sandbox: accounts pages, API with the scope of each operation, admin, shop, providers, control."""

from django.urls import URLPattern, URLResolver, include, path

from apps.sandbox import admin_pages, control, oauth, order_pages
from apps.sandbox.api import apps, documents, hooks, orders, stores
from apps.sandbox.api.gate import Operation, endpoint, unknown_path
from apps.sandbox.control import steering
from apps.sandbox.providers import urls as provider_urls

api = [
    path("store/info.json", endpoint(GET=Operation("read_store", stores.info))),
    path("taxes.json", endpoint(GET=Operation("read_taxes", stores.taxes))),
    path(
        "hooks.json",
        endpoint(GET=Operation("read_hooks", hooks.listed), POST=Operation("write_hooks", hooks.create, locked=False)),
    ),
    path(
        "hooks/<int:hook_id>.json",
        endpoint(
            GET=Operation("read_hooks", hooks.shown),
            PUT=Operation("write_hooks", hooks.update, locked=False),
            DELETE=Operation("write_hooks", hooks.delete),
        ),
    ),
    path("orders.json", endpoint(GET=Operation("read_orders", orders.listed))),
    path("orders/search.json", endpoint(GET=Operation("read_orders", orders.found))),
    path("orders/count.json", endpoint(GET=Operation("read_orders", orders.counted))),
    path("orders/after/<int:order_id>.json", endpoint(GET=Operation("read_orders", orders.after))),
    path("orders/status/<str:status>.json", endpoint(GET=Operation("read_orders", orders.in_status))),
    path(
        "orders/<int:order_id>.json",
        endpoint(GET=Operation("read_orders", orders.shown), PUT=Operation("write_orders", orders.update)),
    ),
    path(
        "orders/<int:order_id>/history.json",
        endpoint(GET=Operation("read_orders", orders.history), POST=Operation("write_orders", orders.add_history)),
    ),
    path(
        "orders/<int:order_id>/documents.json",
        endpoint(GET=Operation("read_orders", documents.of_order), POST=Operation("write_orders", documents.attach)),
    ),
    path(
        "orders/<int:order_id>/documents/<path:public_id>.json",
        endpoint(PUT=Operation("write_orders", documents.update), DELETE=Operation("write_orders", documents.delete)),
    ),
    path("documents.json", endpoint(GET=Operation("", documents.listed))),
    path("apps/<slug:app_code>/install_status.json", endpoint(GET=Operation("read_apps", apps.install_status))),
    path("apps/<slug:app_code>/billing_cycle_dates.json", endpoint(GET=Operation("read_apps", apps.cycle_dates))),
    path("apps/<slug:app_code>/billing_cycle_orders.json", endpoint(GET=Operation("read_apps", apps.cycle_orders))),
    path("<path:rest>", endpoint(**dict.fromkeys(["GET", "POST", "PUT", "DELETE"], Operation("", unknown_path)))),
]

accounts = [
    path("authorize", oauth.authorize),
    path("token", oauth.token),
    path("token/info", oauth.token_info),
]

admin = [
    path("<slug:store_code>", admin_pages.store_page, name="store"),
    path("<slug:store_code>/apps/<slug:app_code>", admin_pages.app_page, name="app"),
    path("<slug:store_code>/orders", admin_pages.new_order, name="new order"),
    path("<slug:store_code>/orders/<int:order_id>", order_pages.order_page, name="order"),
    path("<slug:store_code>/orders/<int:order_id>/invoice", order_pages.create_invoice, name="create invoice"),
    path("<slug:store_code>/orders/<int:order_id>/<slug:action>", admin_pages.act_on_order, name="act"),
    path("<slug:store_code>/hooks/<int:hook_id>/resume", admin_pages.resume_hook, name="resume hook"),
    path("<slug:store_code>/faults", admin_pages.add_fault, name="add fault"),
    path("<slug:store_code>/faults/clear", admin_pages.clear_faults, name="clear faults"),
]

steered: list[URLPattern | URLResolver] = [
    path("health", steering(GET=control.health)),
    path("stores", steering(GET=control.stores, POST=control.create_store)),
    path("orders", steering(POST=control.create_order)),
    path("orders/<slug:store_code>/<int:order_id>", steering(GET=control.show_order, PUT=control.change_order)),
    path("orders/<slug:store_code>/<int:order_id>/<slug:action>", steering(POST=control.act_on_order)),
    path("faults", steering(GET=control.show_faults, PUT=control.set_faults, DELETE=control.clear_faults)),
    path("webhooks", steering(GET=control.show_webhooks)),
    path("calls", steering(GET=control.show_calls)),
    path("limits", steering(GET=control.show_limits, PUT=control.set_limits)),
    path("hooks-token", steering(POST=control.reset_hooks_token)),
    path("uninstall", steering(POST=control.uninstall)),
    path("providers/", include(provider_urls.steered)),
]

urlpatterns = [
    path("", admin_pages.first_store),
    path("admin/", include(admin)),
    path("shop/<slug:store_code>/orders/<int:order_id>", order_pages.customer_page, name="customer's order"),
    path("oauth/", include(accounts)),
    path("v1/", include(api)),
    path("providers/", include(provider_urls.urlpatterns)),
    path("_control/", include(steered)),
]
