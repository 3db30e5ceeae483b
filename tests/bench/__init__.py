"""`make bench`: what Folio's parts do beside what they could do at best, measured in the same run, as ratios."""
