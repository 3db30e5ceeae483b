"""Setup steps of a new merchant, automatic issuing, and the question after a reauthorisation."""
