from django.urls import path

from apps.invoices import correction_views, views

urlpatterns = [
    path("d/<str:token>.pdf", views.document_pdf, name="document_pdf"),
    path("d/<str:token>/check", views.document_check, name="document_check"),
    path("d/<str:token>/correction", correction_views.correction, name="document_correction"),
    path("d/<str:token>", views.document_page, name="document_page"),
]
