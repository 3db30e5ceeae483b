"""Tests of Folio's processes together, and in a browser."""
