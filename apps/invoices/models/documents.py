"""Issued documents. Their rows can only be inserted; each later event is a row of its own.

PostgreSQL itself refuses: changing or deleting an issued row, adding a line to one, a number used twice, two open
invoices for one order, crediting more than the invoice, a line or a rate of it, totals that are not the sums of lines
and rates, a broken chain of seals, two renderings or two postings for a document.

Row locks are taken in the order of docs/architecture.md.
"""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.expressions import RawSQL

from apps.core.money import ZERO
from apps.core.postgresql.immutability import ORDER_OF_ITS_DOCUMENT, immutable_triggers
from apps.core.tenancy import TenantModel
from apps.formats.document import Kind as PrintedKind
from apps.invoices.models.accounts import ProviderAccount
from apps.invoices.models.indexes import OF_DOCUMENTS
from apps.invoices.models.parties import PERSONAL, Parties
from apps.invoices.models.triggers import (
    document_fits_its_store,
    line_fits_its_document,
    no_credit_beyond_the_invoice,
    one_open_invoice_an_order,
    rate_fits_its_document,
    seal_fits_its_chain,
    totals_are_sums,
)
from apps.orders.models import Erasure, OrderSnapshot
from apps.stores.models import Logo, Store


class Kind(models.TextChoices):
    """The kinds of documents."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    TEST = "test"


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    """Documents, by what became of them."""

    def valid(self) -> Self:
        """Return the documents that are not void."""
        return self.filter(void__isnull=True)

    def open(self) -> Self:
        """Return the invoices that are not credited in full; an invoice at zero is open until it has a credit note."""
        notes = self.model.objects.valid().filter(credits=OuterRef("pk"))
        credited = notes.values("credits").annotate(sum=Sum("gross_total")).values("sum")
        invoices = self.valid().filter(kind=Kind.INVOICE).annotate(credited=Subquery(credited))
        return invoices.filter(Q(credited__isnull=True) | Q(credited__lt=F("gross_total")))

    def open_invoice(self, store: Store, order_id: int) -> "Invoice | None":
        """Return the order's open invoice, if there is one; the database refuses a second one."""
        return self.filter(store=store, order_id=order_id).open().first()


# What an erasure empties: the sealed columns, and the remarks as code and figures.
_ERASABLE = (*PERSONAL, "noticed")
_EMPTIED = " AND ".join([*(f"NEW.{column} = ''" for column in PERSONAL), "NEW.noticed = '[]'"])


def hash_of(text: str) -> RawSQL:
    """Return the SHA-256 of the SQL expression `text` in UTF-8, in hexadecimal."""
    return RawSQL(f"encode(sha256(convert_to({text}, 'UTF8')), 'hex')", ())  # noqa: S611


def _amount() -> "models.DecimalField[Decimal, Decimal]":
    """Return a column for money, with room for every currency's decimals and for the largest order."""
    return models.DecimalField(max_digits=20, decimal_places=4)


