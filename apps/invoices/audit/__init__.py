"""Audit: checking issued documents for consistency, and erasing their buyers' data."""
