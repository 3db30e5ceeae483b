"""Files of documents that are built in the background: PDFs of a period as ZIP, the list as XLSX."""
