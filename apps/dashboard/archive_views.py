"""Files of documents: asking for them, how far they are, and fetching them."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.dashboard import archiving, refusals, seals, searches
from apps.dashboard.access import for_merchants
from apps.dashboard.archive_forms import ArchiveForm
from apps.dashboard.filtering import DocumentFilter
from apps.dashboard.models import Archive
from apps.stores.models import Store


@require_POST
@for_merchants
def spreadsheet(request: HttpRequest, store: Store) -> HttpResponse:
    """Has that table made as XLSX, which takes as long as there are documents; an empty list has none."""
    try:
        made = archiving.ask_table(DocumentFilter(store, request.GET, searches.text_of(request)))
    except archiving.TooManyArchives as error:
        return _archives(request, store, ArchiveForm(store), error)
    return redirect("archives") if made else redirect(f"{reverse('documents')}?{request.GET.urlencode()}")


@require_http_methods(["GET", "POST"])
@for_merchants
def archives(request: HttpRequest, store: Store) -> HttpResponse:
    """The archives that were asked for, how far they are, and the form that asks for one."""
    form = ArchiveForm(store, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _archives(request, store, form)
    try:
        form.ask()
    except archiving.TooManyArchives as error:
        return _archives(request, store, form, error)
    return redirect("archives")


def _archives(
    request: HttpRequest, store: Store, form: ArchiveForm, error: archiving.TooManyArchives | None = None
) -> HttpResponse:
    refusal = refusals.explain(error) if error else ""
    context = {"store": store, "form": form, "refusal": refusal} | archiving.of(store) | seals.of(store)
    return render(request, "dashboard/archives.html", context, status=409 if error else 200)


@require_GET
@for_merchants
def archive_part(_: HttpRequest, store: Store, archive_id: int, part: int) -> StreamingHttpResponse:
    """One file of a finished archive."""
    archive = Archive.objects.filter(store=store, pk=archive_id).first()
    content = archiving.content(archive, part) if archive else None
    if archive is None or content is None:
        raise Http404
    response = StreamingHttpResponse(content, content_type=archiving.content_type(archive))
    response["Content-Disposition"] = f'attachment; filename="{archiving.file_name(archive, part)}"'
    return response
