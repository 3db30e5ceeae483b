"""The stand-in of InvoiceXpress: its paths and faults."""

from apps.sandbox.providers.invoicexpress import clients, documents, settings, shapes
from apps.sandbox.providers.service import Service

SERVICE = Service(
    code=settings.CODE,
    # The first part of an address is the account, which is a part of the host at the provider.
    routes={
        "files/documents/<str:token>.pdf": {"GET": documents.file},
        "<slug:account>/taxes.json": {"GET": settings.taxes},
        "<slug:account>/sequences.json": {"GET": settings.sequences},
        "<slug:account>/clients/find-by-code.json": {"GET": clients.find_by_code},
        "<slug:account>/clients/<int:client_id>.json": {"PUT": clients.update},
        "<slug:account>/document/<int:document_id>/related_documents.json": {"GET": documents.related},
        "<slug:account>/api/pdf/<int:document_id>.json": {"GET": documents.pdf},
        "<slug:account>/invoices.json": {"GET": documents.listed, "POST": documents.create_invoice},
        "<slug:account>/<slug:path>.json": {"POST": documents.create},
        "<slug:account>/<slug:path>/<int:document_id>.json": {"GET": documents.show},
        "<slug:account>/<slug:path>/<int:document_id>/change-state.json": {"PUT": documents.change_state},
    },
    key_of=settings.key_of,
    new_account=settings.new_account,
    unauthorised=shapes.unauthorised,
    limited=shapes.limited,
    set_state=documents.set_state,
    faults={
        "uid_taken": "answer that the uid is taken, and show no such document",
        "wrong_tax": "give the first item another tax of the account",
        "consumer": "keep the document for a consumer without a tax number",
        "date_before": "refuse the date when a document is finalised",
        "series_not_registered": "refuse the series when a document is finalised",
    },
)
