"""The kinds of documents that InvoiceXpress issues for Folio, and what each is called in its API. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: its code at the AT, its legal title, its names in requests, in lists and in a series."""

    code: str
    title: str
    use: Literal["sale", "credit_note"] = "sale"
    root: str
    listed_as: str

    @property
    def path(self) -> str:
        """Return the name of the kind in addresses, which is also that of a list of them."""
        return f"{self.root}s"

    @property
    def sequence_key(self) -> str:
        """Return the name under which a row of the series holds the id of the series for this kind."""
        return f"current_{self.root}_sequence_id"

    @property
    def validation_key(self) -> str:
        """Return the name under which a row of the series holds the AT's code of the series for this kind."""
        return f"current_{self.root}_validation_code"

    @property
    def choice(self) -> str:
        """Return the name of the choice of the series for this kind."""
        return f"series_{self.code.lower()}"


KINDS: Mapping[str, Kind] = {
    each.code: each
    for each in (
        Kind(code="FR", title="Fatura-recibo", root="invoice_receipt", listed_as="InvoiceReceipt"),
        Kind(code="FT", title="Fatura", root="invoice", listed_as="Invoice"),
        Kind(code="FS", title="Fatura simplificada", root="simplified_invoice", listed_as="SimplifiedInvoice"),
        Kind(code="NC", title="Nota de crédito", use="credit_note", root="credit_note", listed_as="CreditNote"),
    )
}
"""The kinds by their codes."""


def kind_named(name: str) -> Kind | None:
    """Return the kind that InvoiceXpress calls `name`, in an answer's root or in a list; None for any other."""
    return next((each for each in KINDS.values() if name in {each.root, each.listed_as}), None)
