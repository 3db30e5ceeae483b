"""Simulated sales of many carts with promotions."""
