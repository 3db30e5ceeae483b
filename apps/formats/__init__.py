"""Formats of a document: its data, and the writers that turn them into bytes. Pure, without database."""
