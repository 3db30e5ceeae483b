"""Tests of settings, environment variables, translations and the local stack."""
