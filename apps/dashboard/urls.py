from django.urls import path

from apps.dashboard import backfill_views, document_views, list_views, log_views, order_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("session", views.open_session, name="open_session"),
    path("settings", views.settings, name="settings"),
    path("settings/logo", views.logo, name="logo"),
    path("orders/<int:record_id>", order_views.order, name="order"),
    path("orders/<int:record_id>/issue", order_views.issue, name="issue_order"),
    path("orders/<int:record_id>/again", views.try_again, name="try_again"),
    path("documents", list_views.documents, name="documents"),
    path("documents.csv", list_views.table, name="documents_table"),
    path("documents.xlsx", list_views.spreadsheet, name="documents_spreadsheet"),
    path("documents/archives", list_views.archives, name="archives"),
    path("documents/archives/<int:archive_id>/<int:part>", list_views.archive_part, name="archive_part"),
    path("backfill", backfill_views.backfill, name="backfill"),
    path("backfill/<int:backfill_id>/confirm", backfill_views.confirm, name="confirm_backfill"),
    path("backfill/<int:backfill_id>/cancel", backfill_views.cancel, name="cancel_backfill"),
    path("deliveries", log_views.deliveries, name="deliveries"),
    path("deliveries/<int:delivery_id>/again", log_views.replay, name="replay"),
    path("activity", log_views.activity, name="activity"),
    path("documents.zip", document_views.archive, name="archive"),
    path("documents/test", document_views.issue_test, name="issue_test_document"),
    path("documents/<int:document_id>", document_views.document, name="document"),
    path("documents/<int:document_id>/credit", document_views.credit, name="credit_document"),
    path("documents/<int:document_id>/mail", document_views.mail, name="mail_document"),
    path("documents/<int:document_id>/post", document_views.post_again, name="post_document"),
    path("documents/<int:document_id>/reissue", document_views.reissue, name="reissue_document"),
]
