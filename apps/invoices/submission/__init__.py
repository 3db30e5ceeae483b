"""Documents on their way through a provider: calls, outcomes, the authority's answers, and the accounts."""
