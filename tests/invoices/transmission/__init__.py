"""Tests of e-mails, order links and order histories."""
