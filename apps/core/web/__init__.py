"""Middleware for requests and cookies, and the health endpoints."""
