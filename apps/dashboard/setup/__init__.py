"""Setup steps of a new merchant, and automatic issuing."""
