"""Public pages of a document: the page behind its link, its PDF, the file check and the buyer's correction."""
