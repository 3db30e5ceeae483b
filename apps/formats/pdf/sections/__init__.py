"""Sections of a document: header, items, totals, link to its page, footer."""
