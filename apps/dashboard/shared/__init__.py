"""Parts that several pages use: formats, fields, pagination, error texts, dry runs, the reauthorisation question."""
