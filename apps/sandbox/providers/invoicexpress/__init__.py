"""A stand-in of InvoiceXpress: drafts, series, clients, taxes, its arithmetic, and its ways to answer."""
