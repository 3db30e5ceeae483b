"""URLs of the stand-ins below /providers/, and of their control below /_control/providers/."""

from django.urls import URLPattern, path

from apps.sandbox.control import steering
from apps.sandbox.providers import control
from apps.sandbox.providers.registry import SERVICES

urlpatterns: list[URLPattern] = [url for service in SERVICES.values() for url in service.urls()]

steered = [
    path("<slug:code>/accounts", steering(POST=control.create_account)),
    path("<slug:code>/accounts/<str:key>", steering(GET=control.show_account, PUT=control.change_account)),
    path("<slug:code>/accounts/<str:key>/calls", steering(GET=control.show_calls)),
    path("<slug:code>/accounts/<str:key>/state", steering(PUT=control.set_state)),
    path(
        "<slug:code>/faults",
        steering(GET=control.show_faults, POST=control.add_fault, DELETE=control.clear_faults),
    ),
]
