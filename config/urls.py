"""All URLs of Folio."""

from django.contrib import admin
from django.urls import include, path

from apps.core.web import health
from apps.core.web.security_txt import security_txt

urlpatterns = [
    path("", include("apps.dashboard.urls")),
    path("", include("apps.stores.urls")),
    path("", include("apps.intake.urls")),
    path("", include("apps.invoices.urls")),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("admin/", admin.site.urls),
]
