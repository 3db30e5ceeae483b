"""Django's PostgreSQL backend with a cheaper check of kept connections, and statements that are compiled once."""
