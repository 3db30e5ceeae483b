"""Commands that preview the document of an order in a file."""
