"""Credit notes: what can be credited, crediting it, and reissuing an invoice to another buyer."""
