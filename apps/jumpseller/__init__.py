"""Jumpseller's HTTP API: client, OAuth, rate limit, signatures and the shapes of its JSON."""
