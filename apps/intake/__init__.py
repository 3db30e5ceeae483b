"""Webhooks and invoice requests of the platform: received, stored as deliveries and processed by workers."""
