"""Files of documents: request, progress, and download."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.dashboard.access import for_merchants
from apps.dashboard.archives import build, seals
from apps.dashboard.archives.form import ArchiveForm
from apps.dashboard.documents import saved_search
from apps.dashboard.documents.filters import DocumentFilter
from apps.dashboard.models import Archive
from apps.dashboard.shared import error_texts
from apps.stores.models import Store


@require_POST
@for_merchants
def spreadsheet(request: HttpRequest, store: Store) -> HttpResponse:
    """Request the list of documents as XLSX, built in the background; return to the list if it is empty."""
    try:
        made = build.ask_for_table(DocumentFilter(store, request.GET, saved_search.search_text(request)))
    except build.TooManyArchives as error:
        return _archives(request, store, ArchiveForm(store), error)
    return redirect("archives") if made else redirect(f"{reverse('documents')}?{request.GET.urlencode()}")


@require_http_methods(["GET", "POST"])
@for_merchants
def archives(request: HttpRequest, store: Store) -> HttpResponse:
    """Show the requested archives with their progress, and the form that requests one."""
    form = ArchiveForm(store, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _archives(request, store, form)
    try:
        form.ask()
    except build.TooManyArchives as error:
        return _archives(request, store, form, error)
    return redirect("archives")


def _archives(
    request: HttpRequest, store: Store, form: ArchiveForm, error: build.TooManyArchives | None = None
) -> HttpResponse:
    refusal = error_texts.explain_error(error) if error else ""
    context = {"store": store, "form": form, "refusal": refusal} | build.archives_of(store) | seals.seals_of(store)
    return render(request, "dashboard/archives/archives.html", context, status=409 if error else 200)


@require_GET
@for_merchants
def archive_part(_: HttpRequest, store: Store, archive_id: int, part: int) -> StreamingHttpResponse:
    """Send one file of a finished archive."""
    archive = Archive.objects.filter(store=store, pk=archive_id).first()
    content = build.archive_content(archive, part) if archive else None
    if archive is None or content is None:
        raise Http404
    response = StreamingHttpResponse(content, content_type=build.content_type(archive))
    response["Content-Disposition"] = f'attachment; filename="{build.file_name(archive, part)}"'
    return response
