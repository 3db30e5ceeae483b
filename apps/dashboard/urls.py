from django.urls import path

from apps.dashboard import views

urlpatterns = [
    path("", views.home, name="home"),
    path("session", views.open_session, name="open_session"),
    path("settings", views.settings, name="settings"),
    path("orders/<int:record_id>/again", views.try_again, name="try_again"),
]
