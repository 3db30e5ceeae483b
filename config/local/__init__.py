"""Folio on one machine, for the demo, for tests and for developers: real servers, private folder, loopback only."""
