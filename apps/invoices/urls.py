from django.urls import path, register_converter
from django.urls.converters import StringConverter

from apps.invoices.public import correction_views, views


class TokenConverter(StringConverter):
    """The token of a document's link: 32 characters of base64url (RFC 4648), which encode 24 random bytes."""

    regex = "[A-Za-z0-9_-]{32}"


register_converter(TokenConverter, "token")

urlpatterns = [
    path("d/<token:token>.pdf", views.document_pdf, name="document_pdf"),
    path("d/<token:token>/check", views.document_check, name="document_check"),
    path("d/<token:token>/correction", correction_views.correction, name="document_correction"),
    path("d/<token:token>", views.document_page, name="document_page"),
]
