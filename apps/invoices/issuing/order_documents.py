"""What has been issued for an order so far, read in one statement: an order without documents needs no other."""

from dataclasses import dataclass
from datetime import datetime

from apps.core.postgresql.statements import Select, Slot
from apps.invoices.models import Invoice, Kind
from apps.stores.models import Store

_OF_ORDER = Select(
    lambda: (
        Invoice.objects.filter(store=Slot("store_id"), order_id=Slot("order_id"))
        .only("kind", "issued_at")
        .order_by("pk")
    )
)


@dataclass(frozen=True, slots=True)
class OrderDocuments:
    """The documents of an order. The caller holds the lock on the order's record, or uses them for display only."""

    store: Store
    order_id: int
    issued: tuple[Invoice, ...]

    @classmethod
    def for_order(cls, store: Store, order_id: int) -> "OrderDocuments":
        """Return the documents of the order as they are now."""
        return cls(store, order_id, tuple(_OF_ORDER.rows(store_id=store.pk, order_id=order_id)))

    def open_invoice(self) -> Invoice | None:
        """Return the order's open invoice, if there is one."""
        return Invoice.objects.open_invoice(self.store, self.order_id) if self._of(Kind.INVOICE) else None

    @property
    def next_revision(self) -> int:
        """Return the revision of the order's next invoice, from 1."""
        return 1 + len(self._of(Kind.INVOICE))

    @property
    def latest_invoice(self) -> Invoice | None:
        """Return the latest of the order's invoices; None if there is none."""
        return next(reversed(self._of(Kind.INVOICE)), None)

    @property
    def last_credited_at(self) -> datetime | None:
        """Return when the order's latest credit note was issued; None if there is none."""
        return max((each.issued_at for each in self._of(Kind.CREDIT_NOTE)), default=None)

    @property
    def have_a_test(self) -> bool:
        """Whether a test document was issued for the order."""
        return bool(self._of(Kind.TEST))

    def _of(self, kind: Kind) -> list[Invoice]:
        return [each for each in self.issued if each.kind == kind]
