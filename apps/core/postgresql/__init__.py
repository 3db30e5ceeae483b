"""PostgreSQL: the backend with its check of kept connections, statements compiled once, locks, and triggers."""
