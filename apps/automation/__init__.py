"""The pipeline from a changed order to its documents: decisions, corrections, back-fills and periodic checks."""
