"""Page of documents for older orders."""
