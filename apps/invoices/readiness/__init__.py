"""Which documents an order can become, and what is missing for each."""
