"""InvoiceXpress, Portugal."""
