"""OpenFactura (Haulmer), Chile."""
