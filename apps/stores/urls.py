"""URLs of installation and sign-in."""

from django.urls import path

from apps.stores import views

urlpatterns = [
    path("oauth/install", views.install, name="install"),
    path("oauth/callback", views.callback, name="callback"),
]
