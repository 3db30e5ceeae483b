"""Tests of webhooks, invoice requests and erasure."""
