"""Tests of issued documents."""
