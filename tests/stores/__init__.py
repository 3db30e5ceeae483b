"""Tests of stores, installation, tokens, webhooks and sessions."""
