"""List of documents, page of a document, and its corrections and mails."""
