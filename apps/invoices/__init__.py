"""Issued documents: drafting, issue, credit notes, PDFs, transmission, public pages, export and audit."""
