"""Stores as tenants: installation, OAuth tokens, webhooks, sessions and invoicing settings."""