class Series(TenantModel):
    """A sequence of numbers. Its row is locked to take the next one; its dates never run backwards.

    `prefix` may contain {YYYY} or {YY}, the year of the document; `year` is set if numbers restart with each year.
    """

    kind = models.CharField(max_length=11, choices=Kind)
    # Set where a provider gives numbers and dates: `next_number` only counts the documents then.
    account = models.ForeignKey(ProviderAccount, on_delete=models.PROTECT, null=True, blank=True, related_name="series")
    prefix = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    first_number = models.PositiveBigIntegerField(default=1)
    next_number = models.PositiveBigIntegerField(default=1)
    last_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "series"
        constraints = (
            models.UniqueConstraint(
                fields=("store", "prefix", "year"), nulls_distinct=False, name="one_series_a_prefix"
            ),
            models.CheckConstraint(condition=Q(first_number__gt=0), name="numbers_start_at_one"),
            models.CheckConstraint(condition=Q(next_number__gte=F("first_number")), name="numbers_run_upwards"),
            # The number is part of addresses at the platform.
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^([A-Za-z0-9-]|\{YYYY\}|\{YY\})*$"), name="prefix_fits_an_address"
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(prefix__contains="{YY"), name="a_yearly_series_names_its_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix} {self.year or ''}".strip()


class Invoice(Parties):
    """An invoice, a credit note or a test document, with a copy of every printed fact. Amounts are never negative.

    `replaces` is the invoice that this one corrects after its credit. `line_count` and `rate_count` close the document:
    no row can be added later. `remarks` state, one a line, the oddities of the order that did not prevent the issue,
    such as a stated tax that differs by rounding. They are sealed in English, as they were written; `noticed` holds the
    same as codes and figures (`Problem.as_json`), for readers of every language, empty in documents from before.
    `reading` is a technical record of the interpretation (`Match.name`), sealed and nowhere shown to a merchant.
    """

    kind = models.CharField(max_length=11, choices=Kind)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField()
    number = models.CharField(max_length=60)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    token = models.CharField(max_length=64, unique=True)
    order_id = models.BigIntegerField()
    # Counts an order's invoices: a second one is only possible once the first is fully credited.
    revision = models.PositiveSmallIntegerField(default=1)
    credits = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="credit_notes")
    credit_reason = models.CharField(max_length=255, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacements")
    snapshot = models.ForeignKey(OrderSnapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    issue_date = models.DateField()
    supply_date = models.DateField(null=True, blank=True)
    payment_date = models.DateField(null=True, blank=True)
    payment_method = models.CharField(max_length=255, blank=True)
    payment_means = models.CharField(max_length=3, blank=True, default="", db_default="")
    time_zone = models.CharField(max_length=64)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    line_count = models.PositiveSmallIntegerField()
    rate_count = models.PositiveSmallIntegerField()
    net_total = _amount()
    tax_total = _amount()
    gross_total = _amount()
    gift_card_amount = _amount()
    amount_paid = _amount()
    stated_tax = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    reading = models.TextField()
    rounding = models.CharField(max_length=8)
    remarks = models.TextField(blank=True)
    noticed = models.JSONField(default=list, blank=True)
    # The look of the paper, and the merchant's texts on it.
    paper_size = models.CharField(max_length=6)
    logo = models.ForeignKey(Logo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accent_colour = models.CharField(max_length=7)
    bank_details = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    legal_text = models.TextField(blank=True)
    footer = models.TextField(blank=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("series", "sequence"), name="a_number_is_used_once"),
            models.UniqueConstraint(fields=("store", "number"), name="a_printed_number_is_used_once"),
            models.UniqueConstraint(
                fields=("store", "order_id", "revision"),
                condition=Q(kind=Kind.INVOICE),
                name="an_invoice_revision_is_used_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CREDIT_NOTE, credits__isnull=False)
                | Q(~Q(kind=Kind.CREDIT_NOTE), credits__isnull=True),
                name="only_credit_notes_credit",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="kind_is_known"),
            models.CheckConstraint(
                condition=Q(sequence__gte=1, line_count__gte=1, rate_count__gte=1), name="document_is_not_empty"
            ),
            # To PostgreSQL, NaN is larger than every number.
            models.CheckConstraint(condition=Q(gross_total__lt=10**15), name="total_is_a_number"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(kind=Kind.INVOICE), name="only_invoices_replace"
            ),
            models.UniqueConstraint(fields=("replaces",), name="an_invoice_is_replaced_once"),
            models.CheckConstraint(
                condition=Q(snapshot__isnull=False) | Q(kind=Kind.TEST), name="only_test_documents_lack_evidence"
            ),
            models.CheckConstraint(
                condition=Q(gross_total=F("net_total") + F("tax_total")), name="net_and_tax_add_up_to_gross"
            ),
            models.CheckConstraint(
                condition=Q(net_total__gte=0, tax_total__gte=0, gift_card_amount__gte=0, amount_paid__gte=0),
                name="totals_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(gross_total=F("amount_paid") + F("gift_card_amount")), name="payments_add_up_to_gross"
            ),
        )
        indexes = (models.Index(fields=("store", "order_id"), name="documents_of_an_order"), *OF_DOCUMENTS)
        triggers = (
            *immutable_triggers(erasable=_ERASABLE, emptied=_EMPTIED),
            document_fits_its_store,
            one_open_invoice_an_order,
            no_credit_beyond_the_invoice,
            totals_are_sums,
        )

    def __str__(self) -> str:
        return self.number

    def is_erased(self) -> bool:
        """Tell whether the buyer's data were erased from the document."""
        return Seal.objects.filter(Seal.erased(), invoice=self).exists()

    def erased_at(self) -> datetime | None:
        """Return when the buyer's data were erased from the document, or None."""
        if not self.is_erased():
            return None
        erasures = Erasure.objects.filter(store_id=self.store_id, order_id=self.order_id)
        return erasures.order_by("erased_at").values_list("erased_at", flat=True).first()

    def valid_credit_notes(self) -> "list[Invoice]":
        """Return the credit notes that take something back, the earliest first; a void one does not."""
        return sorted(self.credit_notes.valid(), key=lambda note: note.pk)

    @property
    def is_credited_in_full(self) -> bool:
        """Whether the credit notes take all of the invoice back; an invoice at zero needs a credit note, too."""
        notes = [note.gross_total for note in self.valid_credit_notes()]
        return bool(notes) and sum(notes, ZERO) == self.gross_total

    @property
    def printed_as(self) -> PrintedKind:
        """Return the kind of document for the renderer."""
        kinds: dict[str, PrintedKind] = {Kind.INVOICE: "invoice", Kind.CREDIT_NOTE: "credit_note", Kind.TEST: "test"}
        return kinds[self.kind]


class InvoiceLine(TenantModel):
    """One line as declared: `discount`, `net`, `tax` and `gross` are for all of it, `fixed_tax` is a part of `tax`.

    `tax_label` names the taxes if several percentages make up `tax_rate`; rate and label identify the line's row of
    `InvoiceTax`. A credit note's line refers to the line that it credits, an adjustment of a rate to none.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    credits = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="credit_lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    description = models.TextField(blank=True)
    sku = models.TextField(blank=True)
    unit = models.CharField(max_length=3, blank=True, default="", db_default="")
    quantity = models.DecimalField(max_digits=16, decimal_places=4)
    unit_price = models.DecimalField(max_digits=24, decimal_places=8)
    discount = _amount()
    # Whether unit price and discount include the taxes.
    tax_inside = models.BooleanField()
    tax_rate = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    tax_label = models.TextField(blank=True)
    tax_category = models.CharField(max_length=2, blank=True, default="", db_default="")
    exemption_code = models.CharField(max_length=30, blank=True, default="", db_default="")
    exemption_reason = models.TextField(blank=True, default="", db_default="")
    net = _amount()
    tax = _amount()
    fixed_tax = _amount()
    gross = _amount()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("invoice", "position"), name="one_line_a_position"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="line_adds_up"),
            models.CheckConstraint(
                condition=Q(
                    net__gte=0, fixed_tax__gte=0, tax__gte=F("fixed_tax"), quantity__gte=0, quantity__lt=10**12
                ),
                name="line_is_not_negative",
            ),
        )
        triggers = (*immutable_triggers(), line_fits_its_document)


class InvoiceTax(TenantModel):
    """The total of one tax rate in a document; without `rate`, that of its fixed taxes.

    Several percentages on the same lines make one row, whose `rate` is their sum: `label` names them and `parts` are
    their shares of `tax`, each {"name", "rate", "tax"} with decimal strings.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="taxes")
    position = models.PositiveSmallIntegerField()
    rate = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    label = models.TextField(blank=True)
    parts = models.JSONField(default=list, blank=True)
    category = models.CharField(max_length=2, blank=True, default="", db_default="")
    exemption_code = models.CharField(max_length=30, blank=True, default="", db_default="")
    exemption_reason = models.TextField(blank=True, default="", db_default="")
    is_vat = models.BooleanField(null=True, blank=True)
    net = _amount()
    tax = _amount()
    gross = _amount()

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "invoice taxes"
        constraints = (
            models.UniqueConstraint(
                fields=("invoice", "rate", "label"), nulls_distinct=False, name="one_row_a_tax_rate"
            ),
            models.UniqueConstraint(fields=("invoice", "position"), name="one_tax_row_a_position"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="tax_row_adds_up"),
            models.CheckConstraint(condition=Q(net__gte=0, tax__gte=0), name="tax_row_is_not_negative"),
        )
        triggers = (*immutable_triggers(), rate_fits_its_document)


class Seal(TenantModel):
    """The seal of a document, a link in the chain of its series (`apps.invoices.issuing.seals` defines the hash).

    Version 1 seals one text, `body`, which an erasure empties. Version 2 seals `body`, the public text, which remains,
    and the hash of `personal`, the text about the buyer, which an erasure empties. `personal_sha256` is empty in
    version 1. `previous` is the seal of the link before it, which is a `Seal` or a `RenditionSeal`.
    """

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="seal")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField()
    body = models.TextField()
    personal = models.TextField(blank=True, default="")
    personal_sha256 = models.CharField(max_length=64, blank=True, default="")
    previous = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("series", "sequence"), name="a_document_is_sealed_once"),
            models.UniqueConstraint(fields=("series", "previous"), name="a_chain_does_not_fork"),
            models.CheckConstraint(
                condition=Q(personal_sha256="", personal="")
                & (Q(body="") | Q(sha256=hash_of("previous || chr(10) || body")))
                | ~Q(personal_sha256="")
                & ~Q(body="")
                & (Q(personal="") | Q(personal_sha256=hash_of("personal")))
                & Q(
                    sha256=hash_of(
                        "previous || chr(10) || encode(sha256(convert_to(body, 'UTF8')), 'hex')"
                        " || chr(10) || personal_sha256"
                    )
                ),
                name="a_seal_fits_its_body",
            ),
        )
        triggers = (
            *immutable_triggers(
                erasable=("body", "personal"),
                of=ORDER_OF_ITS_DOCUMENT,
                emptied=(
                    "NEW.personal = '' AND (OLD.personal_sha256 = '' AND NEW.body = '' "
                    "OR OLD.personal_sha256 <> '' AND NEW.body = OLD.body)"
                ),
            ),
            pgtrigger.Protect(
                name="refuse_empty",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__body="") | pgtrigger.Q(new__personal=""),
            ),
            seal_fits_its_chain,
        )

    @classmethod
    def erased(cls) -> Q:
        """Return the condition for seals whose document lost its buyer's data to an erasure."""
        return Q(body="") | Q(personal="") & ~Q(personal_sha256="")

    @property
    def version(self) -> int:
        """Return the version of the seal, 1 or 2; a later one, which its text states, has the shape of 2."""
        return 2 if self.personal_sha256 else 1

    @property
    def is_erased(self) -> bool:
        """Tell whether the buyer's data were erased: the seal and its place in the chain remain."""
        return not (self.personal if self.personal_sha256 else self.body)
