"""Start and end of a merchant's session."""
