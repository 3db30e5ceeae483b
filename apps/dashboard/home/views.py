"""The home page, and the pages for refused requests."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import csrf
from django.views.decorators.http import require_GET, require_POST

from apps.automation.models import OrderRecord
from apps.dashboard.access import for_merchants, is_for_merchants
from apps.dashboard.home import overview
from apps.intake import receive
from apps.stores import logos
from apps.stores.models import Store


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Refuse a form with a CSRF token of another session, because its own has ended. The page is shown in the frame."""
    if not is_for_merchants(request):
        return csrf.csrf_failure(request, reason)
    return _refused(request, _("This page was out of date, so nothing was changed. Please try again."), status=403)


def body_too_large(request: HttpRequest) -> HttpResponseBase:
    """Refuse a request whose body is above the limit of its view, unread; of merchants' forms only a logo is large."""
    if not is_for_merchants(request):
        return JsonResponse({"message": "The request's body is too large."}, status=413)
    return _refused(request, str(logos.LogoTooLarge.advice), status=413)


def _refused(request: HttpRequest, refusal: str, *, status: int) -> HttpResponseBase:
    """Return the home page with the reason of the refusal; without a session, the sign-in page."""

    def refused(request: HttpRequest, store: Store) -> HttpResponse:
        return render(
            request, "dashboard/home/home.html", overview.overview_of(store) | {"refusal": refusal}, status=status
        )

    return for_merchants(refused)(request)


@require_GET
@for_merchants
def home(request: HttpRequest, store: Store) -> HttpResponse:
    """Show what needs a person, then the figures of a period with their proof, then the latest documents."""
    return render(request, "dashboard/home/home.html", overview.overview_of(store, request.GET.get("days", "")))


@require_POST
@for_merchants
def try_again(request: HttpRequest, store: Store, record_id: int) -> HttpResponse:
    """Read an order of the store again and process it."""
    record = OrderRecord.objects.filter(store=store, pk=record_id).first()
    if record is None:
        raise Http404
    receive.ask_again(store.pk, record.order_id)
    return redirect("home")
