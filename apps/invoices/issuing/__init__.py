"""Issuing: numbers, the insert of a document with its rows, its seals, and the check for invoices of other Apps."""
