"""The PDF of a document: sections laid out on pages, and the pages written as a file."""
