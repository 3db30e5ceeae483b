"""Transmission: the e-mail to the buyer, the link and the history line in the order, the seals to the merchant."""
