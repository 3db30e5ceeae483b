"""Drafting: the lines, taxes and totals that an order is declared with, before a number is taken."""
