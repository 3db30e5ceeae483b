"""Tests of the public page of a document."""
