"""The merchant's pages, embedded in Jumpseller's admin: one package per group of pages."""
