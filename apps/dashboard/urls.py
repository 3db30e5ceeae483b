"""URLs of the dashboard."""

from django.urls import path

from apps.dashboard.activity import views as activity_views
from apps.dashboard.archives import views as archive_views
from apps.dashboard.backfill import views as backfill_views
from apps.dashboard.documents import list_views
from apps.dashboard.documents import views as document_views
from apps.dashboard.home import views as home_views
from apps.dashboard.issuer import views as issuer_views
from apps.dashboard.orders import views as order_views
from apps.dashboard.payment_map import views as payment_map_views
from apps.dashboard.session import views as session_views
from apps.dashboard.settings import views as settings_views
from apps.dashboard.setup import views as setup_views
from apps.dashboard.tax_map import views as tax_map_views

urlpatterns = [
    path("", home_views.home, name="home"),
    path("session", session_views.open_session, name="open_session"),
    path("start", setup_views.start, name="start"),
    path("start/rates", setup_views.rates, name="proposed_rates"),
    path("start/on", setup_views.turn_on, name="turn_on"),
    path("start/off", setup_views.turn_off, name="turn_off"),
    path("start/<slug:name>", setup_views.save_step, name="save_step"),
    path("reauthorisation/<slug:name>", setup_views.answer, name="answer_reauthorisation"),
    path("settings/preview", settings_views.preview, name="preview"),
    path("sign-out", session_views.sign_out, name="sign_out"),
    path("sign-out/everywhere", session_views.sign_out_everywhere, name="sign_out_everywhere"),
    path("signed-out", session_views.signed_out, name="signed_out"),
    path("settings", settings_views.settings_page, name="settings"),
    path("settings/taxes", tax_map_views.tax_map, name="tax_map"),
    path("settings/payments", payment_map_views.payment_map, name="payment_map"),
    path("issuer", issuer_views.issuers, name="issuers"),
    path("issuer/own", issuer_views.switch_back, name="switch_back"),
    path("issuer/connect/<slug:code>", issuer_views.connect, name="connect_issuer"),
    path("issuer/accounts/<int:account_id>", issuer_views.account, name="issuer_account"),
    path("issuer/accounts/<int:account_id>/check", issuer_views.check, name="check_issuer"),
    path("issuer/accounts/<int:account_id>/choices", issuer_views.choices, name="issuer_choices"),
    path("issuer/accounts/<int:account_id>/rehearsal", issuer_views.rehearse, name="rehearse_issuer"),
    path("issuer/accounts/<int:account_id>/switch", issuer_views.switch, name="switch_issuer"),
    path("issuer/accounts/<int:account_id>/disconnect", issuer_views.disconnect, name="disconnect_issuer"),
    path("settings/logo", settings_views.logo, name="logo"),
    path("orders/<int:record_id>", order_views.order, name="order"),
    path("orders/<int:record_id>/issue", order_views.issue, name="issue_order"),
    path("orders/<int:record_id>/dismiss", order_views.dismiss, name="dismiss_order"),
    path("orders/<int:record_id>/exists", order_views.exists, name="document_exists"),
    path("orders/<int:record_id>/absent", order_views.absent, name="document_absent"),
    path("orders/<int:record_id>/again", home_views.try_again, name="try_again"),
    path("documents", list_views.documents, name="documents"),
    path("documents.csv", list_views.table, name="documents_table"),
    path("documents.xlsx", archive_views.spreadsheet, name="documents_spreadsheet"),
    path("documents/archives", archive_views.archives, name="archives"),
    path("documents/archives/<int:archive_id>/<int:part>", archive_views.archive_part, name="archive_part"),
    path("backfill", backfill_views.backfill, name="backfill"),
    path("backfill/<int:backfill_id>/confirm", backfill_views.confirm, name="confirm_backfill"),
    path("backfill/<int:backfill_id>/cancel", backfill_views.cancel, name="cancel_backfill"),
    path("deliveries", activity_views.deliveries, name="deliveries"),
    path("deliveries/<int:delivery_id>/again", activity_views.replay, name="replay"),
    path("activity", activity_views.activity, name="activity"),
    path("documents.zip", document_views.archive, name="archive"),
    path("documents/test", document_views.issue_test, name="issue_test_document"),
    path("documents/<int:document_id>", document_views.document, name="document"),
    path("documents/<int:document_id>/credit", document_views.credit, name="credit_document"),
    path("documents/<int:document_id>/mail", document_views.mail, name="mail_document"),
    path("documents/<int:document_id>/post", document_views.post_again, name="post_document"),
    path("documents/<int:document_id>/reissue", document_views.reissue, name="reissue_document"),
]
