"""The choice of the meaning of an order's money fields: hypotheses, evidence and the charges that follow."""
