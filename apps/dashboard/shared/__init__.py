"""Parts that several pages use: formats, number and period fields, pagination, error texts, dry runs."""
