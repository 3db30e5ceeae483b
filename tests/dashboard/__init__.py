"""Tests of the merchant's pages."""
