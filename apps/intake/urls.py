from django.urls import path

from apps.intake import views

urlpatterns = [
    path(views.WEBHOOK, views.webhook, name="webhook"),
    path("invoices", views.invoice_request, name="invoice_request"),
]
