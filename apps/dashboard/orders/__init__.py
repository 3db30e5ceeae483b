"""Page of one held order, with a preview of its document."""
