"""Tests of the page of archives."""
