"""Wording: labels, titles, tax names, and number and date formats by language and country."""
