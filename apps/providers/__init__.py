"""Certified invoicing services that issue documents for a store: one contract, one package a provider. Pure."""
